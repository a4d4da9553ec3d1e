import Completions
import Foundation
import Pricing
import Testing

@Suite("Usages whose cost is known")
struct PricedCaseTests {
    @Test("cost what they cost, to the last digit, part by part")
    func sample() throws {
        try check(PricedCase.all(in: TestFiles.fixture("cases.jsonl")).filter { $0.cost != nil }, atLeast: 1000)
    }

    @Test("all of the full set", .enabled(if: TestFiles.facts != nil, "no pricing facts beside the package"))
    func fullSet() throws {
        let facts = try #require(TestFiles.facts)
        let lines = try Data(contentsOf: facts.appending(path: "cases_dev.jsonl"))
        try check(PricedCase.all(in: [UInt8](lines)), atLeast: 2500)
    }

    @Test("Names and tiers that nobody has are never priced")
    func unknown() throws {
        let unknown = try PricedCase.all(in: TestFiles.fixture("cases.jsonl")).filter { $0.cost == nil }
        #expect(unknown.count == 41)
        for unknown in unknown {
            let error = #expect(throws: PriceError.self, "\(unknown.id)") { try unknown.priced() }
            #expect(["unknown_model", "no_price"].contains(error?.code), "\(unknown.id)")
        }
    }

    private func check(_ cases: [PricedCase], atLeast count: Int) throws {
        #expect(cases.count >= count)
        for known in cases {
            let cost = try known.priced()
            #expect(cost.total.amount == known.cost, "\(known.id)")
            #expect(cost.total.currency.code == known.currency, "\(known.id)")
            let breakdown = cost.breakdown.map { ($0.bucket.rawValue, $0.amount.amount) }
            #expect(Dictionary(uniqueKeysWithValues: breakdown) == known.breakdown, "\(known.id)")
            #expect(try Money.sum(cost.breakdown.map(\.amount), in: cost.total.currency) == cost.total, "\(known.id)")
        }
    }
}
