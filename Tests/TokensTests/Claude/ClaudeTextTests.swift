import Testing

@testable import Tokens

/// What of a text stays, is deleted, and becomes something else.
@Suite("Claude's text")
struct ClaudeTextTests {
    private func normalized(_ text: String, foldsQuotes: Bool = false) -> [Unicode.Scalar] {
        let bytes = text.withBytes { ClaudeText.withNormalized($0, foldsQuotes: foldsQuotes) { Array($0) } }
        return Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    }

    @Test("Controls are deleted, NUL and all spaces but U+3000 become U+0020; tabs and line feeds stay")
    func everyScalar() {
        let spaces = Set<UInt32>([0, 0x20, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F]).union(0x2000...0x200A)
        for value: UInt32 in 0...0xFFFF {
            guard let scalar = Unicode.Scalar(value), normalizedFormC(scalar) == [scalar] else { continue }
            let isDeleted =
                (1...8).contains(value) || (0xB...0x1F).contains(value) || (0x7F...0x9F).contains(value)
                || (0xE000...0xF8FF).contains(value)
            let expected: [Unicode.Scalar] = spaces.contains(value) ? [" "] : isDeleted ? [] : [scalar]
            // At the start, and where blocks of 32 bytes begin and end.
            for before in ["", String(repeating: "q", count: 31), String(repeating: "q", count: 32)] {
                let found = normalized(before + String(scalar) + "yz")
                if found != Array(before.unicodeScalars) + expected + ["y", "z"] {
                    Issue.record("U+\(String(value, radix: 16))")
                }
            }
        }
    }

    private func normalizedFormC(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        let bytes = String(scalar).withBytes { NormalizationFormC.normalized($0) ?? Array($0) }
        return Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    }

    @Test("Typographic quotes are ASCII's for the older models alone, low ones for none")
    func quotes() {
        let text = "\u{2018}a\u{2019} \u{201C}b\u{201D} \u{201A}\u{201E}"
        #expect(normalized(text, foldsQuotes: true) == Array("'a' \"b\" \u{201A}\u{201E}".unicodeScalars))
        #expect(normalized(text) == Array(text.unicodeScalars))
    }

    @Test("Thai vowels join across deleted controls, but not across private use")
    func thaiVowels() {
        #expect(normalized("\u{E19}\u{E4D}\u{E32}") == ["\u{E19}", "\u{E33}"])
        #expect(normalized("\u{E4D}\u{1}\u{90}\u{E32}\u{7}x") == ["\u{E33}", "x"])
        #expect(normalized("\u{E4D}\u{E000}\u{E32}") == ["\u{E4D}", "\u{E32}"])
        #expect(normalized("\u{E4D}\u{E4D}\u{E32}") == ["\u{E4D}", "\u{E33}"])
        #expect(normalized("\u{E4D}") == ["\u{E4D}"])
        #expect(normalized("\u{ECD}\u{EB2}") == ["\u{ECD}", "\u{EB2}"])
    }

    @Test("Form C comes first: what's deleted keeps characters apart")
    func order() {
        #expect(normalized("e\u{301}") == ["\u{E9}"])
        #expect(normalized("e\u{1}\u{301}") == ["e", "\u{301}"])
    }
}
