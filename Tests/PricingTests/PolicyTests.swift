import Completions
import Pricing
import Testing

/// The choices that the price table makes where providers leave one.
@Suite("Policy")
struct PolicyTests {
    private let table = PriceTable.current
    private let usage: Usage

    init() throws { usage = try Usage([.input: 1000, .output: 500]) }

    private func error(
        _ model: String, _ provider: String?, region: String? = nil, tier: String? = nil, at time: String = "2026-11-24"
    ) throws -> PriceError? {
        let time = try #require(Timestamp(time))
        return #expect(throws: PriceError.self, "\(model)") {
            try table.cost(of: usage, model: model, provider: provider, region: region, serviceTier: tier, at: time)
        }
    }

    @Test(
        "Names are exact to the byte: no case, white space or Unicode folding",
        arguments: ["GPT-4O", " gpt-4o", "gpt-4o ", "gpt‑4o", "ｇｐｔ-4o", "gрt-4o", "gpt-4o\u{0}", "gpt-4o\u{200D}", ""])
    func exactNames(_ name: String) throws {
        #expect(try error(name, "openai")?.code == "unknown_model")
    }

    @Test("A name that only Unicode holds equal to a known one is unknown")
    func canonicalEquivalence() throws {
        let json = """
            {"provider":"acme","as_of":"2026-11-24","usage_format":"openai","records":[{"model":"acme-K2",
            "prices":{"input":"1","output":"2"},"sources":["contract"]}]}
            """
        let table = PriceTable.current.merging(try PriceTable(parsing: json.utf8))
        #expect(try table.cost(of: usage, model: "acme-K2", provider: "acme").total.amount == "0.002")
        let kelvin = "acme-\u{212A}2"
        #expect(kelvin == "acme-K2")
        #expect(throws: PriceError.self) { try table.cost(of: usage, model: kelvin, provider: "acme") }
    }

    @Test("An unknown name is an error that lists the nearest known ones")
    func nearestNames() throws {
        guard case .unknownModel(_, _, let nearest)? = try error("gpt-4o-mimi", "openai") else {
            Issue.record("not an unknown model")
            return
        }
        #expect(nearest.first == "gpt-4o-mini")
        #expect(nearest.count <= 3)
        #expect(try error("gpt-4o", "groq")?.description.contains("gpt-4o of openai") == true)
        #expect(try error(String(repeating: "x", count: 100_000), "openai")?.code == "unknown_model")
    }

    @Test("An unknown provider is an error that lists the known ones")
    func unknownProvider() throws {
        let error = try error("gpt-4o", "OpenAI")
        #expect(error?.code == "unknown_model")
        #expect(error?.description.contains("openai") == true)
    }

    @Test("Without a provider a name must be unique, and a catch-all doesn't make it free")
    func withoutProvider() throws {
        #expect(try table.cost(of: usage, model: "gpt-4o").provider == "openai")
        #expect(try table.cost(of: usage, model: "claude-opus-5-20261224").provider == "anthropic")
        #expect(try error("my-private-finetune:latest", nil)?.code == "unknown_model")
        let json = """
            {"provider":"acme","as_of":"2026-11-24","usage_format":"openai","records":[{"model":"gpt-4o",
            "prices":{"input":"1","output":"2"}}]}
            """
        let merged = PriceTable.current.merging(try PriceTable(parsing: json.utf8))
        #expect(throws: PriceError.ambiguousModel("gpt-4o", providers: ["acme", "openai"])) {
            try merged.cost(of: usage, model: "gpt-4o")
        }
    }

    @Test("A window begins at its first moment and ends before its last")
    func halfOpenWindows() throws {
        let before = try #require(Timestamp("2026-11-30T23:59:59.999Z"))
        let after = try #require(Timestamp("2026-12-01T00:00:00Z"))
        let model = try table.prices(of: "gemini-4-argon", provider: "google")
        #expect(try model.cost(of: usage, at: before).total.amount == "0.007")
        #expect(try model.cost(of: usage, at: after).total.amount == "0.014")
        #expect(try model.cost(of: usage, at: after).priceFrom == after)
    }

    @Test("An unknown service tier, a missing or unknown region, a time before the first price: no price")
    func noPrice() throws {
        #expect(try error("gpt-4o", "openai", tier: "flex")?.code == "no_price")
        #expect(try error("llama-3.3-70b-versatile", "groq", tier: "hyperspeed")?.code == "no_price")
        #expect(try error("gpt-4o", "openai", tier: "Batch")?.code == "no_price")
        #expect(try error("gpt-4o", "openai", tier: "auto")?.code == "no_price")
        #expect(try error("qwen-plus", "qwen")?.code == "no_price")
        #expect(try error("qwen-plus", "qwen", region: "mars")?.code == "no_price")
        #expect(try error("gpt-4o", "openai", region: "us")?.code == "no_price")
        #expect(try error("gpt-4o", "openai", at: "2024-05-12")?.code == "no_price_then")
        #expect(try error("deepseek-chat", "deepseek", at: "2026-05-01")?.code == "no_price_then")
    }

    @Test("The standard service tier has the names that providers give it", arguments: [nil, "standard", "default"])
    func standardTier(_ tier: String?) throws {
        let cost = try table.cost(of: usage, model: "gpt-4o", provider: "openai", serviceTier: tier)
        #expect(cost.total.amount == "0.0075")
    }

    @Test("A kind of token without a price has that of the next kind; a one-hour write has none")
    func fallbacks() throws {
        func price(_ counter: Usage.Counter, _ model: String, _ provider: String) throws -> String {
            let usage = try Usage([.input: 0, counter: 1])
            return try table.cost(of: usage, model: model, provider: provider).total.multiplied(by: 1_000_000).amount
        }
        #expect(try price(.cacheRead, "gpt-5-pro", "openai") == "15")
        #expect(try price(.explicitCacheRead, "gpt-5-pro", "openai") == "15")
        #expect(try price(.cacheReadAudio, "gpt-5-pro", "openai") == "15")
        #expect(try price(.cacheWrite, "gpt-5-pro", "openai") == "15")
        #expect(try price(.cacheWrite5m, "gpt-5.6-sol", "openai") == "5")
        #expect(try price(.inputAudio, "gpt-5-pro", "openai") == "15")
        #expect(try price(.inputImage, "gpt-5-pro", "openai") == "15")
        #expect(try price(.reasoning, "gpt-5-pro", "openai") == "120")
        #expect(try price(.outputAudio, "gpt-5-pro", "openai") == "120")
        #expect(try price(.outputImage, "gpt-5-pro", "openai") == "120")
        #expect(throws: PriceError.noPriceForCounter("cache_write_1h", model: "claude-3-sonnet")) {
            try price(.cacheWrite1h, "claude-3-sonnet", "anthropic")
        }
    }

    @Test("Input that was not reported is not 0 where input costs")
    func inputNotReported() throws {
        let usage = try Usage([.output: 500])
        #expect(throws: PriceError.inputNotReported(model: "gpt-4o")) {
            try table.cost(of: usage, model: "gpt-4o", provider: "openai")
        }
        #expect(try table.cost(of: usage, model: "llama3", provider: "ollama").total.isZero)
    }

    @Test("A thousand tokens of Qwen's bounds are a thousand, and the bound is below the tier")
    func decimalBounds() throws {
        func perMillion(_ tokens: Int) throws -> String? {
            let usage = try Usage([.input: tokens])
            return try table.cost(of: usage, model: "qwen3-coder-plus", provider: "qwen", region: "international")
                .lines.first?.perMillion.amount
        }
        #expect(try perMillion(32_000) == "1")
        #expect(try perMillion(32_001) == "1.8")
    }
}
