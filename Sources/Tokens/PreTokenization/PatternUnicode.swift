internal import CPCRE2

/// Makes a pattern mean by Unicode 16 what it says, whatever Unicode the PCRE2 library has.
///
/// The reference splits by Unicode 16. PCRE2 10.42 has Unicode 14, and its `\s` also has U+180E, so
/// general categories (`\p{L}`, `\P{Lu}`, `\pN`), `\s` and `\d` are written with the ranges that
/// the library lacks, or with all of them where it has some too many. Scripts and `\w` stay as the
/// library has them.
enum PatternUnicode {
    /// The version that the PCRE2 library is built on; nil for one whose differences aren't known.
    static let libraryVersion: GeneralCategory.Version? = {
        let name = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { buffer in
            let count = pcre2_config_8(UInt32(PCRE2_CONFIG_UNICODE_VERSION), buffer.baseAddress)
            return String(decoding: buffer.prefix(max(0, Int(count) - 1)), as: UTF8.self)
        }
        return GeneralCategory.Version(rawValue: name)
    }()

    /// White_Space, which Unicode keeps stable.
    private static let whiteSpace: [ClosedRange<UInt32>] = [
        0x09...0x0D, 0x20...0x20, 0x85...0x85, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A,
        0x2028...0x2029, 0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000,
    ]

    /// `pattern` for a library built on `version`. O(its length), times the ranges of a category.
    static func pinned(_ pattern: String, to version: GeneralCategory.Version?) -> String {
        var output = String.UnicodeScalarView()
        // Scalars, not characters: a mark after a bracket is a member, not a part of the bracket.
        var rest = Substring(pattern).unicodeScalars
        var isInClass = false
        while let scalar = rest.first {
            if scalar == "\\" {
                output += escape(&rest, isInClass: isInClass, version: version).unicodeScalars
            } else if let end = endOfOpaquePart(rest, isInClass: isInClass) {
                output += rest[..<end]
                rest = rest[end...]
            } else {
                output.append(rest.removeFirst())
                if scalar == "[", !isInClass {
                    isInClass = true
                    // A bracket that comes first, or right after the caret, is one of the members.
                    if rest.first == "^" { output.append(rest.removeFirst()) }
                    if rest.first == "]" { output.append(rest.removeFirst()) }
                } else if scalar == "]" {
                    isInClass = false
                }
            }
        }
        return String(output)
    }

    /// Where what `rest` begins with ends, if brackets in it open and close no class: `[:alpha:]`
    /// within a class, a comment outside of one.
    private static func endOfOpaquePart(
        _ rest: Substring.UnicodeScalarView, isInClass: Bool
    ) -> Substring.UnicodeScalarView.Index? {
        if !isInClass {
            guard rest.starts(with: "(?#".unicodeScalars) else { return nil }
            return rest.firstIndex(of: ")").map { rest.index(after: $0) }
        }
        guard rest.starts(with: "[:".unicodeScalars) else { return nil }
        let name = rest.dropFirst(2).drop { $0 == "^" || ("a"..."z").contains($0) }
        return name.starts(with: ":]".unicodeScalars) ? name.index(name.startIndex, offsetBy: 2) : nil
    }

    /// Takes the escape that `rest` begins with and returns what to write for it.
    private static func escape(
        _ rest: inout Substring.UnicodeScalarView, isInClass: Bool, version: GeneralCategory.Version?
    ) -> String {
        let start = rest
        rest.removeFirst()
        guard let letter = rest.popFirst() else { return "\\" }
        switch letter {
        case "s", "S":
            return write(whiteSpace, isNegative: letter == "S", isInClass: isInClass)
        case "d", "D":
            return property("Nd", isNegative: letter == "D", isInClass: isInClass, version: version) ?? ""
        case "p", "P":
            guard let name = propertyName(&rest) else { break }
            let isNegative = (letter == "P") != name.hasPrefix("^")
            let plain = name.hasPrefix("^") ? String(name.dropFirst()) : name
            if let written = property(plain, isNegative: isNegative, isInClass: isInClass, version: version) {
                return written
            }
        case "Q":
            // All is literal up to \E.
            while let scalar = rest.popFirst() {
                if scalar == "\\", rest.first == "E" { break }
            }
        default: break
        }
        return String(start[start.startIndex..<rest.startIndex])
    }

    /// The name after `\p`: a letter, or what stands in braces.
    private static func propertyName(_ rest: inout Substring.UnicodeScalarView) -> String? {
        guard rest.first == "{" else { return rest.popFirst().map { String($0) } }
        guard let end = rest.firstIndex(of: "}") else { return nil }
        let name = rest[rest.index(after: rest.startIndex)..<end]
        rest = rest[rest.index(after: end)...]
        return String(name)
    }

    private static func property(
        _ name: String, isNegative: Bool, isInClass: Bool, version: GeneralCategory.Version?
    ) -> String? {
        guard let mask = GeneralCategory.mask(named: name) else { return nil }
        if let version {
            let difference = GeneralCategory.difference(of: mask, from: version)
            if difference.surplus.isEmpty, difference.missing.isEmpty {
                return (isNegative ? "\\P{" : "\\p{") + name + "}"
            }
            if difference.surplus.isEmpty, !(isNegative && isInClass) {
                let members = "\\p{" + name + "}" + difference.missing.map(write).joined()
                return isInClass ? members : (isNegative ? "[^" : "[") + members + "]"
            }
        }
        let ranges = GeneralCategory.ranges(of: mask)
        // Surrogates are in no text, and PCRE2 refuses them in a pattern.
        if ranges == [surrogates] { return nil }
        return write(ranges, isNegative: isNegative, isInClass: isInClass)
    }

    private static let surrogates: ClosedRange<UInt32> = 0xD800...0xDFFF

    private static func write(_ ranges: [ClosedRange<UInt32>], isNegative: Bool, isInClass: Bool) -> String {
        if !isInClass { return (isNegative ? "[^" : "[") + ranges.map(write).joined() + "]" }
        return (isNegative ? complement(of: ranges) : ranges).map(write).joined()
    }

    private static func write(_ range: ClosedRange<UInt32>) -> String {
        if range.overlaps(surrogates) {
            let before =
                range.lowerBound < surrogates.lowerBound ? write(range.lowerBound...(surrogates.lowerBound - 1)) : ""
            let after =
                range.upperBound > surrogates.upperBound ? write((surrogates.upperBound + 1)...range.upperBound) : ""
            return before + after
        }
        let first = "\\x{" + String(range.lowerBound, radix: 16) + "}"
        return range.count == 1 ? first : first + "-\\x{" + String(range.upperBound, radix: 16) + "}"
    }

    private static func complement(of ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var gaps: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges {
            if range.lowerBound > next { gaps.append(next...(range.lowerBound - 1)) }
            next = range.upperBound + 1
        }
        if next <= 0x10FFFF { gaps.append(next...0x10FFFF) }
        return gaps
    }
}
