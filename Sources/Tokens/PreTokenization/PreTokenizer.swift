internal import CScanner

/// How text is cut into pieces before merging; nothing merges across a cut.
public enum PreTokenizer: String, Sendable, CaseIterable {
    /// The scanner where it knows the pattern, else PCRE2.
    case automatic
    /// The scanner: C, for the patterns of r50k, cl100k, o200k and qwen.
    case scanner
    /// PCRE2, for any pattern.
    case pcre2
}

/// The chosen way to split by one pattern.
enum Splitter: Sendable {
    case scanner(scanner_pattern)
    case pcre2(PCRE2Pattern)

    /// Calls `body` with the first and last-but-one offset of each piece, in order, until it answers
    /// false. `text` must be valid UTF-8. The pieces are `text`, without gaps.
    @inline(__always)
    func forEachPiece(
        in text: UnsafeBufferPointer<UInt8>, _ body: (_ start: Int, _ end: Int) -> Bool
    ) {
        switch self {
        case .scanner(let pattern): Self.scan(text, pattern, body)
        case .pcre2(let pattern): pattern.forEachMatch(in: text, body)
        }
    }

    @inline(__always)
    private static func scan(
        _ text: UnsafeBufferPointer<UInt8>, _ pattern: scanner_pattern, _ body: (Int, Int) -> Bool
    ) {
        let batch = 512
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: batch) { ends in
            guard let base = text.baseAddress, let endsBase = ends.baseAddress else { return }
            var origin = 0
            while origin < text.count {
                let found = scanner_split(pattern, base + origin, text.count - origin, endsBase, batch)
                precondition(found > 0, "a piece is longer than 4 GiB")
                var start = origin
                for position in 0..<found {
                    let end = origin + Int(endsBase[position])
                    if !body(start, end) { return }
                    start = end
                }
                origin = start
            }
        }
    }
}
