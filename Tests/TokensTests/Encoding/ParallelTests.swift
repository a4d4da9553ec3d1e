import Testing

@testable import Tokens

/// One text on several cores gives what it gives on one.
@Suite("One text on several cores")
struct ParallelTests {
    /// Over half a megabyte, with ends of lines and blanks between letters, which are safe to cut at, and much else.
    private static let long: String = {
        var random = RandomText(seed: 81)
        var text = ""
        while text.utf8.count < 1_500_000 {
            text += random.next(parts: random.number(in: 1...40)) + " of it\nand so on"
        }
        return text
    }()

    /// Where the text itself is cut, whatever the encoding makes of it first.
    private static func ends(of text: [UInt8], _ encoding: Encoding) -> Set<Int>? {
        cuts(of: text, by: encoding.splitter).map(Set.init)
    }

    @Test("A safe cut is where every pattern cuts", arguments: allPatterns, [PreTokenizer.scanner, .pcre2])
    func safeCut(encoding: Encoding, preTokenizer: PreTokenizer) throws {
        let encoding = try encoding.with(preTokenizer: preTokenizer)
        var random = RandomText(seed: 82)
        var cuts = 0
        for _ in 0..<300 {
            let text = Array((random.next(parts: random.number(in: 1...30)) + "\n" + random.next(parts: 20)).utf8)
            let ends = try #require(Self.ends(of: text, encoding))
            var start = 0
            while let cut = text.withUnsafeBufferPointer({
                SafeCut(pattern: encoding.pattern).first(in: $0, from: start)
            }) {
                #expect(ends.contains(cut), "\(cut) of \(String(decoding: text, as: UTF8.self).debugDescription)")
                cuts += 1
                start = cut + 1
            }
        }
        #expect(cuts > 200)
    }

    @Test("The pieces before a safe cut are those of that part alone", arguments: patterns)
    func partsAlone(encoding: Encoding) {
        var random = RandomText(seed: 83)
        for _ in 0..<2_000 {
            let text = Array((random.next(parts: random.number(in: 1...12)) + "\n" + random.next(parts: 6)).utf8)
            var start = 0
            while let cut = text.withUnsafeBufferPointer({
                SafeCut(pattern: encoding.pattern).first(in: $0, from: start)
            }) {
                let parts = encoding.encode(Array(text[..<cut])) + encoding.encode(Array(text[cut...]))
                #expect(
                    parts == encoding.encode(text),
                    "\(cut) of \(String(decoding: text, as: UTF8.self).debugDescription)")
                start = cut + 1
            }
        }
    }

    @Test("Parts are the text, each but the first beginning at a safe cut", arguments: [1, 2, 3, 16])
    func parts(count: Int) {
        let text = Array(Self.long.utf8)
        let parts = text.withUnsafeBufferPointer { SafeCut(pattern: Pattern.cl100k).parts(of: $0, count: count) }
        #expect(parts.count == count)
        #expect(parts.first?.lowerBound == 0 && parts.last?.upperBound == text.count)
        #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
    }

    @Test("Counts and ids are those of one core", arguments: allPatterns, [2, 3, 8])
    func same(encoding: Encoding, threads: Int) {
        let ids = encoding.encode(Self.long)
        #expect(encoding.encode(Self.long, threads: threads) == ids)
        #expect(encoding.count(Self.long, threads: threads) == ids.count)
        #expect(encoding.encode(Array(Self.long.utf8), threads: threads) == ids)
    }

    @Test("Bytes that aren't UTF-8, texts without a safe cut, and patterns of one's own are left whole")
    func leftWhole() throws {
        let encoding = Encoding.cl100kBase
        var malformed = Array(Self.long.utf8)
        malformed[malformed.count / 2] = 0xFF
        #expect(encoding.encode(malformed, threads: 4) == encoding.encode(malformed))
        let run = String(repeating: "\u{65E5}", count: 300_000)
        #expect(encoding.count(run, threads: 4) == encoding.count(run))
        let own = try Encoding(name: "own", rankFile: rankFile(byteTokens()), pattern: #"(?s).{1,7}"#)
        #expect(own.encode(Self.long, threads: 4) == own.encode(Self.long))
    }
}
