import Foundation
import Testing

@testable import Tokens

/// Which encoding a model uses, by the reference's table.
@Suite("Models")
struct ModelEncodingTests {
    /// The reference's table; `prefixes` are asked in order.
    private struct Table: Decodable {
        var exact: [String: String]
        var prefixes: [[String]]
    }

    private let table: Table

    init() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/model_encodings.json")
        table = try JSONDecoder().decode(Table.self, from: Data(contentsOf: file))
    }

    @Test("Every exact name has the reference's encoding")
    func exactNames() throws {
        #expect(table.exact.count == 45)
        for (model, encoding) in table.exact { #expect(try Encoding(forModel: model).name == encoding, "\(model)") }
    }

    @Test("Every prefix goes to the first that fits, unless the name is exact")
    func prefixes() throws {
        #expect(table.prefixes.count == 17)
        for prefix in table.prefixes {
            for model in [prefix[0], prefix[0] + "x", prefix[0] + "2026-01-01", prefix[0] + "mini-4.1-o1"] {
                let expected = table.exact[model] ?? table.prefixes.first { model.hasPrefix($0[0]) }![1]
                #expect(try Encoding(forModel: model).name == expected, "\(model)")
            }
        }
    }

    @Test("The table has no name besides the reference's")
    func noOthers() {
        let known = Set(table.exact.keys).union(table.prefixes.map { $0[0] })
        #expect(Set(ModelEncodings.names) == known)
    }

    @Test(
        "A name that's in no table is an error with the nearest names, never a guess",
        arguments: [
            ("gpt4o", ["gpt-4o", "gpt-4"]), ("gpt-4.1o", ["gpt-4.1", "gpt-4.1-"]), ("GPT-4o", ["gpt-4o"]),
            ("text-davinci-03", ["text-davinci-003"]), ("gpt-3.5-turbo0613", ["gpt-3.5-turbo", "gpt-3.5-turbo-"]),
        ])
    func nearNames(model: String, near: [String]) {
        let error = #expect(throws: EncodingError.self) { try Encoding(forModel: model) }
        guard case .unknownModel(model, let nearest)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(nearest.starts(with: near) || Set(near).isSubset(of: nearest), "\(nearest)")
        #expect(nearest.count <= 3)
        #expect(error?.description.contains(near[0]) == true)
        #expect(error?.code == "unknown_model")
    }

    @Test(
        "Names of other makers, and parts of names, are unknown",
        arguments: [
            "claude-2.1", "claude-instant-1", "claude-", "claude", "Qwen-max", "llama3", "gpt", "gpt-", "o", "o2",
            "o10", "4o", "", " gpt-4o", "gpt-4o ", "chatgpt-4o", "ft:gpt-5",
        ])
    func unknown(model: String) {
        #expect(throws: EncodingError.self) { try Encoding(forModel: model) }
    }

    @Test(
        "Qwen's models up to Qwen 3, with Ollama's names among them",
        arguments: [
            "qwen", "qwen-max", "qwen-plus-2025-07-28", "qwen-72b-chat", "qwen1.5-7b-chat", "qwen2-7b",
            "qwen2.5-coder:32b",
            "qwen2.5-vl-72b-instruct", "qwen3-max", "qwen3:8b", "qwen3-coder-plus",
        ])
    func qwen(model: String) throws {
        #expect(try Encoding(forModel: model).name == "qwen")
    }

    @Test(
        "Qwen 3.5 and later have another vocabulary",
        arguments: ["qwen3.5-plus", "qwen3.6-flash", "qwen3.10", "qwen4-max", "qwen10"])
    func laterQwen(model: String) {
        let error = #expect(throws: EncodingError.self) { try Encoding(forModel: model) }
        #expect(error?.code == "no_vocabulary")
        #expect(throws: EncodingError.self) { try ModelTokenizer(forModel: model) }
    }

    @Test("A name of a million letters is refused at once")
    func longName() {
        let name = String(repeating: "x", count: 1_000_000)
        let seconds = ThreadClock.seconds { #expect(throws: EncodingError.self) { try Encoding(forModel: name) } }
        #expect(seconds < 0.5)
    }
}
