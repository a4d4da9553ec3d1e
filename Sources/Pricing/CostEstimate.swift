import Completions

/// What a request will cost before it is sent.
public struct CostEstimate: Hashable, Sendable {
    /// The name of the record by which it is priced.
    public let model: String
    /// The provider.
    public let provider: String
    /// How many tokens the prompt has.
    public let inputTokens: Int
    /// The most tokens the answer can have: the request's limit, else the model's. Nil where neither is known, which
    /// only a model whose output is free may have.
    public let outputTokens: Int?
    /// The cost of that input, none of it cached, and of an answer that reaches its limit.
    public let estimatedCost: Money
    /// The cost where all input comes from a cache and the answer is empty.
    public let lowerBound: Money
    /// What a budget must hold: more input than counted by what isn't counted, at the dearest price it can have.
    public let upperBound: Money
    /// How sure the estimate is: no surer than the count of the prompt and the price of the model.
    public let confidence: Confidence
    /// Why the confidence is not high, in sentences.
    public let reasons: [String]
}

extension PriceTable {
    /// What a request will cost.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - provider: Its provider; nil to find it by the model.
    ///   - region: The region of the price list or multiplier, as in `prices(of:provider:region:)`.
    ///   - serviceTier: The service tier it will ask for; nil for the standard one.
    ///   - time: When it will be sent.
    /// - Throws: `PriceError`, as `cost` does; `.noOutputLimit` where nothing limits an output that costs.
    public func estimateCost(
        of request: CompletionRequest, provider: String? = nil, region: String? = nil, serviceTier: String? = nil,
        at time: Timestamp = .now
    ) throws(PriceError) -> CostEstimate {
        let prices = try self.prices(of: request.model, provider: provider, region: region)
        let record = try prices.record(at: time)
        let schedule = try record.schedule(of: serviceTier, name: request.model)
        let prompt = PromptCount(of: request, contextWindow: record.details.contextWindow)
        let answer = try AnswerLimit(of: request, record: record, schedule: schedule, inputTokens: prompt.tokens)

        func cost(_ counts: KeyValuePairs<Usage.Counter, Int>) throws(PriceError) -> Money {
            let usage: Usage
            do throws(UsageError) { usage = try Usage(counts) } catch { throw .usage(error) }
            return try prices.cost(of: usage, serviceTier: serviceTier, at: time).total
        }
        let estimated = try cost([.input: prompt.tokens, .output: answer.tokens ?? 0])
        let lowest = min(try cost([.input: prompt.tokens]), try cost([.cacheRead: prompt.tokens]))
        let reasons = prompt.reasons + answer.reasons + record.doubts
        return CostEstimate(
            model: record.model, provider: prices.provider, inputTokens: prompt.tokens, outputTokens: answer.tokens,
            estimatedCost: estimated, lowerBound: lowest,
            upperBound: try prices.highestCost(
                record, schedule, inputTokens: prompt.most, outputTokens: answer.most ?? 0),
            confidence: min(prompt.confidence, record.details.confidence), reasons: reasons)
    }
}

extension ModelPrices {
    /// The cost of so much input and output at the dearest prices they can have.
    fileprivate func highestCost(
        _ record: PriceRecord, _ schedule: PriceSchedule, inputTokens: Int, outputTokens: Int
    ) throws(PriceError) -> Money {
        let multiplier = try record.multiplier(in: region, name: name)
        // An hour's cache lifetime must be asked for, which a request in this form can't.
        let parts: [(counters: [Usage.Counter], tokens: Int)] = [
            ([.input, .cacheWrite, .cacheWrite5m], inputTokens), ([.output, .reasoning], outputTokens),
        ]
        do throws(MoneyError) {
            var total = Money.zero(record.currency)
            for part in parts {
                guard var price = schedule.dearestPrice(of: part.counters, inputTokens: inputTokens) else { continue }
                if let multiplier { price = try multiplier.applied(to: price) }
                total = try total.adding(Money(units: price, currency: record.currency).multiplied(by: part.tokens))
            }
            return total
        } catch { throw .money(error) }
    }
}

extension PriceRecord {
    /// Why the prices may not be the provider's.
    fileprivate var doubts: [String] {
        details.confidence == .high ? [] : ["The price of \(model) is of \(details.confidence) confidence."]
    }
}

/// How long an answer can be.
private struct AnswerLimit {
    /// The most tokens it can have by the request, else by the model.
    let tokens: Int?
    /// The most that may be billed.
    let most: Int?
    let reasons: [String]

    init(
        of request: CompletionRequest, record: PriceRecord, schedule: PriceSchedule, inputTokens: Int
    ) throws(PriceError) {
        let room = record.details.contextWindow.map { max(0, $0 - inputTokens) }
        let limit = request.maxTokens ?? record.details.maxOutput ?? room
        guard limit != nil || schedule.dearestPrice(of: [.output], inputTokens: inputTokens) == 0 else {
            throw .noOutputLimit(model: request.model)
        }
        tokens = limit
        // Where reasoning has a price of its own, the request's limit bounds the answer alone.
        if schedule.thinking != nil, let limit = request.maxTokens, let longest = record.details.maxOutput {
            most = limit + longest
            reasons = ["maxTokens doesn't limit the reasoning of \(request.model), so its longest output is added."]
        } else {
            most = limit
            reasons = []
        }
    }
}
