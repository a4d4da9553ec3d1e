extension Encoding {
    /// An encoding of the user's own: any rank file, pattern and special tokens.
    ///
    /// - Parameters:
    ///   - name: how it's called in messages.
    ///   - rankFile: the content of a `.tiktoken` file: a line a token, its bytes in Base64, a space,
    ///     its rank. All 256 bytes must be tokens; ranks may have gaps. Reading takes O(n) lookups
    ///     in its size, about 0.1 s for 100,000 tokens.
    ///   - pattern: how text is cut into pieces, in PCRE2's syntax, whose `\p{…}`, `\s` and `\d` go by
    ///     Unicode 16. Text that it doesn't match has no tokens.
    ///   - normalization: what is done to text first.
    ///   - specialTokens: their ids must not be ranks.
    ///   - preTokenizer: by default the scanner for a pattern it knows, else PCRE2.
    /// - Throws: ``CustomEncodingError``, with the reason.
    public init(
        name: String, rankFile: some TokenizableText, pattern: String, normalization: TextNormalization = .none,
        specialTokens: [SpecialToken] = [], preTokenizer: PreTokenizer = .automatic
    ) throws(CustomEncodingError) {
        let built = rankFile.withBytes { file in
            Result { () throws(VocabularyError) in try VocabularyBuilder.build(rankFile: file) }
        }
        let vocabulary: Vocabulary
        switch built {
        case .success(let value): vocabulary = value
        case .failure(let error): throw CustomEncodingError.vocabulary(error)
        }
        do throws(EncodingError) {
            self.init(
                Storage(
                    name: name, pattern: pattern, vocabulary: vocabulary,
                    splitter: try Splitter(pattern: pattern, preTokenizer: preTokenizer, encoding: name),
                    normalization: normalization,
                    specialTokens: try SpecialTokens(specialTokens, vocabulary: vocabulary)))
        } catch {
            throw CustomEncodingError.encoding(error)
        }
    }

    /// The rank file that the encoding's vocabulary is made from, byte for byte, if its lines were in
    /// the order of their ranks. O(bytes).
    public var rankFile: [UInt8] { RankFile.write(storage.vocabulary) }

    /// The vocabulary as the block of bytes that `Vocab/` holds. O(its bytes).
    package var vocabularyImage: [UInt8] { storage.vocabulary.imageBytes }
}

/// Why an encoding of the user's own can't be made.
public enum CustomEncodingError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The rank file isn't a vocabulary.
    case vocabulary(VocabularyError)
    /// The pattern, the special tokens or the pre-tokenizer don't fit.
    case encoding(EncodingError)

    /// A stable name of the kind of error.
    public var code: String {
        switch self {
        case .vocabulary(let error): error.code.rawValue
        case .encoding(let error): error.code
        }
    }

    /// A sentence for people.
    public var description: String {
        switch self {
        case .vocabulary(let error): "the rank file: \(error)"
        case .encoding(let error): error.description
        }
    }
}
