/// A tokenizer: how one family of models turns text into token ids.
///
/// A pre-tokenizer cuts text into pieces; each piece that is a token stays whole, and every other is
/// merged from its bytes, pair by pair, in the order of the tokens' ranks. The ids are those of the
/// reference for every input: of tiktoken 0.14 for OpenAI's encodings, of dashscope 2.0 for Qwen's.
///
/// ```swift
/// let encoding = Encoding.o200kBase
/// encoding.count("Hello, world!")                 // 4
/// encoding.encode("Hello, world!")                // [13225, 11, 2375, 0]
/// try encoding.decodeText([13225, 11, 2375, 0])   // "Hello, world!"
/// ```
///
/// An encoding is an immutable value that threads may share; copying it is copying a reference.
public struct Encoding: Sendable {
    let storage: Storage

    init(_ storage: Storage) { self.storage = storage }

    /// The encoding's name, such as "o200k_base".
    public var name: String { storage.name }

    /// The pattern that cuts text into pieces, as a regular expression in PCRE2's syntax.
    public var pattern: String { storage.pattern }

    /// What is done to text before it's cut.
    public var normalization: TextNormalization { storage.normalization }

    /// One more than the greatest id, special tokens included: the size of a model's output layer.
    /// Not every id below it need be a token's.
    public var vocabularySize: Int { storage.vocabularySize }

    /// How many tokens there are, special ones not counted.
    public var tokenCount: Int { storage.vocabulary.tokenCount }

    /// The SHA-256 of the published rank file, in hexadecimal; nil for an encoding of the user's own.
    public var rankFileSHA256: String? { storage.rankFileSHA256 }

    /// The special tokens, in the order of their ids.
    public var specialTokens: [SpecialToken] { storage.specialTokens.tokens }

    /// The same encoding, with its pre-tokenizer chosen by name.
    ///
    /// - Throws: ``EncodingError/noScanner(encoding:)`` where the scanner doesn't know the pattern.
    public func with(preTokenizer: PreTokenizer) throws(EncodingError) -> Encoding {
        Encoding(try storage.with(preTokenizer: preTokenizer))
    }

    /// The same encoding with other special tokens, as models that share a vocabulary have them.
    ///
    /// - Throws: ``EncodingError/invalidSpecialToken(_:)`` for an empty name, one that stands twice, and
    ///   an id that a token has.
    public func with(specialTokens: [SpecialToken]) throws(EncodingError) -> Encoding {
        Encoding(try storage.with(specialTokens: specialTokens))
    }
}

extension Encoding: CustomStringConvertible {
    public var description: String { name }
}

extension Encoding {
    /// What an encoding is made of.
    final class Storage: Sendable {
        let name: String
        let pattern: String
        let vocabulary: Vocabulary
        let splitter: Splitter
        let normalization: TextNormalization
        let specialTokens: SpecialTokens
        let rankFileSHA256: String?
        let safeCut: SafeCut
        /// For counting, and for encoding.
        let countCaches = PieceCachePool(hasValues: false)
        let encodeCaches = PieceCachePool(hasValues: true)

        init(
            name: String, pattern: String, vocabulary: Vocabulary, splitter: Splitter,
            normalization: TextNormalization = .none, specialTokens: SpecialTokens, rankFileSHA256: String? = nil
        ) {
            self.name = name
            self.pattern = pattern
            safeCut = SafeCut(pattern: pattern)
            self.vocabulary = vocabulary
            self.splitter = splitter
            self.normalization = normalization
            self.specialTokens = specialTokens
            self.rankFileSHA256 = rankFileSHA256
        }

        var vocabularySize: Int {
            max(vocabulary.idLimit, specialTokens.tokens.last.map { Int($0.id) + 1 } ?? 0)
        }

        /// Whether text may belong to no piece, as with a pattern that doesn't match all of it.
        var mayLeaveGaps: Bool { !Pattern.isBuiltIn(pattern) }

        func with(preTokenizer: PreTokenizer) throws(EncodingError) -> Storage {
            Storage(
                name: name, pattern: pattern, vocabulary: vocabulary,
                splitter: try Splitter(pattern: pattern, preTokenizer: preTokenizer, encoding: name),
                normalization: normalization, specialTokens: specialTokens, rankFileSHA256: rankFileSHA256)
        }

        func with(specialTokens tokens: [SpecialToken]) throws(EncodingError) -> Storage {
            Storage(
                name: name, pattern: pattern, vocabulary: vocabulary, splitter: splitter, normalization: normalization,
                specialTokens: try SpecialTokens(tokens, vocabulary: vocabulary), rankFileSHA256: rankFileSHA256)
        }
    }
}
