import Testing

@testable import Tokens

/// Covering a stream with the fewest tiles.
@Suite("Tiles")
struct TileVocabularyTests {
    private func vocabulary(_ pieces: [String], prefixes: [[UInt8]] = []) -> TileVocabulary {
        TileVocabularyBuilder.vocabulary(
            image: TileVocabularyBuilder.image(pieces: pieces.map { Array($0.utf8) }, prefixes: prefixes))
    }

    private func count(_ text: String, _ vocabulary: TileVocabulary) -> Int {
        text.withBytes(vocabulary.tileCount)
    }

    @Test("The fewest pieces, which the longest first need not give")
    func fewest() {
        let tiles = vocabulary(["abc", "ab", "cde", "a", "b"])
        #expect(count("abcde", tiles) == 2)
        #expect(count("abcd", tiles) == 2)
        #expect(count("", tiles) == 0)
        #expect(count("xyz", tiles) == 3)
    }

    @Test("A character that is no piece is its bytes, or its beginning and the rest")
    func bytes() {
        let tiles = vocabulary(["é", "日本"], prefixes: [[0xE6, 0x97], [0xF0, 0x9F], [0xF0, 0x9F, 0x98]])
        #expect(count("é", tiles) == 1)
        #expect(count("ä", tiles) == 2)
        #expect(count("日", tiles) == 2)
        #expect(count("本", tiles) == 3)
        #expect(count("日本", tiles) == 1)
        #expect(count("😀", tiles) == 2)
        #expect(count("🐀", tiles) == 3)
        #expect(count("\u{10FFFF}", tiles) == 4)
        #expect(count("\u{1}\u{2}\u{3}\u{4}", tiles) == 4)
    }

    @Test("Random streams have as few tiles as trying all ways gives", arguments: 1...20 as ClosedRange<UInt64>)
    func byDefinition(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        func word(_ length: ClosedRange<Int>) -> String {
            (0..<Int.random(in: length, using: &generator)).map { _ in
                ["a", "b", "é", "日"].randomElement(using: &generator)!
            }.joined()
        }
        let pieces = Set((0..<25).map { _ in word(1...6) })
        let tiles = vocabulary(pieces.sorted())
        for _ in 0..<200 {
            let text = word(0...120)
            #expect(count(text, tiles) == fewest(text, pieces), "\(text)")
        }
    }

    private func fewest(_ text: String, _ pieces: Set<String>) -> Int {
        let scalars = Array(text.unicodeScalars)
        var best = [0]
        for end in scalars.indices.map({ $0 + 1 }) {
            let single = String(scalars[end - 1])
            var least = best[end - 1] + (pieces.contains(single) ? 1 : single.utf8.count)
            for start in max(0, end - 6)..<end
            where pieces.contains(String(String.UnicodeScalarView(scalars[start..<end]))) {
                least = min(least, best[start] + 1)
            }
            best.append(least)
        }
        return best[scalars.count]
    }

    @Test("The image made from an embedded one's pieces is that image, byte for byte", arguments: ["v3", "v4.7"])
    func images(family: String) {
        let embedded = ClaudeTokenizer(ClaudeFamily(rawValue: family)!).tiles.vocabulary
        var pieces: [[UInt8]] = [], prefixes: [[UInt8]] = []
        embedded.forEachEntry { bytes, isPiece, isPrefix in
            if isPiece { pieces.append(bytes) }
            if isPrefix { prefixes.append(bytes) }
        }
        #expect(pieces.count == (family == "v3" ? 48_332 : 14_819))
        #expect(prefixes.count == (family == "v3" ? 467 : 468))
        #expect(TileVocabularyBuilder.image(pieces: pieces, prefixes: prefixes) == embedded.imageBytes)
    }

    @Test("A run of one white-space character has as few tiles as its stream", arguments: ClaudeFamily.allCases)
    func whiteSpace(family: ClaudeFamily) {
        let tiles = ClaudeTokenizer(family).tiles
        for character: UInt8 in [0x20, 0x09, 0x0A] {
            for length in Array(1...300) + [1_000, 1_023, 1_024, 1_025, 3_000, 10_007] {
                let run = [UInt8](repeating: character, count: length)
                #expect(
                    tiles.count(ofRun: length, of: character) == run.withUnsafeBufferPointer(tiles.vocabulary.tileCount)
                )
            }
        }
    }
}
