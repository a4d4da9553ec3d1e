import Completions
import Pricing
import Testing

@Suite("A recorded usage")
struct RecordedUsageTests {
    private let now = Timestamp(unixSeconds: 1_795_500_000)

    private func record(_ text: String) throws -> RecordedUsage {
        try RecordedUsage(json: JSONValue(parsing: text.utf8))
    }

    private func cost(_ text: String, provider: String? = nil) throws -> Cost {
        try PriceTable.current.cost(of: record(text), defaultProvider: provider, defaultTime: now).cost
    }

    @Test("costs what the model cost at its time, at its service tier")
    func complete() throws {
        let cost = try cost(
            """
            {"provider":"openai","model":"gpt-4o","at":"2026-01-31T12:00:00Z","service_tier":"batch",
            "usage":{"prompt_tokens":1000,"completion_tokens":0}}
            """)
        #expect(cost.total.amount == "0.00125")
        #expect(cost.model == "gpt-4o")
        #expect(cost.priceFrom?.description == "2024-10-02")
        #expect(cost.breakdown.map { "\($0.bucket.rawValue)=\($0.amount)" } == ["input=0.00125", "output=0"])
    }

    @Test("may be a whole response, under its own key or by itself")
    func responses() throws {
        let usage = #""model":"gpt-4o","created":1722470400,"usage":{"prompt_tokens":1000,"completion_tokens":0}"#
        #expect(try cost(#"{"provider":"openai","response":{\#(usage)}}"#).total.amount == "0.005")
        #expect(try cost("{\(usage)}", provider: "openai").total.amount == "0.005")
        #expect(try cost("{\(usage)}").total.amount == "0.005")
        #expect(try cost(#"{"at":"2026-01-01",\#(usage)}"#).total.amount == "0.0025")
    }

    @Test("has the service tier and region that the response reports, unless the record names others")
    func context() throws {
        let usage = """
            "usage":{"input_tokens":1000000,"output_tokens":0,"service_tier":"batch","inference_geo":"us"}
            """
        #expect(try cost(#"{"provider":"anthropic","model":"claude-opus-4-6",\#(usage)}"#).total.amount == "2.75")
        let named = #"{"provider":"anthropic","model":"claude-opus-4-6","service_tier":"standard",\#(usage)}"#
        #expect(try cost(named).total.amount == "5.5")
        let elsewhere = #"{"provider":"anthropic","model":"claude-opus-4-6","region":"global",\#(usage)}"#
        #expect(try cost(elsewhere).total.amount == "2.5")
        let response = #"{"model":"gpt-5","service_tier":"flex","usage":{"prompt_tokens":1000000}}"#
        #expect(try cost(#"{"provider":"openai","response":\#(response)}"#).total.amount == "0.625")
        let batch = response.replacing("flex", with: "default")
        let batched = #"{"provider":"openai","service_tier":"batch","response":\#(batch)}"#
        #expect(try cost(batched).total.amount == "0.625")
    }

    @Test("costs what its response did besides too: each pass at its own model's price and its own size")
    func furtherWork() throws {
        let text = """
            {"provider":"anthropic","model":"claude-haiku-5-5","usage":{"input_tokens":60000,"output_tokens":0,
            "iterations":[{"type":"message","input_tokens":60000,"output_tokens":0},
            {"type":"compaction","input_tokens":90000,"output_tokens":1000},
            {"type":"advisor_message","model":"claude-opus-4-8","input_tokens":1000,"output_tokens":0}]}}
            """
        let (cost, usage) = try PriceTable.current.cost(of: record(text), defaultTime: now)
        #expect(cost.total.amount == "0.0205")
        #expect(cost.lines.map(\.model).count { $0 == "claude-haiku-5-5" } == 3)
        #expect(cost.lines.last?.model == "claude-opus-4-8")
        #expect(cost.breakdown.map(\.amount.amount) == ["0.02", "0.0005"])
        #expect(usage.inputTokens == 151_000)
        let unknown = text.replacing("claude-opus-4-8", with: "claude-opus-9")
        #expect(throws: PriceError.self) { try PriceTable.current.cost(of: record(unknown), defaultTime: now) }
    }

    @Test("without a time is priced at the caller's")
    func defaultTime() throws {
        let text = #"{"provider":"openai","model":"o3","usage":{"prompt_tokens":1000000}}"#
        let before = try #require(Timestamp("2025-06-01"))
        #expect(try PriceTable.current.cost(of: record(text), defaultTime: before).cost.total.amount == "10")
        #expect(try cost(text).total.amount == "2")
    }

    @Test(
        "that can't be priced says why by a stable code",
        arguments: [
            (#"{"provider":"openai","model":"gpt-9","usage":{"prompt_tokens":1}}"#, "unknown_model"),
            (#"{"provider":"openia","model":"gpt-4o","usage":{"prompt_tokens":1}}"#, "unknown_model"),
            (#"{"usage":{"prompt_tokens":1}}"#, "unknown_model"),
            (#"{"provider":"openai","usage":{"prompt_tokens":1}}"#, "unknown_model"),
            (#"{"provider":"openai","model":"gpt-4o"}"#, "bad_usage"),
            (#"{"provider":"openai","model":"gpt-4o","usage":null}"#, "bad_usage"),
            (#"{"provider":"openai","model":"gpt-4o","usage":7}"#, "bad_usage"),
            (#"{"provider":"openai","model":"gpt-4o","usage":{"prompt_tokens":-1}}"#, "bad_usage"),
            (#"{"provider":"openai","model":"gpt-4o","service_tier":"flex","usage":{"prompt_tokens":1}}"#, "no_price"),
            (#"{"provider":"qwen","model":"qwen-plus","usage":{"prompt_tokens":1}}"#, "no_price"),
            (#"{"provider":"openai","model":"o3","at":"2020-01-01","usage":{"prompt_tokens":1}}"#, "no_price_then"),
        ])
    func failures(_ text: String, _ code: String) throws {
        let error = #expect(throws: PriceError.self) { try cost(text) }
        #expect(error?.code == code)
        #expect(error?.description.isEmpty == false)
    }

    @Test(
        "that is malformed says which key",
        arguments: [
            ("[]", "bad_record"), (#"{"model":5}"#, "bad_record"), (#"{"at":"yesterday"}"#, "bad_time"),
            (#"{"at":1722470400}"#, "bad_record"), (#"{"created":"yesterday"}"#, "bad_time"),
            (#"{"created":-9223372036854775808}"#, "bad_time"), (#"{"created":1e300}"#, "bad_time"),
        ])
    func malformed(_ text: String, _ code: String) throws {
        let error = #expect(throws: RecordedUsage.RecordError.self) { try record(text) }
        #expect(error?.code == code)
    }
}
