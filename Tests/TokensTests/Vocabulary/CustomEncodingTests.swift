import Testing

@testable import Tokens

/// Vocabularies that no training gives, but a rank file may.
@Suite("Vocabularies of a user's own")
struct CustomEncodingTests {
    /// Random tokens over few letters with ranks in no order: some rank before their own parts,
    /// some can't be reached by merging at all.
    private static func unordered(seed: UInt64) -> [(bytes: [UInt8], rank: Int)] {
        var generator = SeededGenerator(seed: seed)
        var tokens: Set<[UInt8]> = []
        while tokens.count < 60 {
            let length = Int.random(in: 2...6, using: &generator)
            tokens.insert((0..<length).map { _ in UInt8.random(in: 97...99, using: &generator) })
        }
        let all = byteTokens().map(\.bytes) + tokens.sorted { $0.lexicographicallyPrecedes($1) }
        return Array(zip(all, (0..<all.count).shuffled(using: &generator)))
    }

    @Test("Ranks in any order merge as defined, in short and long pieces", arguments: 1...20 as ClosedRange<UInt64>)
    func unorderedRanks(seed: UInt64) throws {
        let tokens = Self.unordered(seed: seed)
        let own = try Encoding(name: "own", rankFile: rankFile(tokens), pattern: "(?s).+")
        let defined = DefinedMerge(ranks: Dictionary(uniqueKeysWithValues: tokens.map { ($0.bytes, TokenID($0.rank)) }))
        #expect(!own.storage.vocabulary.ranksAscend)
        var generator = SeededGenerator(seed: seed + 1000)
        for length in Array(1...40) + [64, 100, 257] {
            let text = (0..<length).map { _ in UInt8.random(in: 97...99, using: &generator) }
            #expect(own.encode(text) == defined.ids(ofPiece: text), "\(String(decoding: text, as: UTF8.self))")
        }
    }

    @Test("A token that merging can't reach is found as a whole piece only")
    func unreachableToken() throws {
        // Nothing merges into "abc" but "ab" and "c" or "a" and "bc", which aren't tokens.
        let own = try Encoding(
            name: "own", rankFile: rankFile(byteTokens() + [(Array("abc".utf8), 256)]), pattern: "[a-z]+| ")
        #expect(own.encode("abc") == [256])
        #expect(own.encode("abcd") == [97, 98, 99, 100])
        let long = String(repeating: "abc", count: 50)
        #expect(own.encode(long) == long.utf8.map { TokenID($0) })
        #expect(own.encode("abc abc") == [256, 32, 256])
    }

    @Test("A built-in's rank file with its pattern and special tokens is the built-in", arguments: allPatterns)
    func copyOfBuiltIn(builtIn: Encoding) throws {
        let copy = try Encoding(
            name: "copy", rankFile: builtIn.rankFile, pattern: builtIn.pattern, normalization: builtIn.normalization,
            specialTokens: builtIn.specialTokens)
        var random = RandomText(seed: 11)
        for _ in 0..<300 {
            let text = random.next(parts: 12)
            #expect(try copy.encode(text, specialTokens: .allowAll) == builtIn.encode(text, specialTokens: .allowAll))
        }
        #expect(copy.rankFileSHA256 == nil)
        #expect(copy.vocabularySize == builtIn.vocabularySize)
    }

    @Test("The scanner is refused for a pattern it doesn't know")
    func noScanner() throws {
        let file = rankFile(byteTokens())
        #expect(throws: CustomEncodingError.encoding(.noScanner(encoding: "own"))) {
            try Encoding(name: "own", rankFile: file, pattern: "(?s).", preTokenizer: .scanner)
        }
        let own = try Encoding(name: "own", rankFile: file, pattern: "(?s).")
        #expect(throws: EncodingError.noScanner(encoding: "own")) { try own.with(preTokenizer: .scanner) }
    }

    @Test(
        "A special token that is empty, stands twice, or has a token's id is refused",
        arguments: [
            ([SpecialToken(name: "", id: 300)], ""),
            ([SpecialToken(name: "<a>", id: 300), SpecialToken(name: "<a>", id: 301)], "<a>"),
            ([SpecialToken(name: "<b>", id: 97)], "<b>"),
        ])
    func invalidSpecialToken(tokens: [SpecialToken], name: String) {
        #expect(throws: CustomEncodingError.encoding(.invalidSpecialToken(name))) {
            try Encoding(name: "own", rankFile: rankFile(byteTokens()), pattern: "(?s).", specialTokens: tokens)
        }
    }
}
