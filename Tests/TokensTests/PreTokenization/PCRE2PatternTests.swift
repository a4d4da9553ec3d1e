import Testing

@testable import Tokens

/// PCRE2 as a pre-tokenizer for any pattern, with machine code or without.
@Suite("PCRE2 patterns")
struct PCRE2PatternTests {
    @Test("Without machine code the pieces are the same", arguments: allPatterns)
    func withoutJIT(encoding: Encoding) throws {
        let withJIT = try encoding.pcre2Splitter()
        let without = try encoding.pcre2Splitter(usesJIT: false)
        var random = RandomText(seed: 5)
        let texts = NastyTexts.all + (0..<5_000).map { _ in random.next(parts: random.number(in: 1...30)) }
        for text in texts {
            let bytes = Array(text.utf8)
            let expected = cuts(of: bytes, by: withJIT)
            #expect(expected != nil && cuts(of: bytes, by: without) == expected, "\(text.debugDescription)")
        }
    }

    @Test("usesJIT: false does without")
    func choosesJIT() throws {
        #expect(try !PCRE2Pattern("a", usesJIT: false).isJITCompiled)
    }

    @Test(
        "A run of 16 MB of one character is split, with machine code and without", arguments: allPatterns,
        [" ", "a", "A", "!", "\n"])
    func longRun(encoding: Encoding, character: String) throws {
        let bytes = [UInt8](repeating: Array(character.utf8)[0], count: 16 << 20)
        let expected = cuts(of: bytes, by: encoding.splitter)
        #expect(expected?.isEmpty == false)
        #expect(cuts(of: bytes, by: try encoding.pcre2Splitter()) == expected)
        let part = Array(bytes.prefix(2 << 20))
        #expect(cuts(of: part, by: try encoding.pcre2Splitter(usesJIT: false)) == cuts(of: part, by: encoding.splitter))
    }

    @Test("A run of 16 MB of spaces before a letter leaves the last space to it", arguments: allPatterns)
    func longRunOfSpaces(encoding: Encoding) throws {
        let bytes = [UInt8](repeating: 32, count: 16 << 20) + Array("x".utf8)
        let expected = [(16 << 20) - 1, (16 << 20) + 1]
        #expect(cuts(of: bytes, by: try encoding.pcre2Splitter()) == expected)
        #expect(cuts(of: bytes, by: encoding.splitter) == expected)
    }

    @Test("Text that a user's pattern leaves out belongs to no piece")
    func gaps() throws {
        #expect(try matches(of: #"\d+"#, in: "a12b345") == ["12", "345"])
        let own = try Encoding(name: "own", rankFile: rankFile(byteTokens()), pattern: #"\d+"#)
        #expect(own.encode("a12b") == [49, 50])
        #expect(own.count("a12b") == 2)
        #expect(own.encode("none") == [])
        #expect(own.pieces(of: "é7") == [Piece(range: 2..<3, ids: [55])])
    }

    @Test("Empty matches are no pieces, and end")
    func emptyMatches() throws {
        #expect(try matches(of: "a*", in: "aabaéa") == ["aa", "a", "a"])
        #expect(try matches(of: "", in: "日本") == [])
        #expect(try matches(of: "(?=b)|b?", in: "abb") == [])
        #expect(try matches(of: "$", in: "x") == [])
    }

    @Test("Look-behind sees the text before the place a search begins at")
    func lookBehind() throws {
        #expect(try matches(of: "(?<=a)b|.", in: "abb") == ["a", "b", "b"])
        #expect(try matches(of: "^.", in: "ab") == ["a"])
    }

    @Test("`$` is the end of the text and nowhere else")
    func endOfText() throws {
        #expect(try matches(of: "a$", in: "a\na\n") == [])
        #expect(try matches(of: "a$", in: "a\na") == ["a"])
    }

    @Test("A dot is a whole character")
    func wholeCharacters() throws {
        #expect(try matches(of: ".", in: "é日😀") == ["é", "日", "😀"])
    }

    @Test("The body ends a search by answering false")
    func stops() throws {
        let bytes = Array("abc".utf8)
        var calls = 0
        try bytes.withUnsafeBufferPointer { buffer in
            try PCRE2Pattern(".").forEachMatch(in: buffer) { _, _ in
                calls += 1
                return false
            }
        }
        #expect(calls == 1)
    }

    @Test(
        "A pattern that isn't one is an error with PCRE2's reason",
        arguments: ["(", "[a", "a{2,1}", "*", #"\p{Nonsense}"#])
    func invalidPattern(pattern: String) {
        let error = #expect(throws: EncodingError.self) { try PCRE2Pattern(pattern) }
        guard case .invalidPattern(pattern, let reason)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(!reason.isEmpty)
        #expect(error?.code == "invalid_pattern")
        #expect(error?.description.contains(reason) == true)
        #expect(throws: CustomEncodingError.self) {
            try Encoding(name: "own", rankFile: rankFile(byteTokens()), pattern: pattern)
        }
    }
}
