import Testing

@testable import Tokens

/// Claude's tokenizers: their rules, each by texts whose counts are known.
@Suite("Claude")
struct ClaudeTokenizerTests {
    private static let v3 = ClaudeTokenizer(.v3), v4_7 = ClaudeTokenizer(.v4_7), v4_8 = ClaudeTokenizer(.v4_8)

    private func counts(_ text: String) -> [Int] { [Self.v3, Self.v4_7, Self.v4_8].map { $0.count(text) } }

    @Test(
        "Texts without words",
        arguments: [
            ("", [1, 1, 0]), (" ", [1, 1, 1]), ("\n", [1, 1, 0]), (String(repeating: "\n", count: 40), [2, 2, 1]),
            ("\t", [2, 2, 1]), ("\0", [1, 1, 1]), ("\u{85}", [1, 1, 0]), ("\u{E000}", [1, 1, 0]),
            ("\u{301}", [2, 2, 1]),
            (String(repeating: "\u{301}", count: 50), [51, 51, 50]), ("\u{FFFD}", [1, 1, 1]), ("\u{3000}", [2, 2, 1]),
            ("\u{200B}", [2, 2, 1]), ("\u{FEFF}a", [5, 5, 4]), ("\u{10FFFF}", [5, 5, 4]),
            (String(repeating: " ", count: 5_000), [313, 313, 313]),
        ] as [(String, [Int])])
    func withoutWords(text: String, expected: [Int]) {
        #expect(counts(text) == expected)
    }

    @Test("A noncharacter is unassigned, though markers may use such")
    func noncharacter() throws {
        let scalar = try #require(Unicode.Scalar(0xFDD0 as UInt32))
        #expect(counts(String(scalar)) == [4, 4, 3])
    }

    @Test(
        "Runs of one character",
        arguments: [
            ("a", [6668, 20_000, 20_000]), ("1", [6668, 6668, 6667]), ("!", [6668, 20_000, 20_000]),
        ] as [(String, [Int])])
    func runs(character: String, expected: [Int]) {
        #expect(counts(String(repeating: character, count: 20_000)) == expected)
    }

