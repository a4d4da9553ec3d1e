import Testing

@testable import Tokens

/// Texts that come again are recognised, and what is recognised has the tokens it had.
@Suite("Texts that come again")
struct TextMemoryTests {
    /// About `bytes` of prose-like text with safe cuts.
    private static func text(seed: UInt64, bytes: Int) -> [UInt8] {
        var random = RandomText(seed: seed)
        var text: [UInt8] = []
        while text.count < bytes {
            text += Array((random.next(parts: random.number(in: 1...12)) + " of it and so\non").utf8)
        }
        return text
    }

    /// The ids without any cache.
    private static func reference(_ text: [UInt8], _ encoding: Encoding) throws -> [TokenID] {
        try encoding.with(preTokenizer: .pcre2).encode(text)
    }

    @Test("A text has the same tokens however often it comes", arguments: patterns, [600, 4_000, 60_000])
    func again(encoding: Encoding, bytes: Int) throws {
        let text = Self.text(seed: UInt64(bytes), bytes: bytes)
        let ids = try Self.reference(text, encoding)
        for _ in 0..<6 {
            #expect(encoding.count(text) == ids.count)
            #expect(encoding.encode(text).elementsEqual(ids))
        }
    }

    @Test("A text that differs in one byte, wherever, is another")
    func oneByte() throws {
        let encoding = Encoding.cl100kBase
        let text = Array("It is what it is, and so it goes on and on: ".utf8) + Self.text(seed: 7, bytes: 3_000)
        for _ in 0..<4 { _ = (encoding.count(text), encoding.encode(text)) }
        for place in stride(from: 0, to: text.count, by: 3) where text[place] < 0x80 {
            var other = text
            other[place] = other[place] == UInt8(ascii: "q") ? UInt8(ascii: "7") : UInt8(ascii: "q")
            let ids = try Self.reference(other, encoding)
            #expect(encoding.count(other) == ids.count, "byte \(place)")
            #expect(encoding.encode(other) == ids, "byte \(place)")
        }
    }

    @Test("A conversation that grows has the tokens of the whole with each turn")
    func growing() throws {
        let encoding = Encoding.o200kBase
        var conversation: [UInt8] = []
        for turn in 0..<40 {
            conversation += Self.text(seed: UInt64(1_000 + turn), bytes: 900)
            let ids = try Self.reference(conversation, encoding)
            #expect(encoding.count(conversation) == ids.count)
            #expect(encoding.encode(conversation) == ids)
        }
    }

    @Test("More texts than can be kept push each other out and nothing else")
    func many() throws {
        let encoding = Encoding.cl100kBase
        let texts = (0..<3_000).map { Self.text(seed: UInt64(50_000 + $0), bytes: 600) }
        let counts = texts.map { encoding.count($0) }
        for _ in 0..<4 { #expect(texts.map { encoding.count($0) } == counts) }
        for index in stride(from: 0, to: texts.count, by: 97) {
            #expect(try counts[index] == Self.reference(texts[index], encoding).count)
        }
    }

    @Test("A limit holds for a text that is known as for one that isn't")
    func limit() {
        let encoding = Encoding.o200kBase
        let text = Self.text(seed: 9, bytes: 20_000)
        let count = encoding.count(text)
        for _ in 0..<4 {
            #expect(encoding.count(text, upTo: count) == count)
            #expect(encoding.count(text, upTo: count - 1) == nil)
            #expect(encoding.count(text, upTo: 1) == nil)
        }
    }

    @Test("A stretch ends at a safe cut, and at a line's end rather than elsewhere")
    func stretchEnds() {
        let line = Array("one two three\n".utf8)
        let text = (0..<100).flatMap { _ in line } + Array(repeating: UInt8(ascii: "x"), count: 50)
        let safeCut = SafeCut(pattern: Pattern.cl100k)
        text.withUnsafeBufferPointer { text in
            #expect(safeCut.last(in: text, from: 100, to: 1_000) == 1_000 / line.count * line.count)
            #expect(safeCut.last(in: text, from: 1_401, to: 1_447) == nil)
            #expect(safeCut.last(in: text, from: 900, to: 908) == 904 - 904 % line.count + 7)
        }
    }
}
