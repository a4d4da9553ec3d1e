import Foundation
import Pricing
import Testing

@testable import TokensCLI

@Suite("tokens price")
struct PriceCommandTests {
    private let pricer = LinePricer(
        table: .current, provider: nil, time: Timestamp(unixSeconds: 1_795_500_000))

    private func price(_ text: String) throws -> LinePricer.Priced { try pricer.price(Array(text.utf8)[...]) }

    @Test("A record is answered with its cost, its parts and the day of its price")
    func answer() throws {
        let priced = try price(
            """
            {"provider":"openai","model":"gpt-4o","at":"2026-01-31T12:00:00Z","service_tier":"batch",
            "usage":{"prompt_tokens":1000,"prompt_tokens_details":{"cached_tokens":400}}}
            """)
        #expect(
            priced.cost.json.description
                == #"{"model":"gpt-4o","cost":"0.00125","currency":"USD","#
                + #""breakdown":{"input":"0.00075","cache_read":"0.0005","output":"0"},"price_from":"2024-10-02"}"#)
        #expect(priced.day.description == "2026-01-31")
    }

    @Test(
        "What can't be priced is answered with a stable code",
        arguments: [
            ("{", "bad_json"), ("[]", "bad_record"), (#"{"at":"noon"}"#, "bad_time"), ("{}", "unknown_model"),
            (#"{"provider":"openai","model":"gpt-4o","usage":{"prompt_tokens":0.5}}"#, "bad_usage"),
            (#"{"provider":"openai","model":"gpt-4o","service_tier":"x","usage":{"prompt_tokens":1}}"#, "no_price"),
            (#"{"provider":"openai","model":"gpt-4o","at":"2000-01-01","usage":{"prompt_tokens":1}}"#, "no_price_then"),
        ])
    func failure(_ text: String, _ code: String) throws {
        let error = try #require(throws: (any Error).self) { try price(text) }
        #expect(CommandError(error).code == code)
        #expect(String(decoding: CommandError(error).json, as: UTF8.self).hasPrefix(#"{"error":{"code":"\#(code)","#))
    }

    @Test("Records are summed by day and model, and never across currencies")
    func sums() throws {
        var ledger = PriceLedger()
        for day in ["2026-11-02", "2026-11-01", "2026-11-01"] {
            try ledger.add(
                price(
                    """
                    {"provider":"openai","model":"gpt-4o","at":"\(day)","usage":{"prompt_tokens":1000,
                    "completion_tokens":10,"prompt_tokens_details":{"cached_tokens":400}}}
                    """))
        }
        try ledger.add(
            price(
                """
                {"provider":"qwen","model":"qwen-plus","region":"china","at":"2026-11-01",
                "usage":{"prompt_tokens":1000,"completion_tokens":0}}
                """))
        let table = try ledger.textTable().lines
        #expect(
            table == [
                "day         provider  model      requests  input  of it cached  output    cost",
                "2026-11-01  openai    gpt-4o            2   2000           800      20  0.0042  USD",
                "2026-11-01  qwen      qwen-plus         1   1000             0       0  0.0008  CNY",
                "2026-11-02  openai    gpt-4o            1   1000           400      10  0.0021  USD",
                "total                                                                   0.0008  CNY",
                "total                                                                   0.0063  USD",
            ])
        let json = try ledger.json()
        #expect(
            json["totals"]?.description
                == #"[{"cost":"0.0008","currency":"CNY"},{"cost":"0.0063","currency":"USD"}]"#)
        #expect(json["failed"]?.description == "0")
    }

    @Test("A single record is a bill")
    func bill() throws {
        var ledger = PriceLedger()
        try ledger.add(
            price(
                """
                {"provider":"openai","model":"gpt-4o","usage":{"prompt_tokens":1000,"completion_tokens":10}}
                """))
        #expect(
            try ledger.textTable().lines == [
                "               tokens  per million     USD",
                "input            1000          2.5  0.0025",
                "output             10           10  0.0001",
                "openai gpt-4o                       0.0026",
            ])
    }

    @Test("Missing prices alone make the answer no; anything else makes it failed")
    func failures() throws {
        var ledger = PriceLedger()
        ledger.addFailure(CommandError(code: "unknown_model", message: ""))
        ledger.addFailure(CommandError(code: "no_price_then", message: ""))
        #expect(ledger.failures == (2, true))
        ledger.addFailure(CommandError(code: "bad_usage", message: ""))
        #expect(ledger.failures == (3, false))
    }

    @Test("Records stand one a line, or a single one over several lines")
    func reader() throws {
        #expect(try records(#"{"a":1}"# + "\n\n" + #"{"b":2}"# + "\n") == [#"{"a":1}"#, #"{"b":2}"#])
        #expect(try records("{\n \"a\":\n  {}\n}\n") == ["{\n \"a\":\n  {}\n}"])
        #expect(try records("{\"a\":\n{}\n}") == ["{\"a\":\n{}\n}"])
        #expect(try records("oops\n{}") == ["oops", "{}"])
        #expect(try records("") == [])
    }

    private func records(_ text: String) throws -> [String] {
        let file = FileManager.default.temporaryDirectory.appending(path: "records-\(UUID()).jsonl")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        var reader = try RecordReader(path: file.path)
        defer { reader.finish() }
        var records: [String] = []
        while let record = try reader.next() { records.append(String(decoding: record, as: UTF8.self)) }
        return records
    }
}
