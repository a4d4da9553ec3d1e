import Testing
import Tokens

/// Ids made with dashscope 2.0.2's tokenizer, where they lie beside the repository.
@Suite("Qwen parity", .enabled(if: SharedFacts.has("tokenizers/qwen_dev.jsonl"), "no ../shared/facts"))
struct QwenParityTests {
    private struct Case: Decodable {
        let kind: String
        let text: String
        let ids: [TokenID]
        /// Where names of special tokens as text give others.
        let ids_ordinary: [TokenID]?
    }

    @Test("All ids, with the scanner and with PCRE2", arguments: [PreTokenizer.scanner, .pcre2])
    func ids(preTokenizer: PreTokenizer) throws {
        let encoding = try Encoding.qwen.with(preTokenizer: preTokenizer)
        let cases = try SharedFacts.lines("tokenizers/qwen_dev.jsonl", of: Case.self)
        #expect(cases.count >= 1_500)
        for example in cases {
            let ordinary = example.ids_ordinary ?? example.ids
            #expect(try encoding.encode(example.text, specialTokens: .allowAll) == example.ids, "\(example.kind)")
            #expect(encoding.encode(example.text) == ordinary, "\(example.kind)")
            #expect(encoding.count(example.text) == ordinary.count, "\(example.kind)")
        }
    }
}