    @Test(
        "Words, case, apostrophes and spaces",
        arguments: [
            ("hello, world", [3, 4, 4]), ("HTTPServer", [2, 6, nil]), ("it's Bob's", [4, 6, nil]),
            ("NASA likes tokenizers", [4, 10, nil]), ("ABC ABCD", [4, 7, nil]), ("a 'b", [4, 4, 4]),
            ("'First", [3, nil, 2]), (" a", [1, nil, 2]), ("  a", [2, 2, 2]), ("a  b", [3, 3, 3]),
            ("a                 b", [4, nil, nil]), ("don\u{2019}t", [2, 3, nil]), ("a ! b", [3, 4, nil]),
            ("=> });", [2, nil, 3]), ("\u{24D0}'s", [7, nil, nil]), ("\u{130}stanbul", [3, 5, nil]),
            ("ПРИВЕТ Мир", [6, 12, nil]), ("a\u{A0}b\u{7}c", [2, 3, nil]), ("a\r\nb", [3, 3, 3]),
        ] as [(String, [Int?])])
    func words(text: String, expected: [Int?]) {
        for (count, expected) in zip(counts(text), expected) where expected != nil { #expect(count == expected) }
    }

    @Test(
        "Numbers, ideographs, marks and emoji",
        arguments: [
            ("12345678", [4, nil, 3]), ("日本語", [4, 4, 3]), ("x ½ y", [5, nil, nil]), ("1 ？。1", [7, nil, 6]),
            ("\u{915}\u{94D}\u{937}", [4, nil, nil]), ("x \u{363}abc x", [7, nil, nil]), ("😀", [3, nil, 2]),
            ("🏻\u{FE0F} 5", [8, nil, nil]), ("\u{663} 中", [6, 6, 5]),
        ] as [(String, [Int?])])
    func others(text: String, expected: [Int?]) {
        for (count, expected) in zip(counts(text), expected) where expected != nil { #expect(count == expected) }
    }

    @Test("Line feeds at the end are free in most numbers", arguments: 1...46)
    func finalLineFeeds(count: Int) {
        let text = "a" + String(repeating: "\n", count: count)
        let freeInV3 = Set(Array(1...28) + [30, 31, 38, 46]), freeInV4 = Set(Array(1...14) + [22, 30])
        #expect(Self.v3.count(text) == (freeInV3.contains(count) ? 1 : 2))
        for tokenizer in [Self.v4_7, Self.v4_8] {
            #expect(tokenizer.count(text) == tokenizer.count("a") + (freeInV4.contains(count) ? 0 : 1))
        }
    }

    @Test("A space that was another character isn't the free one")
    func leadingSpace() {
        #expect(Self.v3.count("\u{A0}a") == Self.v3.count("a") + 1)
        #expect(Self.v3.count("\u{1} a") == Self.v3.count("a") + 1)
        #expect(Self.v3.count(" a") == Self.v3.count("a"))
    }

    @Test("Opus 5 drops white space at the end, but for spaces beyond ASCII")
    func opus5() {
        let opus5 = ClaudeTokenizer(.v4_8, ignoresTrailingSpace: true)
        #expect(opus5.count("word \t\r\n\u{B}\u{C} ") == opus5.count("word"))
        #expect(opus5.count("word\u{A0}") == Self.v4_8.count("word\u{A0}"))
        #expect(Self.v4_8.count("word \t") > Self.v4_8.count("word"))
    }

    @Test("A text inside a message meets no edge of it")
    func edges() {
        #expect(Self.v3.count(" a", edges: []) == 2)
        #expect(Self.v3.count("a\n\n", edges: .start) == 2)
        #expect(Self.v3.count("12", edges: .both) == 2)
        #expect(Self.v3.count("12", edges: .end) == 1)
        #expect(Self.v3.count("", edges: []) == 0)
    }

    @Test("What frames one message", arguments: zip(ClaudeFamily.allCases, [7, 11, 6]))
    func frames(family: ClaudeFamily, tokens: Int) {
        #expect(family.frame.oneMessage == tokens)
    }

    @Test("Bytes that aren't UTF-8 count as U+FFFD, each maximal part")
    func malformed() {
        #expect(Self.v4_8.count([0xFF, 0x61, 0xFE] as [UInt8]) == Self.v4_8.count("\u{FFFD}a\u{FFFD}"))
        #expect(Self.v4_8.count(Array("ab".utf8) + [0xE4, 0xB8]) == Self.v4_8.count("ab\u{FFFD}"))
    }

    @Test("Up to a limit: the count where it's within, else nil", arguments: ClaudeFamily.allCases)
    func limit(family: ClaudeFamily) {
        let tokenizer = ClaudeTokenizer(family)
        var random = RandomText(seed: 301)
        for _ in 0..<1_000 {
            let text = random.next(parts: random.number(in: 0...20))
            let count = tokenizer.count(text)
            for limit in [0, count / 2, count - 1, count, count + 1] {
                #expect(tokenizer.count(text, upTo: limit) == (count <= limit ? count : nil))
            }
        }
    }

    @Test("With words remembered or not the counts are the same", arguments: ClaudeFamily.allCases)
    func cache(family: ClaudeFamily) {
        let tokenizer = ClaudeTokenizer(family)
        var random = RandomText(seed: 302)
        let texts = (0..<2_000).map { _ in random.next(parts: random.number(in: 1...30)) }
        let first = texts.map { tokenizer.count($0) }
        // Long texts are given a cache, which then is there for short ones.
        let joined = texts.joined(separator: " ")
        let whole = tokenizer.count(joined)
        #expect(texts.map { tokenizer.count($0) } == first)
        #expect(tokenizer.count(joined) == whole)
        #expect(tokenizer.countBatch(texts, threads: 2) == first)
    }
}
