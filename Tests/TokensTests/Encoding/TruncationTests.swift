import Testing
import Tokens

/// The longest prefix and suffix within a number of tokens, against the definition.
@Suite("Truncation")
struct TruncationTests {
    /// Where a part of `bytes` may end or begin.
    private func boundaries(_ bytes: [UInt8]) -> [Int] {
        (0...bytes.count).filter { $0 == bytes.count || bytes[$0] & 0xC0 != 0x80 }
    }

    /// Compares every number of tokens with trying all parts, and returns a description of the first difference.
    private func difference(_ text: String, _ encoding: Encoding) -> String? {
        let bytes = Array(text.utf8)
        let places = boundaries(bytes)
        let prefixes = places.map { encoding.count(bytes[..<$0]) }
        let suffixes = places.map { encoding.count(bytes[$0...]) }
        for tokens in -1...(encoding.count(bytes) + 1) {
            let prefix = prefixes.lastIndex { $0 <= tokens }.map { places[$0] } ?? 0
            let suffix = suffixes.firstIndex { $0 <= tokens }.map { bytes.count - places[$0] } ?? 0
            let found = (
                encoding.prefixLength(of: text, tokens: tokens), encoding.suffixLength(of: text, tokens: tokens)
            )
            if found != (prefix, suffix) {
                return "\(text.debugDescription), \(tokens) tokens: \(found), not \((prefix, suffix))"
            }
        }
        return nil
    }

    private func differences(_ texts: some Sequence<String>, _ encoding: Encoding) -> [String] {
        var different: [String] = []
        for text in texts {
            if let difference = difference(text, encoding) { different.append(difference) }
            if different.count > 3 { break }
        }
        return different
    }

    @Test("Hand-made texts, every number of tokens", arguments: vocabularies)
    func handMade(encoding: Encoding) {
        #expect(differences(NastyTexts.all, encoding) == [])
    }

    @Test("Random texts, every number of tokens", arguments: vocabularies)
    func random(encoding: Encoding) {
        var random = RandomText(seed: 81)
        #expect(differences((0..<800).lazy.map { _ in random.next(parts: random.number(in: 1...10)) }, encoding) == [])
    }

    @Test("Random texts with runs, every number of tokens", arguments: vocabularies)
    func runs(encoding: Encoding) {
        var random = RandomText(seed: 82)
        #expect(
            differences(
                (0..<60).lazy.map { _ in random.next(parts: random.number(in: 1...6), longestRun: 30) }, encoding) == []
        )
    }

    @Test("By PCRE2 too, and with a pattern of one's own", arguments: patterns)
    func otherPreTokenizers(encoding: Encoding) throws {
        var random = RandomText(seed: 83)
        let texts = (0..<150).map { _ in random.next(parts: random.number(in: 1...10)) }
        #expect(differences(texts, try encoding.with(preTokenizer: .pcre2)) == [])
        let lines = try Encoding(name: "lines", rankFile: encoding.rankFile, pattern: #"[^\n]+|\n+"#)
        #expect(differences(texts, lines) == [])
    }

    @Test("In a piece of some thousand bytes, the part fits and one more character doesn't", arguments: vocabularies)
    func longPieces(encoding: Encoding) {
        var random = RandomText(seed: 84)
        let letters = String((0..<3_000).map { _ in Character(Unicode.Scalar(UInt8(random.number(in: 97...122)))) })
        for text in [
            letters, String(repeating: "ab", count: 2_000), String(repeating: "日本", count: 700),
            String(repeating: " ", count: 5_000),
        ] {
            let bytes = Array(text.utf8)
            let places = boundaries(bytes)
            let count = encoding.count(bytes)
            for tokens in [1, 2, 50, count / 3, count - 2, count - 1] where tokens > 0 && tokens < count {
                let prefix = encoding.prefixLength(of: text, tokens: tokens)
                let suffix = encoding.suffixLength(of: text, tokens: tokens)
                #expect(encoding.count(bytes[..<prefix]) <= tokens)
                #expect(encoding.count(bytes[(bytes.count - suffix)...]) <= tokens)
                #expect(encoding.count(bytes[..<places.first { $0 > prefix }!]) > tokens)
                #expect(encoding.count(bytes[places.last { $0 < bytes.count - suffix }!...]) > tokens)
            }
            #expect(encoding.prefixLength(of: text, tokens: count) == bytes.count)
            #expect(encoding.suffixLength(of: text, tokens: count) == bytes.count)
        }
    }

    @Test("Of bytes that aren't UTF-8, the bytes of the first or last ids", arguments: vocabularies)
    func malformed(encoding: Encoding) throws {
        var random = RandomText(seed: 85)
        for _ in 0..<200 {
            let bytes = random.nearlyUTF8(parts: 6) + [0xFF]
            let ids = encoding.encode(bytes)
            for tokens in -1...(ids.count + 1) {
                let first = try encoding.decode(ids.prefix(max(0, tokens)))
                let last = try encoding.decode(ids.suffix(max(0, tokens)))
                #expect(encoding.prefixLength(of: bytes, tokens: tokens) == first.count)
                #expect(encoding.suffixLength(of: bytes, tokens: tokens) == last.count)
            }
        }
    }

    @Test("A prefix and a suffix are parts of the string")
    func substrings() {
        let encoding = Encoding.o200kBase
        let text = "Zoë says 日本語 and 😀 twice"
        #expect(encoding.prefix(of: text, tokens: 0) == "")
        #expect(encoding.suffix(of: text, tokens: 0) == "")
        #expect(encoding.prefix(of: text, tokens: 1_000) == text[...])
        #expect(encoding.suffix(of: text, tokens: 1_000) == text[...])
        #expect(encoding.suffix(of: text, tokens: 1) == " twice")
        #expect(text.hasPrefix(encoding.prefix(of: text, tokens: 5)))
    }

    @Test(
        "A short prefix of a huge text is had at once",
        .enabled(if: Build.isOptimized, "times of an unoptimized or sanitized build say nothing"))
    func promptly() {
        let text = String(repeating: "some words of a long text ", count: 500_000)
        let whole = ThreadClock.seconds { #expect(Encoding.o200kBase.count(text) > 1_000_000) }
        let prefix = ThreadClock.seconds { #expect(Encoding.o200kBase.prefix(of: text, tokens: 50).utf8.count > 100) }
        #expect(prefix * 20 < whole)
    }
}
