import CScanner
import Testing

@testable import Tokens

/// Patterns mean Unicode 16 on a PCRE2 that is built on another version.
@Suite("Unicode in patterns")
struct PatternUnicodeTests {
    /// All scalars as one text, and the category of each by Unicode 16's table.
    private static let everything: (text: [UInt8], scalars: [(start: Int, category: UInt8)]) = {
        var count = 0
        let table = UnsafeBufferPointer(start: unicode_category_range_table(&count), count: count)
        var text: [UInt8] = []
        var scalars: [(start: Int, category: UInt8)] = []
        var range = 0
        for code in UInt32(0)..<0x110000 {
            while range + 1 < count, table[range + 1].first <= code { range += 1 }
            guard let scalar = Unicode.Scalar(code) else { continue }
            scalars.append((text.count, table[range].category))
            text += Array(String(scalar).utf8)
        }
        return (text, scalars)
    }()

    private static let names = [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po",
        "Sm", "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Cn",
    ]

    /// The starts of the scalars that `pattern`, of one character, matches.
    private func matched(_ pattern: String) throws -> [Int] {
        var starts: [Int] = []
        try Self.everything.text.withUnsafeBufferPointer { buffer in
            try PCRE2Pattern(pattern).forEachMatch(in: buffer) { start, _ in
                starts.append(start)
                return true
            }
        }
        return starts
    }

    private func starts(where isMember: (String) -> Bool) -> [Int] {
        let members = Self.names.map(isMember)
        return Self.everything.scalars.lazy.filter { members[Int($0.category)] }.map(\.start)
    }

