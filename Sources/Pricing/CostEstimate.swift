import Completions

/// What a request will cost before it is sent.
public struct CostEstimate: Hashable, Sendable {
    /// The name of the record by which it is priced.
    public let model: String
    /// The provider.
    public let provider: String
    /// How many tokens the prompt has, and where they are.
    public let prompt: PromptCount
    /// The most tokens that an answer can have: the request's limit, else the model's. Nil where neither is known, which
    /// only a model whose output is free may have.
    public let outputTokens: Int?
    /// The cost of the prompt, none of it cached, and of as many answers as are asked for, each at its limit.
    public let estimatedCost: Money
    /// The cost where all input comes from a cache and the answer is empty.
    public let lowerBound: Money
    /// What a budget must hold: the most input and output that may be billed, at the dearest prices they can have.
    public let upperBound: Money
    /// How sure the estimate is: no surer than the count of the prompt and the price of the model.
    public let confidence: Confidence
    /// Why the confidence is not high, in sentences.
    public let reasons: [String]

    /// How many tokens the prompt has.
    public var inputTokens: Int { prompt.tokens }
}

extension PriceTable {
    /// What a request will cost: its body is written as the provider takes it, counted, and priced.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - provider: Its provider; nil to find it by the model.
    ///   - region: The region of the price list or multiplier, as in `prices(of:provider:region:)`; nil for the one that
    ///     the body asks for, or the provider's default.
    ///   - serviceTier: The service tier; nil for the one that the request asks for.
    ///   - time: When it will be sent.
    /// - Throws: `PriceError`, as `cost` does; `.noOutputLimit` where nothing limits an output that costs; `.request`
    ///   where the provider or the model doesn't take the request.
    /// - Complexity: O(n log n) for n bytes of the request.
    public func estimateCost(
        of request: CompletionRequest, provider: String? = nil, region: String? = nil, serviceTier: String? = nil,
        at time: Timestamp = .now
    ) throws(PriceError) -> CostEstimate {
        let provider = if let provider { provider } else { try self.provider(ofModel: request.model) }
        let prepared: PreparedRequest
        do throws(ProviderError) {
            prepared = try PreparedRequest(request, provider: provider)
        } catch { throw .request(error) }
        return try estimateCost(of: prepared, region: region, serviceTier: serviceTier, at: time)
    }

    /// What a body will cost that is sent to a provider's API as it is. See `estimateCost(of:provider:…)`.
    public func estimateCost(
        ofBody body: JSONValue, provider: String, region: String? = nil, serviceTier: String? = nil,
        at time: Timestamp = .now
    ) throws(PriceError) -> CostEstimate {
        try estimateCost(
            of: PreparedRequest(provider: provider, body: body), region: region, serviceTier: serviceTier, at: time)
    }

    /// What a request will cost that is ready to be sent. See `estimateCost(of:provider:…)`.
    ///
    /// - Parameter prompt: The count of its prompt, where it is already known.
    public func estimateCost(
        of prepared: PreparedRequest, prompt: PromptCount? = nil, region: String? = nil, serviceTier: String? = nil,
        at time: Timestamp = .now
    ) throws(PriceError) -> CostEstimate {
        let name = prepared.model ?? ""
        let named = region ?? prepared.region
        let assumed = named == nil ? try assumedRegion(of: name, provider: prepared.provider) : nil
        let prices = try self.prices(of: name, provider: prepared.provider, region: named ?? assumed)
        let record = try prices.record(at: time)
        let tier = serviceTier ?? prepared.serviceTier
        let schedule = try record.schedule(of: tier, name: name)
        let prompt = prompt ?? prepared.promptCount()
        let bounds = try BillBounds(of: prepared, prompt: prompt, record: record, schedule: schedule)

        func cost(_ counts: KeyValuePairs<Usage.Counter, Int>) throws(PriceError) -> Money {
            let usage: Usage
            do throws(UsageError) { usage = try Usage(counts) } catch { throw .usage(error) }
            return try prices.cost(of: usage, serviceTier: tier, at: time).total
        }
        let estimated = try cost([.input: prompt.tokens, .output: bounds.outputTokens])
        let lowest = min(try cost([.input: prompt.tokens]), try cost([.cacheRead: prompt.tokens]))
        var doubts: [String] = []
        if let assumed { doubts.append("No region is named; the prices are those of \(assumed).") }
        if record.details.confidence != .high {
            doubts.append("The price of \(record.model) is of \(record.details.confidence) confidence.")
        }
        let confidence = min(prompt.confidence, record.details.confidence, assumed == nil ? .high : .medium)
        return CostEstimate(
            model: record.model, provider: prices.provider, prompt: prompt, outputTokens: bounds.outputLimit,
            estimatedCost: estimated, lowerBound: lowest,
            upperBound: max(estimated, try prices.highestCost(bounds, record, schedule)),
            confidence: confidence, reasons: prompt.reasons + doubts + bounds.reasons)
    }

    /// The region that requests for a model run in where none is named; nil where its prices don't differ by region.
    private func assumedRegion(of name: String, provider: String) throws(PriceError) -> String? {
        for entry in try entries(of: provider) {
            let file = try entry.content()
            let records = file.records(named: name)
            guard !records.isEmpty else { continue }
            let regions = records.map(\.region)
            return regions.contains(nil) ? nil : regions.first { $0 == file.defaultRegion } ?? regions[0]
        }
        return nil
    }
}

extension ModelPrices {
    /// The cost of the most that may be billed, at the dearest prices it can have.
    fileprivate func highestCost(
        _ bounds: BillBounds, _ record: PriceRecord, _ schedule: PriceSchedule
    ) throws(PriceError) -> Money {
        let multiplier = try record.multiplier(in: region, name: name)
        do throws(MoneyError) {
            var total = Money.zero(record.currency)
            for part in [bounds.input, bounds.output] {
                guard var price = schedule.dearestPrice(of: part.counters, inputTokens: bounds.input.tokens) else {
                    continue
                }
                if let multiplier { price = try multiplier.applied(to: price) }
                total = try total.adding(Money(units: price, currency: record.currency).multiplied(by: part.tokens))
            }
            return total
        } catch { throw .money(error) }
    }
}
