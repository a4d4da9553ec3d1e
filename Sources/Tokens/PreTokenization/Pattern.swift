internal import CScanner

/// The patterns of the built-in encodings, as the reference has them.
enum Pattern {
    static let r50k = #"'(?:[sdmt]|ll|ve|re)| ?\p{L}++| ?\p{N}++| ?[^\s\p{L}\p{N}]++|\s++$|\s+(?!\S)|\s"#

    static let cl100k =
        #"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|"#
        + #"\s++$|\s*[\r\n]|\s+(?!\S)|\s"#

    static let o200k =
        #"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|"#
        + #"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|"#
        + #"\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"#

    static let qwen =
        #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|"#
        + #"\s*[\r\n]+|\s+(?!\S)|\s+"#

    /// Whether this is one of them.
    static func isBuiltIn(_ expression: String) -> Bool { scannerPattern(for: expression) != nil }

    /// The scanner's own form of a pattern, where it has one.
    static func scannerPattern(for expression: String) -> scanner_pattern? {
        switch expression {
        case r50k: scanner_pattern_r50k
        case cl100k: scanner_pattern_cl100k
        case o200k: scanner_pattern_o200k
        case qwen: scanner_pattern_qwen
        default: nil
        }
    }
}

extension Splitter {
    /// The splitter for `pattern` that `preTokenizer` asks for.
    init(pattern: String, preTokenizer: PreTokenizer, encoding: String) throws(EncodingError) {
        let known = Pattern.scannerPattern(for: pattern)
        switch (preTokenizer, known) {
        case (.automatic, let known?), (.scanner, let known?): self = .scanner(known)
        case (.scanner, nil): throw EncodingError.noScanner(encoding: encoding)
        case (.automatic, nil), (.pcre2, _): self = .pcre2(try PCRE2Pattern(pattern))
        }
    }
}
