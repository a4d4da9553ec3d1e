/// Why a rank file isn't a vocabulary.
public struct VocabularyError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong. The raw value is stable.
    public enum Code: String, Sendable {
        /// The line isn't a token, a space and a rank.
        case malformedLine = "malformed_line"
        /// The token isn't Base64, or is empty.
        case malformedToken = "malformed_token"
        /// The rank isn't a decimal number.
        case malformedRank = "malformed_rank"
        /// The rank is 2,097,151 or more.
        case rankTooGreat = "rank_too_great"
        /// Another line has the same rank.
        case duplicateRank = "duplicate_rank"
        /// Another line has the same token.
        case duplicateToken = "duplicate_token"
        /// The token has more than 4,096 bytes.
        case tokenTooLong = "token_too_long"
        /// A single byte isn't among the tokens, so there would be text without ids.
        case missingByte = "missing_byte"
        /// All tokens together have 16 MiB or more.
        case tooLarge = "too_large"
    }

    /// The line the error was found in, counted from 1; nil where the whole file is meant.
    public let line: Int?
    /// What is wrong.
    public let code: Code
    /// The byte that's missing, for ``Code/missingByte``.
    public let missingByte: UInt8?

    init(line: Int?, _ code: Code, missingByte: UInt8? = nil) {
        self.line = line
        self.code = code
        self.missingByte = missingByte
    }

    /// A sentence for people.
    public var description: String {
        let place = line.map { "line \($0): " } ?? ""
        return place + sentence
    }

    private var sentence: String {
        switch code {
        case .malformedLine: "expected a Base64 token, a space and a rank"
        case .malformedToken: "the token isn't Base64 or is empty"
        case .malformedRank: "the rank isn't a decimal number"
        case .rankTooGreat: "the rank isn't below \(VocabularyBuilder.idLimit)"
        case .duplicateRank: "another line has the same rank"
        case .duplicateToken: "another line has the same token"
        case .tokenTooLong: "the token has more than \(VocabularyBuilder.tokenLengthLimit) bytes"
        case .missingByte:
            "no token for the single byte \(missingByte.map { String($0, radix: 16) } ?? "?"): all 256 are needed"
        case .tooLarge: "all tokens together have \(VocabularyBuilder.bytesLimit) bytes or more"
        }
    }
}
