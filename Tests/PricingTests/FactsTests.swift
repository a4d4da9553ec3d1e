import Completions
import Foundation
import Testing

@testable import Pricing

@Suite("The survey of price facts", .enabled(if: TestFiles.facts != nil, "no pricing facts beside the package"))
struct FactsTests {
    @Test("is in the table, record by record, with prices, tiers, dates and sources")
    func everyFact() throws {
        let facts = try #require(TestFiles.facts)
        let survey = try JSONValue(parsing: Data(contentsOf: facts.appending(path: "facts.json")))
        guard case .array(let records) = survey else {
            Issue.record("the survey is no list")
            return
        }
        #expect(records.count == 236)
        for fact in records { try check(fact) }
    }

    private func check(_ fact: JSONValue) throws {
        let provider = try #require(fact["provider"]?.string)
        let name = try #require(fact["model"]?.string)
        let region = fact["region"]?.string
        let from = fact["effective_from"]?.string.flatMap { Timestamp($0) }
        let to = fact["effective_to"]?.string.flatMap { Timestamp($0) }
        let entry = try #require(PriceTable.current.entries.first { $0.provider == provider })
        let record = try #require(
            entry.content().records.first { $0.model == name && $0.region == region && $0.from == from },
            "\(provider) \(name)")
        let comment = Comment(rawValue: "\(provider) \(name) \(region ?? "") \(from?.description ?? "")")
        #expect(record.to == to, comment)
        #expect(record.currency.code == fact["currency"]?.string, comment)
        #expect(record.aliases == strings(fact["aliases"]), comment)
        #expect(record.details.sources == unique(strings(fact["sources"])), comment)
        #expect(record.details.tier.rawValue == fact["tier"]?.string, comment)
        #expect(record.details.confidence.rawValue == fact["confidence"]?.string, comment)
        #expect(record.details.notes == fact["notes"]?.string, comment)
        #expect(record.details.isRetired == (fact["retired"] == .bool(true)), comment)
        #expect(record.details.released?.description == fact["released"]?.string, comment)
        #expect(record.details.contextWindow == count(fact["context_window"]), comment)
        #expect(record.details.maxOutput == count(fact["max_output_tokens"]), comment)
        try check(record.standard.standard, fact, comment)
        guard case .object(let tiers)? = fact["service_tiers"] else { return }
        #expect(record.serviceTiers.map(\.name) == tiers.map(\.key), comment)
        for (tier, expected) in zip(record.serviceTiers, tiers) {
            try check(tier.schedule.standard, expected.value, comment)
        }
        try checkConditions(record, fact, comment)
    }

    private func check(_ prices: PriceSchedule.SizedPrices, _ fact: JSONValue, _ comment: Comment) throws {
        #expect(published(prices.base) == expected(fact["prices"]), comment)
        guard case .array(let tiers)? = fact["tiers"] else {
            #expect(prices.tiers.isEmpty, comment)
            return
        }
        #expect(prices.tiers.count == tiers.count, comment)
        for (tier, expected) in zip(prices.tiers, tiers) {
            #expect(tier.bound == count(expected["over_input_tokens"]), comment)
            #expect(tier.includesBound == (expected["comparison"]?.string == ">="), comment)
            #expect(published(tier.prices) == self.expected(expected["prices"]), comment)
        }
    }

    private func checkConditions(_ record: PriceRecord, _ fact: JSONValue, _ comment: Comment) throws {
        guard case .array(let conditions)? = fact["conditions"] else { return }
        let kinds = conditions.map { $0["type"]?.string }
        #expect(record.regionMultipliers.count == kinds.count { $0 == "region_multiplier" }, comment)
        #expect(record.standard.clock.count == kinds.count { $0 == "time_of_day" }, comment)
        #expect((record.standard.thinking == nil) == !kinds.contains("thinking_mode"), comment)
        for condition in conditions {
            switch condition["type"]?.string {
            case "thinking_mode": try check(try #require(record.standard.thinking), condition, comment)
            case "region_multiplier":
                let multiplier = try #require(record.regionMultipliers.first)
                #expect(multiplier.region == condition["when"]?["inference_geo"]?.string, comment)
                let factor = try Money(#require(condition["multiplier"]?.string))
                let applied = try multiplier.applied(to: Money("1").units)
                #expect(applied == factor.units, comment)
            default:
                let clock = try #require(record.standard.clock.first)
                #expect(published(clock.prices) == expected(condition["prices"]), comment)
                #expect(clock.exceptions.map(\.description).sorted() == strings(condition["except_dates"]), comment)
            }
        }
    }

    private func published(_ prices: TokenPrices) -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: prices.published.map {
                ($0.counter.priceKey, Money(units: $0.price * 1_000_000, currency: .usd).amount)
            })
    }

    private func expected(_ prices: JSONValue?) -> [String: String] {
        guard case .object(let members)? = prices else { return [:] }
        return Dictionary(uniqueKeysWithValues: members.map { ($0.key, $0.value.string ?? "") })
    }

    private func strings(_ value: JSONValue?) -> [String] {
        guard case .array(let items)? = value else { return [] }
        return items.compactMap(\.string)
    }

    private func unique(_ strings: [String]) -> [String] {
        strings.enumerated().filter { !strings[..<$0.offset].contains($0.element) }.map(\.element)
    }

    private func count(_ value: JSONValue?) -> Int? {
        guard case .number(let number)? = value, case .exact(let count) = number.integerValue else { return nil }
        return count
    }
}
