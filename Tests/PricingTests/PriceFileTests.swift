import Foundation
import Testing

@testable import Completions
@testable import Pricing

@Suite("Price files")
struct PriceFileTests {
    private static let folder = TestFiles.package.appending(path: "Prices")

    private static func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }.sorted()
    }

    @Test("Every file of Prices/ is in the binary as it is, and has the form")
    func embedded() throws {
        let names = try Self.names()
        #expect(names == PriceTable.current.providers.map { "\($0).json" })
        for name in names {
            let bytes = try Data(contentsOf: Self.folder.appending(path: name))
            let read = try PriceFile(parsing: bytes)
            let embedded = try #require(EmbeddedPriceFile.all.first { "\($0.provider).json" == name })
            #expect(embedded.bytes.elementsEqual(bytes))
            #expect(embedded.provider == read.provider)
            #expect(!read.records.isEmpty)
            #expect(UsageFormat(named: read.usageFormat) != nil)
        }
    }

    @Test("Every record has a source, and every price a label that fits the rule")
    func labels() throws {
        for model in try Self.everyModel() {
            #expect(!model.sources.isEmpty, "\(model.id)")
            func dollars(_ price: Model.Price) -> Int128 { price.perMillion.units / (model.currency == .cny ? 7 : 1) }
            let (input, output) = (dollars(model.inputPrice), dollars(model.outputPrice))
            let expected: Model.Tier =
                if input == 0, output == 0 {
                    .free
                } else if input >= dollar(5) || output >= dollar(25) {
                    .expensive
                } else if input <= dollar(1), output <= dollar(5) {
                    .cheap
                } else {
                    .standard
                }
            #expect(model.tier == expected, "\(model.provider) \(model.id) \(model.region ?? "")")
        }
    }

    private func dollar(_ count: Int128) -> Int128 { count * 1_000_000_000_000_000_000 }

    private static func everyModel() throws -> [Model] {
        try PriceTable.current.entries.flatMap { entry in
            let file = try entry.content()
            return file.records.compactMap { Model($0, provider: file.provider, asOf: file.asOf) }
        }
    }

    @Test("Windows of one name follow each other without overlap, and every alias leads to its record")
    func windows() throws {
        for entry in PriceTable.current.entries {
            let file = try entry.content()
            for record in file.records where record.model != NamePattern.catchAll {
                for name in [record.model] + record.aliases {
                    #expect(file.records(named: name).contains { $0 === record }, "\(name)")
                }
            }
        }
    }

    @Test("The counters that a file documents are those that extraction reads, in the same relation")
    func counters() throws {
        for entry in PriceTable.current.entries {
            let file = try entry.content()
            let format = try PriceTable.current.usageFormat(of: file.provider)
            for (name, rule) in file.counters where name != "tier_basis" {
                let field = name.replacing("[AUDIO]", with: "[AUDIO].tokenCount")
                let rules = format.rules.filter { $0.places.joined().contains { $0.path == field } }
                #expect(!rules.isEmpty, "\(file.provider): \(name)")
                if rule.hasPrefix("inclusive") {
                    #expect(rules.contains { if case .whole = $0.relation { $0.places.count > 1 } else { true } })
                } else if rule.hasPrefix("additive") {
                    #expect(rules.contains { if case .whole = $0.relation { true } else { false } })
                }
            }
        }
    }

    /// A file with one record, in which some text is replaced.
    private func file(replacing old: String = "", with new: String = "") -> String {
        let text = """
            {"provider":"acme","as_of":"2026-11-24","unit":"per_million_tokens","usage_format":"openai",
            "counters":{},"records":[{"model":"m","aliases":["n"],"patterns":["m-<YYYYMMDD>"],
            "from":"2026-01-01","to":"2026-02-01T04:00:00Z","currency":"EUR","prices":{"input":"1","output":"2"},
            "tiers":[{"input_over":10,"prices":{"input":"2","output":"4"}},
            {"input_from":20,"prices":{"input":"3","output":"6"}}],
            "thinking":{"prices":{"output":"8"},"tiers":[{"input_over":10,"prices":{"output":"9"}}]},
            "clock":[{"name":"peak","utc":["01:00-04:00"],"weekdays":[1,2],"except":["2026-01-05"],
            "prices":{"input":"5"}}],"service_tiers":{"batch":{"prices":{"input":"0.5","output":"1"},"sources":["s"]}},
            "region_multipliers":{"us":"1.1"},"context_window":1000,"max_output":100,"tier":"cheap",
            "strengths":["code"],"retired":true,"released":"2025-12-01","confidence":"medium","sources":["page"],
            "notes":"n"}]}
            """
        return old.isEmpty ? text : text.replacing(old, with: new)
    }

    @Test("Everything a file can say is read")
    func complete() throws {
        let table = try PriceTable(parsing: file().utf8)
        let time = try #require(Timestamp("2026-01-06T05:00:00Z"))
        let model = try #require(try table.listModels(at: time).first)
        #expect(model.id == "m")
        #expect(model.aliases == ["n"])
        #expect(model.currency.code == "EUR")
        #expect(model.prices.map(\.name) == ["input", "output"])
        #expect(model.inputPrice.perMillion.description == "1 EUR")
        #expect(model.outputPrice.perThousand.description == "0.002 EUR")
        #expect(model.maxContext == 1000)
        #expect(model.maxOutput == 100)
        #expect(model.tier == .cheap)
        #expect(model.strengths == ["code"])
        #expect(model.serviceTiers.map(\.name) == ["batch"])
        #expect(model.serviceTiers.first?.prices.map(\.perMillion.amount) == ["0.5", "1"])
        #expect(model.serviceTiers.first?.sources == ["s"])
        #expect(model.isRetired)
        #expect(model.released?.description == "2025-12-01")
        #expect(model.confidence == .medium)
        #expect(model.sources == ["page"])
        #expect(model.notes == "n")
        #expect(model.priceFrom?.description == "2026-01-01")
        #expect(model.priceTo?.description == "2026-02-01T04:00:00Z")
        #expect(model.asOf.description == "2026-11-24")
        #expect(try table.asOf() == model.asOf)

        func perMillion(
            _ counts: KeyValuePairs<Usage.Counter, Int>, at time: String, _ tier: String? = nil
        ) throws -> [String] {
            let time = try #require(Timestamp(time))
            let cost = try table.cost(of: Usage(counts), model: "m", serviceTier: tier, at: time)
            return cost.lines.map(\.perMillion.amount)
        }
        #expect(try perMillion([.input: 10, .output: 1], at: "2026-01-06") == ["1", "2"])
        #expect(try perMillion([.input: 11, .output: 1], at: "2026-01-06") == ["2", "4"])
        #expect(try perMillion([.input: 20, .output: 1], at: "2026-01-06") == ["3", "6"])
        #expect(try perMillion([.input: 10, .reasoning: 1], at: "2026-01-06") == ["1", "8"])
        #expect(try perMillion([.input: 11, .reasoning: 1], at: "2026-01-06") == ["2", "9"])
        #expect(try perMillion([.input: 10, .output: 1], at: "2026-01-06T01:00:00Z") == ["5", "2"])
        #expect(try perMillion([.input: 10, .output: 1], at: "2026-01-05T01:00:00Z") == ["1", "2"])
        #expect(try perMillion([.input: 10, .output: 1], at: "2026-01-06T01:00:00Z", "batch") == ["0.5", "1"])
    }

    @Test(
        "What a file can't say is an error that names it",
        arguments: [
            (#""input":"1""#, #""inputs":"1""#, "inputs"), (#""aliases""#, #""alias""#, "alias"),
            (#"{"input":"1","output":"2"}"#, #"{"output":"2"}"#, "input"), (#""1""#, "1", "string"),
            (#""1""#, #""-1""#, "from 0"), (#""1""#, #""1e3""#, "decimal"),
            (#""1""#, #""0.0000000000001""#, "decimals"),
            (#""1""#, #""1000000000001""#, "1000000000000"), ("2026-02-01T04:00:00Z", "2025-01-01", "before"),
            ("2026-01-01", "2026-02-30", "day"), ("2026-11-24", "24.11.2026", "day"), ("EUR", "euro", "currency"),
            (#""input_from":20"#, #""input_from":10"#, "ascend"), (#""input_from":20,"#, "", "input_over"),
            ("01:00-04:00", "1-4", "hh:mm"), ("[1,2]", "[0,8]", "weekdays"), (#""cheap""#, #""dirt""#, "dirt"),
            ("m-<YYYYMMDD>", "m-<WEEK>", "placeholders"), ("per_million_tokens", "per_token", "unit"),
            (#""1.1""#, #""0""#, "multiplier"), (#""model":"m","#, "", "model"), (#""notes":"n"}]}"#, "", "byte"),
            (#""utc":["01:00-04:00"],"#, "", "utc"), (#""batch""#, #""standard""#, "standard"),
            (#""retired":true"#, #""retired":"yes""#, "true or false"),
            (#""max_output":100"#, #""max_output":-1"#, "whole number"),
        ])
    func malformed(_ old: String, _ new: String, _ problem: String) throws {
        let error = #expect(throws: PriceTableError.self, "\(new)") {
            try PriceTable(parsing: file(replacing: old, with: new).utf8)
        }
        #expect(error?.description.contains(problem) == true, "\(error?.description ?? "")")
    }

    @Test("A price whose multiple is not exact is an error when the file is read, not when it is used")
    func inexactMultiplier() throws {
        let text = file(replacing: #""prices":{"input":"1","#, with: #""prices":{"input":"0.000000000001","#)
        let error = #expect(throws: PriceTableError.self) { try PriceTable(parsing: text.utf8) }
        #expect(error?.description.contains("not exact") == true)
    }

    @Test("An alias may move from one model's record to another's")
    func movingAlias() throws {
        let text = """
            {"provider":"p","as_of":"2026-11-24","usage_format":"openai","records":[
            {"model":"a","aliases":["latest"],"to":"2026-06-01","prices":{"input":"1","output":"2"}},
            {"model":"a","from":"2026-06-01","prices":{"input":"1","output":"2"}},
            {"model":"b","aliases":["latest"],"from":"2026-06-01","prices":{"input":"3","output":"4"}}]}
            """
        let table = try PriceTable(parsing: text.utf8)
        func model(at day: String) throws -> String {
            try table.cost(of: Usage([.input: 1]), model: "latest", at: #require(Timestamp(day))).model
        }
        #expect(try model(at: "2026-05-31") == "a")
        #expect(try model(at: "2026-06-01") == "b")
    }

    @Test("A file is read from its path, and an error names it")
    func contentsOfFile() throws {
        let path = Self.folder.appending(path: "openai.json").path
        #expect(try PriceTable(contentsOfFile: path).providers == ["openai"])
        let missing = Self.folder.appending(path: "nobody.json").path
        let error = #expect(throws: PriceTableError.self) { try PriceTable(contentsOfFile: missing) }
        #expect(error?.file == missing)
        let notPrices = Self.folder.appending(path: "embed.c").path
        #expect(throws: PriceTableError.self) { try PriceTable(contentsOfFile: notPrices) }
        #expect(throws: PriceTableError.self) { try PriceTable(contentsOfFile: Self.folder.path) }
    }

    @Test("Two prices for one name at one time are an error")
    func overlap() throws {
        let record = #"{"model":"a","patterns":["a-<org>"],"from":"2026-01-01","prices":{"input":"1","output":"2"}}"#
        func text(_ other: String) -> String {
            #"{"provider":"p","as_of":"2026-11-24","usage_format":"openai","records":[\#(record),\#(other)]}"#
        }
        for other in [
            #"{"model":"a","#, #"{"model":"b","aliases":["a"],"from":"2026-06-01","#,
            #"{"model":"b","patterns":["a-<org>"],"#,
        ] {
            #expect(throws: PriceTableError.self) {
                try PriceTable(parsing: text(other + #""prices":{"input":"1","output":"2"}}"#).utf8)
            }
        }
        for other in [#"{"model":"a","to":"2026-01-01","#, #"{"model":"a","region":"eu","#, #"{"model":"b","#] {
            _ = try PriceTable(parsing: text(other + #""prices":{"input":"1","output":"2"}}"#).utf8)
        }
    }
}