    @Test(
        "A category has the scalars of Unicode 16, in and outside of classes",
        arguments: names + ["L", "M", "N", "P", "S", "Z", "C", "L&"])
    func category(name: String) throws {
        let isMember = { (category: String) in
            name == "L&" ? ["Lu", "Ll", "Lt"].contains(category) : category.hasPrefix(name)
        }
        let members = starts(where: isMember), others = starts { !isMember($0) }
        #expect(try matched("\\p{\(name)}") == members)
        #expect(try matched("[\\p{\(name)}]") == members)
        #expect(try matched("[^\\P{\(name)}]") == members)
        #expect(try matched("\\p{^\(name)}") == others)
        #expect(try matched("\\P{\(name)}") == others)
        #expect(try matched("[\\P{\(name)}]") == others)
        #expect(try matched("[^\\p{\(name)}]") == others)
        if name.count == 1 { #expect(try matched("\\p\(name)") == members) }
    }

    @Test("White space is White_Space, digits are Nd, in and outside of classes")
    func escapes() throws {
        let spaces = Self.everything.scalars.map(\.start).filter { start in
            let scalar = String(decoding: Self.everything.text[start...].prefix(4), as: UTF8.self).unicodeScalars.first!
            return scalar.properties.isWhitespace
        }
        let all = Self.everything.scalars.map(\.start)
        let notSpaces = Array(Set(all).subtracting(spaces)).sorted()
        #expect(spaces.count == 25)
        for pattern in [#"\s"#, #"[\s]"#, #"[^\S]"#] { #expect(try matched(pattern) == spaces) }
        for pattern in [#"\S"#, #"[\S]"#, #"[^\s]"#] { #expect(try matched(pattern) == notSpaces) }
        for pattern in [#"\d"#, #"[\d]"#, #"[^\D]"#] { #expect(try matched(pattern) == starts { $0 == "Nd" }) }
        for pattern in [#"\D"#, #"[\D]"#, #"[^\d]"#] { #expect(try matched(pattern) == starts { $0 != "Nd" }) }
        #expect(
            try matched(#"[^\s\p{L}\p{N}]"#) == starts { !"LN".contains($0.first!) }.filter { !spaces.contains($0) })
    }

    @Test("A library of unknown version gets all ranges, and matches the same", arguments: allPatterns)
    func unknownVersion(encoding: Encoding) throws {
        let written = PatternUnicode.pinned(encoding.pattern, to: nil)
        #expect(!written.contains(#"\p"#))
        #expect(!written.contains(#"\s"#))
        let pinned = try encoding.pcre2Splitter(), complete = Splitter.pcre2(try PCRE2Pattern(written))
        var random = RandomText(seed: 6)
        for text in NastyTexts.all + (0..<2_000).map({ _ in random.scalars(random.number(in: 1...40)) }) {
            let bytes = Array(text.utf8)
            #expect(cuts(of: bytes, by: complete) == cuts(of: bytes, by: pinned), "\(text.debugDescription)")
        }
        #expect(cuts(of: Self.everything.text, by: complete) == cuts(of: Self.everything.text, by: pinned))
    }

    @Test("Without a known version all categories have their scalars too", arguments: ["Lu", "C", "Cs", "Cn", "Co"])
    func categoryOfUnknownVersion(name: String) throws {
        let members = starts { $0.hasPrefix(name) }, others = starts { !$0.hasPrefix(name) }
        #expect(try matched(PatternUnicode.pinned("\\p{\(name)}", to: nil)) == members)
        #expect(try matched(PatternUnicode.pinned("[\\p{\(name)}]", to: nil)) == members)
        #expect(try matched(PatternUnicode.pinned("[\\P{\(name)}]", to: nil)) == others)
        #expect(try matched(PatternUnicode.pinned("\\P{\(name)}", to: nil)) == others)
    }

    @Test("A known version gets no more than it lacks")
    func knownVersions() {
        #expect(PatternUnicode.pinned(#"\p{L}\P{N}[\p{M}]"#, to: .unicode16) == #"\p{L}\P{N}[\p{M}]"#)
        #expect(PatternUnicode.pinned(#"\p{Lu}"#, to: .unicode14).hasPrefix(#"[\p{Lu}\x{"#))
        #expect(PatternUnicode.pinned(#"[^\p{Lu}]"#, to: .unicode14).hasPrefix(#"[^\p{Lu}\x{"#))
    }

    @Test(
        "What isn't a category, or is escaped, stays as it is",
        arguments: [
            #"\p{Han}"#, #"\w\b"#, #"\\p{L}"#, #"\\s"#, #"a\.b"#, "[]a]", "[^]a]", #"\["#, #"\p"#, #"\p{L"#, "\\", "",
        ])
    func untouched(pattern: String) {
        #expect(PatternUnicode.pinned(pattern, to: nil) == pattern)
    }

    @Test("Classes are told by their brackets, whatever stands in them")
    func classes() throws {
        #expect(try matches(of: #"[]\s]"#, in: "a] b") == ["]", " "])
        #expect(try matches(of: #"[^]\s]"#, in: "a] b") == ["a", "b"])
        #expect(try matches(of: #"[\]\s]"#, in: "a] b") == ["]", " "])
        #expect(try matches(of: #"\[\s"#, in: "[ x") == ["[ "])
        #expect(try matches(of: #"[[:digit:]\s]"#, in: "1 ]x") == ["1", " "])
        #expect(try matches(of: #"[[:^digit:]\s]"#, in: "1 ]") == [" ", "]"])
        #expect(try matches(of: #"[[:\s]"#, in: "[: x") == ["[", ":", " "])
        #expect(try matches(of: "[\u{301}\\s]", in: "e\u{301} ]") == ["\u{301}", " "])
    }

    @Test("Brackets that are quoted or in a comment open no class")
    func quoted() throws {
        #expect(try matches(of: #"\Q[\E\s"#, in: "[ [x") == ["[ "])
        #expect(try matches(of: #"(?#[)\s"#, in: "[ x") == [" "])
        #expect(try matches(of: #"\Q\s"#, in: #" \s"#) == [#"\s"#])
    }
}
