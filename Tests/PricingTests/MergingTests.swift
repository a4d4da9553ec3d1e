import Completions
import Pricing
import Testing

@Suite("A table with the user's own prices")
struct MergingTests {
    private let usage: Usage
    private let table: PriceTable

    init() throws {
        usage = try Usage([.input: 1_000_000, .output: 0])
        let negotiated = """
            {"provider":"openai","as_of":"2026-11-30","records":[{"model":"gpt-4o","from":"2026-06-01",
            "to":"2026-12-01","prices":{"input":"2","output":"8"},"sources":["contract 17"]}]}
            """
        let own = """
            {"provider":"acme","as_of":"2026-01-01","usage_format":"anthropic","records":[{"model":"house-1",
            "currency":"EUR","prices":{"input":"0.1","output":"0.2"},"tier":"cheap","sources":["own machines"]}]}
            """
        table = try PriceTable.current.merging(PriceTable(parsing: negotiated.utf8))
            .merging(PriceTable(parsing: own.utf8))
    }

    private func cost(_ model: String, _ provider: String, at time: String) throws -> String {
        try table.cost(of: usage, model: model, provider: provider, at: #require(Timestamp(time))).total.description
    }

    @Test("has a negotiated rate while it holds, and the list price before and after")
    func negotiated() throws {
        #expect(try cost("gpt-4o", "openai", at: "2026-05-31") == "2.5")
        #expect(try cost("gpt-4o", "openai", at: "2026-06-01") == "2")
        #expect(try cost("gpt-4o", "openai", at: "2026-11-30") == "2")
        #expect(try cost("gpt-4o", "openai", at: "2026-12-01") == "2.5")
        #expect(try cost("gpt-4o", "openai", at: "2024-06-01") == "5")
    }

    @Test("keeps everything else")
    func others() throws {
        #expect(try cost("gpt-5", "openai", at: "2026-11-01") == "1.25")
        #expect(try cost("claude-opus-5", "anthropic", at: "2026-11-01") == "5")
    }

    @Test("has private models and providers, in their own currency and usage format")
    func ownProvider() throws {
        #expect(try cost("house-1", "acme", at: "2026-11-01") == "0.1 EUR")
        #expect(table.providers.contains("acme"))
        let record = try RecordedUsage(
            json: JSONValue(
                parsing: #"{"model":"house-1","usage":{"input_tokens":10,"cache_read_input_tokens":5}}"#.utf8))
        #expect(try table.cost(of: record).cost.total.description == "0.0000015 EUR")
        #expect(try table.cost(of: record).usage.inputTokens == 15)
    }

    @Test("lists each model once, at the price that holds")
    func listing() throws {
        let time = try #require(Timestamp("2026-11-01"))
        let models = try table.listModels(at: time)
        let matches = models.filter { $0.provider == "openai" && $0.id == "gpt-4o" }
        #expect(matches.map(\.inputPrice.perMillion.amount) == ["2"])
        #expect(models.contains { $0.id == "house-1" && $0.currency.code == "EUR" })
        #expect(try table.listModels(provider: "acme", at: time).map(\.id) == ["house-1"])
        #expect(throws: PriceError.self) { try table.listModels(provider: "nobody") }
        #expect(try table.asOf()?.description == "2026-11-30")
    }

    @Test("needs to know how a provider counts")
    func usageFormat() throws {
        let text = """
            {"provider":"acme","as_of":"2026-01-01","records":[{"model":"m","prices":{"input":"1","output":"1"}}]}
            """
        let table = try PriceTable(parsing: text.utf8)
        let record = try RecordedUsage(json: ["model": "m", "usage": [:]])
        let error = #expect(throws: PriceError.self) { try table.cost(of: record) }
        #expect(error?.description.contains("usage_format") == true)
    }
}
