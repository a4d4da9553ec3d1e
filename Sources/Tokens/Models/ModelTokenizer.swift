/// How a model's tokens are counted, and how sure it is that they are counted so.
public struct ModelTokenizer: Sendable {
    /// The model, as it was asked for.
    public let model: String
    /// What counts.
    public let counter: any TokenCounter
    /// What the choice rests on.
    public let basis: Basis

    /// What the choice of a tokenizer rests on.
    public enum Basis: Sendable, Equatable {
        /// It's the model's own.
        case known
        /// It's most likely the model's own; the sentence says why that isn't sure.
        case guess(String)
        /// It's another's, the nearest there is; the sentence says so.
        case approximation(String)
    }

    init(model: String, counter: any TokenCounter, basis: Basis) {
        self.model = model
        self.counter = counter
        self.basis = basis
    }

    /// The tokenizer of a model, by its name. O(known models).
    ///
    /// OpenAI's by tiktoken's table, Claude's by the version in the name, Qwen's up to Qwen 3. A version of
    /// Claude that nothing is known of is a ``Basis/guess(_:)``; any other name that isn't known is an error.
    ///
    /// - Throws: ``EncodingError/unknownModel(_:nearest:)``, ``EncodingError/noVocabulary(_:reason:)``.
    public init(forModel model: String) throws(EncodingError) {
        if let claude = ClaudeModels.tokenizer(forModel: model) {
            self = claude
        } else {
            self.init(model: model, counter: try Encoding(forModel: model), basis: .known)
        }
    }
}

extension Encoding {
    /// The encoding of a model, by its exact name or a prefix such as `gpt-4o-`. O(known models).
    ///
    /// - Throws: ``EncodingError/unknownModel(_:nearest:)``: a name is never guessed.
    ///   ``EncodingError/countsOnly(_:)`` for Claude, ``EncodingError/noVocabulary(_:reason:)`` for Qwen 3.5
    ///   and later.
    public init(forModel model: String) throws(EncodingError) {
        if let name = ModelEncodings.encodingName(forModel: model) {
            try self.init(named: name)
        } else if QwenModels.contains(model) {
            try self.init(named: try QwenModels.encodingName(forModel: model))
        } else if ClaudeModels.tokenizer(forModel: model) != nil {
            throw EncodingError.countsOnly(model)
        } else {
            let known = ModelEncodings.names + QwenModels.names + ClaudeModels.names
            throw EncodingError.unknownModel(model, nearest: NearNames.nearest(to: model, among: known))
        }
    }
}
