/// Why an encoding can't be had, or can't encode or decode.
public enum EncodingError: Error, Equatable, Sendable {
    /// No encoding has this name; `nearest` are those whose names are most like it.
    case unknownEncoding(String, nearest: [String])
    /// No encoding is known for this model; `nearest` are known models with like names.
    case unknownModel(String, nearest: [String])
    /// The model's tokens can be counted, but their ids aren't known: see ``ModelTokenizer``.
    case countsOnly(String)
    /// The model's tokenizer is known, but its vocabulary isn't built in.
    case noVocabulary(String, reason: String)
    /// The pattern isn't a regular expression that PCRE2 understands.
    case invalidPattern(String, reason: String)
    /// The scanner doesn't know this encoding's pattern: choose PCRE2.
    case noScanner(encoding: String)
    /// A special token's name or id is also another's, or is empty.
    case invalidSpecialToken(String)
    /// The text has the name of a special token at `offset` (in bytes), and the policy rejects it.
    case specialTokenInText(String, offset: Int)
    /// The policy allows a special token that the encoding doesn't have.
    case unknownSpecialToken(String, encoding: String)
    /// The id at `index` is no token's.
    case unknownToken(TokenID, index: Int)
    /// The tokens' bytes aren't UTF-8: the first byte that isn't lies at `offset`.
    case notUTF8(offset: Int)

    /// A stable name of the kind of error.
    public var code: String {
        switch self {
        case .unknownEncoding: "unknown_encoding"
        case .unknownModel: "unknown_model"
        case .countsOnly: "counts_only"
        case .noVocabulary: "no_vocabulary"
        case .invalidPattern: "invalid_pattern"
        case .noScanner: "no_scanner"
        case .invalidSpecialToken: "invalid_special_token"
        case .specialTokenInText: "special_token_in_text"
        case .unknownSpecialToken: "unknown_special_token"
        case .unknownToken: "unknown_token"
        case .notUTF8: "not_utf8"
        }
    }
}

extension EncodingError: CustomStringConvertible {
    /// A sentence that says what to do.
    public var description: String {
        switch self {
        case .unknownEncoding(let name, let nearest):
            "no encoding is named '\(name)'" + Self.suggestion(nearest)
        case .unknownModel(let name, let nearest):
            "no encoding is known for the model '\(name)'" + Self.suggestion(nearest) + "; or name an encoding"
        case .countsOnly(let model):
            "the tokens of '\(model)' can be counted, but their ids aren't known: there's nothing to encode to"
        case .noVocabulary(let model, let reason):
            "'\(model)' can't be counted: \(reason); give its tokenizer as a file"
        case .invalidPattern(let pattern, let reason):
            "the pattern '\(pattern)' isn't a regular expression: \(reason)"
        case .noScanner(let encoding):
            "the scanner doesn't know the pattern of \(encoding): use the pre-tokenizer pcre2"
        case .invalidSpecialToken(let name):
            "the special token '\(name)' is empty, or its name or id is already taken"
        case .specialTokenInText(let name, let offset):
            "the text has the special token '\(name)' at byte \(offset): encode it as text, or allow it"
        case .unknownSpecialToken(let name, let encoding):
            "\(encoding) has no special token '\(name)'"
        case .unknownToken(let id, let index):
            "\(id), at index \(index), is no token of this encoding"
        case .notUTF8(let offset):
            "the tokens' bytes aren't UTF-8 from byte \(offset) on: decode to bytes, or leniently"
        }
    }

    private static func suggestion(_ nearest: [String]) -> String {
        nearest.isEmpty ? "" : "; did you mean " + nearest.joined(separator: ", ") + "?"
    }
}
