import Completions
import Foundation
import Pricing
import Testing
import TrafficSupport

@Suite(
    "Estimates of recorded requests hold what they cost",
    .enabled(if: RecordedTraffic.folder != nil, "no recorded traffic beside the package, nor in TOKENS_TRAFFIC"))
struct EstimateTrafficTests {
    /// An answered request with its estimate and what its usage cost.
    private struct Outcome {
        let id: String
        let estimate: CostEstimate
        let usage: Usage
        let cost: Money
        /// Whether the model that answered is the one that was asked for: some records have been through a proxy.
        let isOwn: Bool
    }

    /// When requests were made that don't say so: most were, about then.
    private static let usualTime = Timestamp(unixSeconds: 1_768_478_400)

    private static let outcomes: [Outcome] = RecordedTraffic.answers.compactMap { exchange in
        guard let request = exchange.request, case .object = request, let response = answer(of: exchange),
            let usage = response.usage
        else { return nil }
        let created = response.raw.flatMap { UsageFormat.creationTime(in: $0) }.flatMap { Int($0.description) }
        let time = created.map { Timestamp(unixSeconds: $0) } ?? usualTime
        let table = PriceTable.current
        guard let estimate = try? table.estimateCost(ofBody: request, provider: exchange.provider, at: time)
        else { return nil }
        let object = response.raw.flatMap { $0["usage"] }
        let record = object.flatMap { usage in
            try? RecordedUsage(
                json: [
                    "provider": .string(exchange.provider), "model": .string(response.model), "usage": usage,
                    "region": exchange.provider == "qwen" ? "international" : .null,
                ])
        }
        guard let record, let (cost, _) = try? table.cost(of: record, defaultTime: time) else { return nil }
        return Outcome(
            id: exchange.id, estimate: estimate, usage: usage, cost: cost.total, isOwn: cost.model == estimate.model)
    }

    private static func answer(of exchange: RecordedTraffic.Exchange) -> CompletionResponse? {
        guard exchange.isStream else { return try? exchange.format.decode(exchange.body, headers: exchange.headers) }
        var decoder = exchange.format.makeStreamDecoder(headers: exchange.headers)
        guard (try? decoder.consume(exchange.body)) != nil else { return nil }
        return decoder.partial
    }

    @Test("No request costs more than was held for it")
    func bound() {
        let own = Self.outcomes.filter(\.isOwn)
        #expect(own.count > 1_500)
        for outcome in own {
            #expect(
                outcome.cost <= outcome.estimate.upperBound,
                """
                \(outcome.id): \(outcome.estimate.model) cost \(outcome.cost), held \(outcome.estimate.upperBound); \
                \(outcome.usage), counted \(outcome.estimate.inputTokens) to \(outcome.estimate.prompt.most), \
                output \(outcome.estimate.outputTokens ?? -1)
                """)
        }
    }

    @Test("Where a count says that it is sure, 95 in 100 of its kind are exact or within 3 tokens, and none is far off")
    func confidence() {
        var kinds: [String: (sure: Int, near: Int)] = [:]
        var far: [String] = []
        for exchange in RecordedTraffic.answers {
            guard let request = exchange.request, case .object = request, let billed = exchange.billed?["input"],
                billed > 0, Self.wasSent(exchange)
            else { continue }
            let prompt = PreparedRequest(provider: exchange.provider, body: request).promptCount()
            guard prompt.confidence == .high else { continue }
            #expect(prompt.reasons.isEmpty)
            let miss = abs(prompt.tokens - billed)
            kinds["\(exchange.provider) \(exchange.kind)", default: (0, 0)].sure += 1
            if miss <= 3 { kinds["\(exchange.provider) \(exchange.kind)", default: (0, 0)].near += 1 }
            if miss > 3, miss * 100 > billed * 3 { far.append("\(exchange.id): \(prompt.tokens) of \(billed)") }
        }
        #expect(kinds.values.reduce(0) { $0 + $1.sure } > 1_400)
        for (kind, counts) in kinds {
            #expect(counts.near * 100 >= counts.sure * 95, "\(kind): \(counts)")
        }
        #expect(far.isEmpty, "\(far)")
    }

    /// Whether the body is what the bill is for. Some records show by themselves that it isn't.
    private static func wasSent(_ exchange: RecordedTraffic.Exchange) -> Bool {
        // Usage that someone wrote by hand: a joke of 10 tokens in and 15 out; 9 read beside a cache of 3.
        if ["openai-4ea0a42b0a", "anthropic-d4cc9de490"].contains(exchange.id) { return false }
        // Long paths of files were replaced by a short one when it was kept: 26 tokens more for each were billed.
        if exchange.id == "qwen-ce6e9b125f" { return false }
        // Sent to a host that serves other makers' models, and kept under the name of one of OpenAI's.
        return exchange.text.prefix(4_000).firstMatch(of: /"model": ?"[^"\/]*\/[^"]*"/) == nil
    }

    @Test("Every recorded request has a count, and a cost where its model has a price")
    func everyRequest() throws {
        for exchange in RecordedTraffic.answers {
            guard let request = exchange.request, case .object = request else { continue }
            let prepared = PreparedRequest(provider: exchange.provider, body: request)
            let prompt = prepared.promptCount()
            #expect(prompt.tokens >= 0 && prompt.most >= prompt.tokens, "\(exchange.id)")
            do {
                let estimate = try PriceTable.current.estimateCost(of: prepared, prompt: prompt)
                #expect(estimate.lowerBound <= estimate.estimatedCost, "\(exchange.id)")
                #expect(estimate.estimatedCost <= estimate.upperBound, "\(exchange.id)")
            } catch {
                #expect(["unknown_model", "no_price", "no_price_then", "no_output_limit"].contains(error.code))
            }
        }
    }
}
