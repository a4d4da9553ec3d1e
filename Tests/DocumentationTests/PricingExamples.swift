import Pricing
import Testing

/// The examples of the articles of `Pricing`, line for line; `PagesTests` holds them against this file.
@Suite("The examples of Pricing")
struct PricingExamples {
    private let time = Timestamp(unixSeconds: 1_769_860_800)

    @Test("of prices of one's own give what they show")
    func ownPrices() throws {
        let file = """
            {"provider":"house","as_of":"2026-01-01","usage_format":"openai","records":[{"model":"house-1",
            "prices":{"input":"0.1","output":"0.2"},"tier":"cheap","sources":["own machines"]}]}
            """
        let own = try PriceTable(parsing: file.utf8)
        let table = PriceTable.current.merging(own)
        #expect(try table.prices(of: "house-1").provider == "house")
    }
}
