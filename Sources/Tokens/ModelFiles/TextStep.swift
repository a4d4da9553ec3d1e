/// One thing that a model's file says is done to text before it's cut.
enum TextStep: Sendable {
    case formC
    /// Put before text that isn't empty.
    case prepend([UInt8])
    /// Each occurrence of the first becomes the second.
    case replace([UInt8], with: [UInt8])
    /// Each match becomes these bytes.
    case replaceMatches(PCRE2Pattern, with: [UInt8])

    /// What becomes of valid UTF-8. O(n).
    func apply(to text: [UInt8]) -> [UInt8] {
        switch self {
        case .formC: return text.withUnsafeBufferPointer(NormalizationFormC.normalized) ?? text
        case .prepend(let prefix): return text.isEmpty ? text : prefix + text
        case .replace(let wanted, let replacement): return Self.replaced(wanted, in: text, with: replacement)
        case .replaceMatches(let pattern, let replacement):
            var output: [UInt8] = []
            var place = 0
            text.withUnsafeBufferPointer { bytes in
                pattern.forEachMatch(in: bytes) { start, end in
                    output += bytes[place..<start]
                    output += replacement
                    place = end
                    return true
                }
            }
            return output + text[place...]
        }
    }

    static func replaced(_ wanted: [UInt8], in text: [UInt8], with replacement: [UInt8]) -> [UInt8] {
        guard let first = wanted.first, text.contains(first) else { return text }
        var output: [UInt8] = []
        output.reserveCapacity(text.count + text.count / 4)
        var place = 0
        while place < text.count {
            if text[place] == first, text[place...].starts(with: wanted) {
                output += replacement
                place += wanted.count
            } else {
                output.append(text[place])
                place += 1
            }
        }
        return output
    }
}
