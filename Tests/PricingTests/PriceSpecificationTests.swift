import Completions
import Testing

@testable import Pricing

/// What the price table must be able to say, with a real example of each.
@Suite("The price table says")
struct PriceSpecificationTests {
    private let table = PriceTable.current

    /// The price a million tokens of one kind, in a request of so many input tokens.
    private func price(
        _ counter: Usage.Counter, _ model: String, _ provider: String, inputTokens: Int = 1,
        at time: String = "2026-11-24T12:00:00Z", region: String? = nil, tier: String? = nil, reasoning: Int = 0
    ) throws -> String {
        var usage = try Usage([.input: inputTokens, .output: 1, .reasoning: reasoning])
        if usage[counter] == nil { usage = try usage.adding(Usage([counter: 1])) }
        let cost = try table.cost(
            of: usage, model: model, provider: provider, region: region, serviceTier: tier,
            at: try #require(Timestamp(time)))
        return try #require(cost.lines.first { $0.counter == counter }).perMillion.amount
    }

    @Test("a dated change of one name's price")
    func datedChange() throws {
        #expect(try price(.input, "o3", "openai", at: "2025-06-09T23:59:59Z") == "10")
        #expect(try price(.cacheRead, "o3", "openai", at: "2025-06-09T23:59:59Z") == "2.5")
        #expect(try price(.input, "o3", "openai", at: "2025-06-10") == "2")
        #expect(try price(.cacheRead, "o3", "openai", at: "2025-06-10") == "0.5")
    }

    @Test("a change at an hour")
    func changeAtAnHour() throws {
        #expect(try price(.output, "deepseek-v4-flash", "deepseek", at: "2026-08-16T15:59:59Z") == "0.28")
        #expect(try price(.output, "deepseek-v4-flash", "deepseek", at: "2026-08-16T16:00:00Z") == "0.66")
        #expect(throws: PriceError.self) { try price(.input, "deepseek-flash", "deepseek", at: "2026-09-10T03:59:59Z") }
        #expect(try price(.input, "deepseek-flash", "deepseek", at: "2026-09-10T04:00:00Z") == "0.15")
    }

    @Test("a change that is announced for the future")
    func futureChange() throws {
        #expect(try price(.input, "gemini-4-argon", "google", at: "2026-11-30T23:59:59Z") == "2")
        #expect(try price(.output, "gemini-4-argon", "google", at: "2026-12-01") == "20")
        #expect(try price(.input, "gemini-3.8-flash", "google", at: "2026-12-31") == "0.75")
        #expect(try price(.output, "gemini-3.8-flash", "google", at: "2027-01-01") == "7.5")
    }

    @Test("several changes in two weeks")
    func severalChanges() throws {
        let prices = try ["2026-10-19", "2026-10-20", "2026-10-28T23:59:59Z", "2026-10-29"].map {
            try price(.input, "mistral-large-4", "mistral", at: $0)
        }
        #expect(prices == ["0.68", "1.36", "1.36", "0.7"])
    }

    @Test("nothing of an announced change that was cancelled")
    func cancelledChange() throws {
        #expect(try price(.output, "claude-sonnet-5", "anthropic", at: "2026-08-31") == "10")
        #expect(try price(.output, "claude-sonnet-5", "anthropic", at: "2026-09-02") == "10")
    }

    @Test("an alias that was pointed at another model")
    func movedAlias() throws {
        #expect(try price(.input, "gpt-4o", "openai", at: "2024-10-01T23:59:59Z") == "5")
        #expect(try price(.input, "gpt-4o", "openai", at: "2024-10-02") == "2.5")
        #expect(try price(.output, "mistral-medium-latest", "mistral", at: "2026-06-15") == "2")
        #expect(try price(.output, "mistral-medium-latest", "mistral", at: "2026-06-16") == "7.5")
    }

    @Test("a snapshot that differs from its family")
    func snapshot() throws {
        #expect(try price(.input, "gpt-4o-2024-05-13", "openai") == "5")
        #expect(try price(.input, "gpt-4o-2024-08-06", "openai") == "2.5")
        let plus = try price(.output, "qwen-plus", "qwen", region: "international", reasoning: 1)
        let january = try price(.output, "qwen-plus-2025-01-25", "qwen", region: "international", reasoning: 1)
        #expect(plus == "4")
        #expect(january == "1.2")
    }

    @Test("cache writes by lifetime")
    func cacheLifetimes() throws {
        let model = "claude-opus-4-5"
        #expect(try price(.cacheWrite5m, model, "anthropic") == "6.25")
        #expect(try price(.cacheWrite1h, model, "anthropic") == "10")
        #expect(try price(.cacheRead, model, "anthropic") == "0.5")
        #expect(try price(.input, model, "anthropic") == "5")
    }

    @Test("cache prices that are no constant part of the input price")
    func cacheRatios() throws {
        #expect(try price(.cacheRead, "claude-opus-5", "anthropic") == "0.5")
        #expect(try price(.cacheRead, "claude-opus-5-5", "anthropic") == "0.2")
        #expect(try price(.cacheRead, "claude-fable-5-1", "anthropic") == "0.25")
        #expect(try price(.cacheRead, "claude-3-haiku", "anthropic") == "0.03")
        #expect(try price(.cacheWrite5m, "claude-3-haiku", "anthropic") == "0.3")
    }

    @Test("cache writes inside an inclusive counter")
    func inclusiveWrites() throws {
        #expect(try price(.input, "gpt-5.6-sol", "openai") == "4")
        #expect(try price(.cacheWrite, "gpt-5.6-sol", "openai") == "5")
    }

    @Test("two prices for one cached counter")
    func explicitCache() throws {
        let read = try price(.cacheRead, "qwen-plus", "qwen", inputTokens: 1000, region: "international")
        let explicit = try price(.explicitCacheRead, "qwen-plus", "qwen", inputTokens: 1000, region: "international")
        #expect(read == "0.08")
        #expect(explicit == "0.04")
    }

    @Test("a long-context tier for the whole request, above its bound")
    func tierAbove() throws {
        #expect(try price(.input, "claude-haiku-5-5", "anthropic", inputTokens: 100_000) == "0.1")
        #expect(try price(.input, "claude-haiku-5-5", "anthropic", inputTokens: 100_001) == "0.5")
        #expect(try price(.output, "claude-haiku-5-5", "anthropic", inputTokens: 100_001) == "2.5")
        #expect(try price(.input, "gpt-5.4", "openai", inputTokens: 272_000) == "2.5")
        #expect(try price(.input, "gpt-5.4", "openai", inputTokens: 272_001) == "5")
        #expect(try price(.input, "gemini-2.5-pro", "google", inputTokens: 200_000) == "1.25")
        #expect(try price(.input, "gemini-2.5-pro", "google", inputTokens: 200_001) == "2.5")
    }

    @Test("a long-context tier from its bound on")
    func tierFrom() throws {
        let below = try price(.input, "grok-4.7", "xai", inputTokens: 199_999)
        let at = try price(.input, "grok-4.7", "xai", inputTokens: 200_000)
        #expect(try Money(at) == Money(below).multiplied(by: 2))
    }

    @Test("a tier that cached and written input reaches too")
    func tierBasis() throws {
        let usage = try Usage([.input: 1, .cacheRead: 60_000, .cacheWrite5m: 40_000, .output: 0])
        let cost = try table.cost(of: usage, model: "claude-haiku-5-5", provider: "anthropic")
        #expect(cost.lines.first?.perMillion.amount == "0.5")
    }

    @Test("more than one bound")
    func severalTiers() throws {
        let prices = try [32_000, 32_001, 128_000, 128_001, 256_000, 256_001].map {
            try price(.input, "qwen3-coder-plus", "qwen", inputTokens: $0, region: "international")
        }
        #expect(prices == ["1", "1.8", "1.8", "3", "3", "6"])
    }

    @Test("another factor for each price in a tier")
    func tierFactors() throws {
        #expect(try price(.input, "gpt-5.4", "openai", inputTokens: 300_000) == "5")
        #expect(try price(.output, "gpt-5.4", "openai", inputTokens: 200_000) == "15")
        #expect(try price(.output, "gpt-5.4", "openai", inputTokens: 300_000) == "22.5")
    }

    @Test("a tier that ended")
    func tierThatEnded() throws {
        let model = "claude-opus-4-6"
        #expect(try price(.input, model, "anthropic", inputTokens: 200_001, at: "2026-03-12T23:59:59Z") == "10")
        #expect(try price(.input, model, "anthropic", inputTokens: 200_001, at: "2026-03-13") == "5")
    }

    @Test("a service tier without the long-context tier")
    func flatServiceTier() throws {
        #expect(try price(.input, "gpt-5.5", "openai", inputTokens: 1, tier: "priority") == "12.5")
        #expect(try price(.input, "gpt-5.5", "openai", inputTokens: 300_000, tier: "priority") == "12.5")
    }

    @Test(
        "service tiers as prices of their own",
        arguments: [
            ("gpt-5", "openai", "batch", "0.625", "5"), ("gpt-5", "openai", "flex", "0.625", "5"),
            ("gpt-5", "openai", "priority", "2.5", "20"), ("claude-opus-5", "anthropic", "fast", "10", "50"),
            ("claude-opus-4-6", "anthropic", "fast", "30", "150"),
        ])
    func serviceTiers(_ model: String, _ provider: String, _ tier: String, _ input: String, _ output: String) throws {
        #expect(try price(.input, model, provider, inputTokens: 1000, tier: tier) == input)
        #expect(try price(.output, model, provider, inputTokens: 1000, tier: tier) == output)
    }

    @Test("a batch that is not half of everything")
    func unevenBatch() throws {
        #expect(try price(.input, "gpt-4o", "openai", tier: "batch") == "1.25")
        #expect(try price(.cacheRead, "gpt-4o", "openai", tier: "batch") == "1.25")
        #expect(try price(.cacheRead, "gpt-5.4", "openai", tier: "batch") == "0.13")
        let batch = try price(.input, "gpt-3.5-turbo-1106", "openai", tier: "batch")
        let standard = try price(.input, "gpt-3.5-turbo-1106", "openai")
        #expect(batch == standard)
        let cached = try price(.cacheRead, "openai/gpt-oss-120b", "groq", tier: "batch")
        let input = try price(.input, "openai/gpt-oss-120b", "groq", tier: "batch")
        #expect(cached == input)
    }

    @Test("a multiplier for a region, on top of a batch")
    func regionMultiplier() throws {
        #expect(try price(.input, "claude-opus-4-6", "anthropic", region: "us", tier: "batch") == "2.75")
        #expect(try price(.cacheWrite1h, "claude-opus-4-6", "anthropic", region: "us") == "11")
        #expect(throws: PriceError.self) { try price(.input, "claude-opus-4-5", "anthropic", region: "us") }
    }

    @Test("a price list for each region, in its own currency")
    func regions() throws {
        #expect(try price(.input, "qwen-plus", "qwen", region: "international") == "0.4")
        #expect(try price(.input, "qwen-plus", "qwen", region: "china") == "0.8")
        let usage = try Usage([.input: 1])
        let cost = try table.cost(of: usage, model: "qwen-plus", provider: "qwen", region: "china")
        #expect(cost.total.currency == .cny)
        #expect(cost.total.description == "0.0000008 CNY")
    }

    @Test("a price by the request's mode, for the whole output")
    func thinking() throws {
        func output(reasoning: Int) throws -> String {
            try price(.output, "qwen-plus", "qwen", inputTokens: 128_000, region: "china", reasoning: reasoning)
        }
        #expect(try output(reasoning: 0) == "2")
        #expect(try output(reasoning: 1) == "8")
    }

    @Test(
        "prices by the hour, but not on weekends and public holidays",
        arguments: [
            ("2026-11-24T00:59:59Z", "0.15"), ("2026-11-24T01:00:00Z", "0.3"), ("2026-11-24T03:59:59Z", "0.3"),
            ("2026-11-24T04:00:00Z", "0.15"), ("2026-11-24T06:00:00Z", "0.3"), ("2026-11-24T10:00:00Z", "0.15"),
            ("2026-11-21T02:00:00Z", "0.15"), ("2026-11-22T02:00:00Z", "0.15"), ("2026-10-01T02:00:00Z", "0.15"),
            ("2026-10-08T02:00:00Z", "0.3"),
        ])
    func timeOfDay(_ time: String, _ input: String) throws {
        #expect(try price(.input, "deepseek-flash", "deepseek", at: time) == input)
    }

    @Test(
        "a window over midnight",
        arguments: [
            ("2025-03-01T16:29:59Z", "0.27"), ("2025-03-01T16:30:00Z", "0.135"), ("2025-03-02T00:29:59Z", "0.135"),
            ("2025-03-02T00:30:00Z", "0.27"),
        ])
    func overMidnight(_ time: String, _ input: String) throws {
        #expect(try price(.input, "deepseek-chat", "deepseek", at: time) == input)
    }

    @Test("audio at prices of its own, cached audio too")
    func audio() throws {
        #expect(try price(.inputAudio, "gpt-audio", "openai") == "32")
        #expect(try price(.outputAudio, "gpt-audio", "openai") == "64")
        #expect(try price(.inputAudio, "gemini-2.5-flash", "google") == "1")
        #expect(try price(.cacheReadAudio, "gemini-2.5-flash", "google") == "0.1")
    }

    @Test("patterns of names that truly hold")
    func patterns() throws {
        let fineTune = "ft:gpt-4o-mini-2024-07-18:acme:helper:9aBcDeFg"
        #expect(try price(.output, fineTune, "openai") == "1.2")
        #expect(try price(.input, "claude-opus-5-20261224", "anthropic") == "5")
        #expect(try price(.input, "gpt-6-sol-2026-12-24", "openai") == "2")
    }

    @Test("free where it is declared, and unknown where nothing is")
    func free() throws {
        let usage = try Usage([.input: 1000, .output: 1000])
        #expect(try table.cost(of: usage, model: "any-local:name", provider: "ollama").total.isZero)
        #expect(try table.cost(of: usage, model: "gemma-3-27b-it", provider: "google").total.isZero)
        #expect(throws: PriceError.self) { try table.cost(of: usage, model: "kimi-k2:1t-cloud", provider: "ollama") }
    }

    @Test("the prices of models that are retired")
    func retired() throws {
        #expect(try price(.output, "claude-3-opus", "anthropic") == "75")
    }

    @Test("prices far below a cent, exactly")
    func tiny() throws {
        let one = try Usage([.input: 1, .output: 0])
        #expect(try table.cost(of: one, model: "gpt-5-nano", provider: "openai").total.amount == "0.00000005")
        let cached = try Usage([.cacheRead: 1])
        let time = try #require(Timestamp("2026-05-01"))
        let cost = try table.cost(of: cached, model: "deepseek-v4-pro", provider: "deepseek", at: time)
        #expect(cost.total.amount == "0.000000003625")
    }

    @Test("a trillion tokens, exactly")
    func huge() throws {
        let usage = try Usage([.input: 1_000_000_000_000, .output: 1_000_000_000_000])
        #expect(try table.cost(of: usage, model: "o1-pro", provider: "openai").total.amount == "750000000")
    }
}
