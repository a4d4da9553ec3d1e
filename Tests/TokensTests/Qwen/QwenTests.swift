import Testing

@testable import Tokens

/// Qwen's tokenizer: what it does that others don't.
@Suite("Qwen")
struct QwenTests {
    private let qwen = Encoding.qwen

    @Test(
        "Ids are those of dashscope 2.0.2",
        arguments: [
            ("hello", [14990]), ("e\u{301}", [963]), ("\u{E9}", [963]), ("user\n", [872, 198]),
            ("system\n", [8948, 198]),
            ("assistant\n", [77091, 198]),
            ("通义千问具有强大的能力。", [31935, 64559, 99320, 56007, 100629, 104795, 99788, 1773]),
        ] as [(String, [TokenID])])
    func ids(text: String, ids: [TokenID]) {
        #expect(qwen.encode(text) == ids)
        #expect(qwen.count(text) == ids.count)
    }

    @Test("Each digit is a piece of its own")
    func digits() {
        #expect(qwen.count("1234567890") == 10)
        #expect(qwen.pieces(of: "a12 ½").map(\.range) == [0..<1, 1..<2, 2..<3, 3..<4, 4..<6])
    }

    @Test("A message of a conversation, with special tokens allowed")
    func message() throws {
        let ids = try qwen.encode("<|im_start|>user\nhi<|im_end|>\n", specialTokens: .allowAll)
        #expect(ids == [151644, 872, 198, 6023, 151645, 198])
        #expect(try qwen.decodeText(ids) == "<|im_start|>user\nhi<|im_end|>\n")
    }

    @Test("The API's special tokens and those of published models differ from 151646 on")
    func specialTokens() throws {
        #expect(qwen.specialTokens.count == 208)
        #expect(try qwen.encode("<|extra_0|><|extra_204|>", specialTokens: .allowAll) == [151646, 151850])
        #expect(Encoding.qwen3.specialTokens.map(\.id) == Array(151643...151668))
        #expect(
            try Encoding.qwen3.encode("<|object_ref_start|></think>", specialTokens: .allowAll) == [151646, 151668])
        #expect(try Encoding.qwen3.encode("<tool_call><|fim_prefix|>", specialTokens: .allowAll) == [151657, 151659])
        let other = try qwen.with(specialTokens: [SpecialToken(name: "<end>", id: 151643)])
        #expect(try other.encode("a<end>", specialTokens: .allowAll) == [64, 151643])
        #expect(throws: EncodingError.invalidSpecialToken("<a>")) {
            try qwen.with(specialTokens: [SpecialToken(name: "<a>", id: 64)])
        }
    }

    @Test("A mark that joins the end of a special token's name takes the name away")
    func markAfterName() throws {
        // U+226F is > with U+0338.
        let ids = try qwen.encode("<|im_end|>\u{338}", specialTokens: .allowAll)
        #expect(try qwen.decodeText(ids) == "<|im_end|\u{226F}")
        #expect(throws: Never.self) { try qwen.encode("<|im_end|>\u{338}", specialTokens: .rejected) }
    }

    @Test("Ids decode to the normalized text, and bytes that aren't UTF-8 come back")
    func decoding() throws {
        #expect(
            try qwen.decode(qwen.encode("A\u{30A} \u{2126} \u{1100}\u{1161}")) == Array("\u{C5} \u{3A9} \u{AC00}".utf8))
        let bytes: [UInt8] = Array("Cafe\u{301} ".utf8) + [0xFF, 0x65, 0xCC, 0x81]
        #expect(try qwen.decode(qwen.encode(bytes)) == Array("Caf\u{E9} ".utf8) + [0xFF, 0x65, 0xCC, 0x81])
        #expect(qwen.count(bytes) == qwen.encode(bytes).count)
    }

    @Test("A limit holds for text that normalizing makes a third as long")
    func limit() {
        let text = String(repeating: "\u{1100}\u{1161}\u{11A8}", count: 50)
        let count = qwen.count(text)
        #expect(qwen.count(text, upTo: count) == count)
        #expect(qwen.count(text, upTo: count - 1) == nil)
    }

    @Test(
        "The longest prefix and suffix of text that isn't normalized, every number of tokens",
        arguments: 1...40 as ClosedRange<UInt64>)
    func truncation(seed: UInt64) {
        var random = RandomText(seed: 900 + seed)
        let marks = ["e\u{301}", "\u{1100}\u{1161}", "A\u{327}\u{301}", "n\u{303}\u{303}", "\u{2126}", "a b", "12"]
        var text = "e\u{301}"
        for _ in 0..<20 {
            text += random.number(in: 0...1) == 0 ? random.next(parts: 1) : marks[random.number(in: 0...6)]
        }
        let bytes = Array(text.utf8)
        let places = cuts(in: text)
        for tokens in 0...(qwen.count(text) + 1) {
            let prefix = places.last { qwen.count(bytes[..<$0]) <= tokens }
            let suffix = places.first { qwen.count(bytes[$0...]) <= tokens }.map { bytes.count - $0 }
            #expect(qwen.prefixLength(of: text, tokens: tokens) == prefix, "\(text.debugDescription), \(tokens)")
            #expect(qwen.suffixLength(of: text, tokens: tokens) == suffix, "\(text.debugDescription), \(tokens)")
        }
    }

    /// Where the text may be cut.
    private func cuts(in text: String) -> [Int] {
        text.withBytes { bytes in
            let normalized = NormalizedText(of: bytes)
            return Set((0...normalized.bytes.count).map { normalized.cut(atOrBefore: $0).original }).sorted()
        }
    }
}
