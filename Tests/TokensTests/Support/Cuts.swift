@testable import Tokens

/// Where a splitter cuts `text`: the end of each piece. Nil where the pieces leave a gap.
func cuts(of text: [UInt8], by splitter: Splitter) -> [Int]? {
    var ends: [Int] = []
    var isWhole = true
    text.withUnsafeBufferPointer { bytes in
        splitter.forEachPiece(in: bytes) { start, end in
            isWhole = isWhole && start == ends.last ?? 0
            ends.append(end)
            return true
        }
    }
    return isWhole && ends.last ?? 0 == text.count ? ends : nil
}

extension Encoding {
    var splitter: Splitter { storage.splitter }

    /// The splitter by PCRE2 for the same pattern.
    func pcre2Splitter(usesJIT: Bool = true) throws -> Splitter {
        .pcre2(try PCRE2Pattern(pattern, usesJIT: usesJIT))
    }
}

/// The text of each match of `pattern` in `text`.
func matches(of pattern: String, in text: String, usesJIT: Bool = true) throws -> [String] {
    let bytes = Array(text.utf8)
    var found: [String] = []
    try bytes.withUnsafeBufferPointer { buffer in
        try PCRE2Pattern(pattern, usesJIT: usesJIT).forEachMatch(in: buffer) { start, end in
            found.append(String(decoding: bytes[start..<end], as: UTF8.self))
            return true
        }
    }
    return found
}
