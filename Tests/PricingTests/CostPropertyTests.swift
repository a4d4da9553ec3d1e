import Completions
import Testing

@testable import Pricing

/// A repeatable source of random numbers (SplitMix64).
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

@Suite("Cost as a function of usage")
struct CostPropertyTests {
    private typealias PriceAtTier = (prices: ModelPrices, tier: String?, schedule: PriceSchedule, at: Timestamp)

    /// Each record at each of its service tiers, at a time when it holds.
    private static func everyPrice() throws -> [PriceAtTier] {
        try PriceTable.current.entries.flatMap { entry in
            let file = try entry.content()
            return file.records.flatMap { record in
                let time = record.from ?? record.to.map { Timestamp(unixSeconds: $0.unixSeconds - 1) } ?? .now
                let prices = ModelPrices(
                    provider: file.provider, name: record.model, region: record.region, records: [record])
                let tiers = record.serviceTiers.map { (prices, Optional($0.name), $0.schedule, time) }
                return [(prices, nil, record.standard, time)] + tiers
            }
        }
    }

    private static let counters = Usage.Counter.allCases.filter { $0 != .cacheWrite1h }

    private func randomUsage(_ generator: inout SeededGenerator, upTo most: Int) throws -> Usage {
        var usage = try Usage([.input: 0])
        for counter in Self.counters {
            usage = try usage.adding(Usage([counter: Int.random(in: 0...most, using: &generator)]))
        }
        return usage
    }

    @Test("never falls when a counter grows within a tier and mode")
    func monotone() throws {
        var generator = SeededGenerator(state: 1)
        for (prices, tier, schedule, time) in try Self.everyPrice() {
            for counter in Self.counters {
                let bounds = [0] + schedule.standard.tiers.map(\.bound)
                let start = try #require(bounds.randomElement(using: &generator))
                let usage = try Usage([.input: start + 1, .reasoning: 1, .output: 1])
                let next = bounds.first { $0 > start } ?? start + 10_000
                let room = max(1, (next - start - 2) / 2)
                let more = try usage.adding(Usage([counter: Int.random(in: 1...room, using: &generator)]))
                let less = try prices.cost(of: usage, serviceTier: tier, at: time).total
                let greater = try prices.cost(of: more, serviceTier: tier, at: time).total
                #expect(greater >= less, "\(prices.provider) \(prices.name) \(tier ?? "") \(counter)")
            }
        }
    }

    @Test("is the sum of its parts' costs, for disjoint usages in one tier and mode")
    func additive() throws {
        var generator = SeededGenerator(state: 2)
        for (prices, tier, schedule, time) in try Self.everyPrice() {
            let most = (schedule.standard.tiers.first?.bound ?? 1_000_000) / 40
            let left = try randomUsage(&generator, upTo: most).adding(Usage([.reasoning: 1]))
            let right = try randomUsage(&generator, upTo: most).adding(Usage([.reasoning: 1]))
            let together = try prices.cost(of: left.adding(right), serviceTier: tier, at: time).total
            let apart = try prices.cost(of: left, serviceTier: tier, at: time).total
                .adding(prices.cost(of: right, serviceTier: tier, at: time).total)
            #expect(together == apart, "\(prices.provider) \(prices.name) \(tier ?? "")")
        }
    }

    @Test("is the sum of its lines, and of its breakdown, in which input and output are always there")
    func sums() throws {
        var generator = SeededGenerator(state: 3)
        for (prices, tier, _, time) in try Self.everyPrice() {
            let cost = try prices.cost(of: randomUsage(&generator, upTo: 500_000), serviceTier: tier, at: time)
            let currency = cost.total.currency
            #expect(try Money.sum(cost.lines.map(\.amount), in: currency) == cost.total)
            #expect(try Money.sum(cost.breakdown.map(\.amount), in: currency) == cost.total)
            #expect(Set(cost.breakdown.map(\.bucket)).isSuperset(of: [.input, .output]))
            #expect(!cost.total.isNegative)
        }
    }

    @Test("is exact for the largest usage there can be, and an error where it can't be exact")
    func overflow() throws {
        var most = Usage()
        for counter in Self.counters { most = try most.adding(Usage([counter: Usage.maximumCount])) }
        for (prices, tier, _, time) in try Self.everyPrice() {
            _ = try prices.cost(of: most, serviceTier: tier, at: time)
        }
        let dear = """
            {"provider":"acme","as_of":"2026-11-24","usage_format":"openai","records":[{"model":"dear",
            "prices":{"input":"1000000000000","output":"0.000000000001"}}]}
            """
        let table = try PriceTable(parsing: dear.utf8)
        #expect(throws: PriceError.money(.overflow)) { try table.cost(of: most, model: "dear") }
        let one = try Usage([.input: 0, .output: 1])
        #expect(try table.cost(of: one, model: "dear").total.amount == "0.000000000000000001")
    }
}
