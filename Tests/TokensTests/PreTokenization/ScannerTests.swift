import CScanner
import Testing

@testable import Tokens

/// The scanner's split is PCRE2's, in each of its variants.
@Suite("Scanner", .serialized)
struct ScannerTests {
    private static let variants: [(name: String, variant: scanner_variant)] = [
        ("scalar", scanner_variant_scalar), ("best", scanner_variant_best),
    ]

    /// Compares the variants' cuts of `texts` with PCRE2's, and tells the first few that differ.
    private func expectSame(_ encoding: Encoding, _ texts: some Sequence<String>) throws {
        let pcre2 = try encoding.pcre2Splitter()
        defer { scanner_use_variant(scanner_variant_best) }
        var different: [String] = []
        for text in texts {
            let bytes = Array(text.utf8)
            let expected = cuts(of: bytes, by: pcre2)
            for (name, variant) in Self.variants {
                scanner_use_variant(variant)
                let found = cuts(of: bytes, by: encoding.splitter)
                if found != expected || expected == nil {
                    different.append("\(name): \(text.debugDescription): \(found ?? []), not \(expected ?? [])")
                }
            }
            if different.count > 3 { break }
        }
        #expect(different.isEmpty, "\(different.joined(separator: "\n"))")
    }

    @Test("Hand-made texts that meet each alternative's edges", arguments: allPatterns)
    func handMade(encoding: Encoding) throws {
        try expectSame(encoding, NastyTexts.all)
    }

    @Test("Every pair and triple of hand-made parts", arguments: allPatterns)
    func combinations(encoding: Encoding) throws {
        let parts = NastyTexts.parts
        try expectSame(encoding, parts.lazy.flatMap { a in parts.lazy.map { a + $0 } })
        let triples = parts.lazy.flatMap { a in parts.lazy.flatMap { b in parts.lazy.map { a + b + $0 } } }
        try expectSame(encoding, triples)
    }

    @Test("Random short texts of few classes", arguments: allPatterns)
    func short(encoding: Encoding) throws {
        var random = RandomText(seed: 1)
        try expectSame(encoding, (0..<40_000).lazy.map { _ in random.next(parts: random.number(in: 1...12)) })
    }

    @Test("Random texts of some hundred bytes, with runs across every window's border", arguments: allPatterns)
    func long(encoding: Encoding) throws {
        var random = RandomText(seed: 2)
        let texts = (0..<6_000).lazy.map { _ in
            random.next(parts: random.number(in: 20...120), longestRun: random.number(in: 1...70))
        }
        try expectSame(encoding, texts)
    }

    @Test("A short text after 0 to 130 bytes of each class", arguments: allPatterns)
    func shifted(encoding: Encoding) throws {
        var random = RandomText(seed: 3)
        let fillers = ["a", "A", "日", "\u{301}", "7", " ", "\n", "!", "x ", "é!"]
        let texts = fillers.lazy.flatMap { filler in
            (0...130).lazy.map { String(repeating: filler, count: $0) + random.next(parts: 6) + "tail" }
        }
        try expectSame(encoding, texts)
    }

    @Test("Random Unicode scalars of all planes", arguments: allPatterns)
    func anyScalars(encoding: Encoding) throws {
        var random = RandomText(seed: 4)
        try expectSame(encoding, (0..<4_000).lazy.map { _ in random.scalars(random.number(in: 1...90)) })
    }

    @Test("Each Unicode scalar between letters, spaces and symbols", arguments: allPatterns)
    func everyScalar(encoding: Encoding) throws {
        let blocks = stride(from: 0, to: UInt32(0x110000), by: 64).lazy.map { first in
            (first..<first + 64).compactMap(Unicode.Scalar.init).map { "a\($0) \($0)!\($0)A" }.joined(separator: "\n")
        }
        try expectSame(encoding, blocks)
    }
}
