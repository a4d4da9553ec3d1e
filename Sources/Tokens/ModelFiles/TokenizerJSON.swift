internal import JSONValues

/// Reads a Hugging Face `tokenizer.json`.
///
/// The parts are those of the library `tokenizers` 0.23. Post-processors put tokens around a text and decoders
/// put tokens' texts together; neither has a say in the ids of a text.
enum TokenizerJSON {
    /// - Throws: ``ModelFileError``.
    static func description(of bytes: UnsafeBufferPointer<UInt8>) throws(ModelFileError) -> TokenizerDescription {
        let result = Result { () throws(JSONError) in
            try JSONReader.withBytes(of: bytes) { reader throws(JSONError) in try Content(&reader) }
        }
        switch result {
        case .success(let content): return try description(of: content)
        case .failure(let error): throw ModelFileError.malformed(error.description)
        }
    }

    /// What the file has, its long lists read one by one.
    private struct Content {
        var normalizer = JSONValue.null
        var preTokenizer = JSONValue.null
        var addedTokens = JSONValue.null
        /// All of the model but its lists.
        var model: [String: JSONValue] = [:]
        var vocabulary: [(token: String, id: Int)] = []
        var merges: [(left: String, right: String)] = []

        init(_ reader: inout JSONReader) throws(JSONError) {
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "normalizer": normalizer = try reader.value()
                case "pre_tokenizer": preTokenizer = try reader.value()
                case "added_tokens": addedTokens = try reader.value()
                case "model": try readModel(&reader)
                default: _ = try reader.value()
                }
            }
            try reader.end()
        }

        private mutating func readModel(_ reader: inout JSONReader) throws(JSONError) {
            try reader.beginObject()
            while let key = try reader.nextKey() {
                if key == "vocab", reader.peek() == UInt8(ascii: "{") {
                    try reader.beginObject()
                    while let token = try reader.nextKey() {
                        guard case .exact(let id) = try reader.number().integerValue,
                            (0..<VocabularyBuilder.idLimit).contains(id)
                        else { throw reader.error("expected a token's id") }
                        vocabulary.append((token, id))
                    }
                } else if key == "merges" {
                    try reader.beginArray()
                    while try reader.nextElement() { merges.append(try Self.merge(&reader)) }
                } else {
                    model[key] = try reader.value()
                }
            }
        }

        /// Two tokens with a space between, or as a list.
        private static func merge(_ reader: inout JSONReader) throws(JSONError) -> (left: String, right: String) {
            switch try reader.value() {
            case .string(let text):
                let space = text.utf8.firstIndex(of: UInt8(ascii: " ")) ?? text.endIndex
                guard space < text.endIndex else { break }
                return (String(text[..<space]), String(text[text.utf8.index(after: space)...]))
            case .array(let pair) where pair.count == 2:
                guard let left = pair[0].string, let right = pair[1].string else { break }
                return (left, right)
            default: break
            }
            throw reader.error("expected a merge")
        }
    }

    private static func description(of content: Content) throws(ModelFileError) -> TokenizerDescription {
        try requirePlainModel(content.model)
        guard !content.vocabulary.isEmpty else { throw ModelFileError.malformed("its model has no vocabulary") }
        var textSteps: [TextStep] = []
        try TokenizerParts.addTextSteps(of: content.normalizer, to: &textSteps)
        var pieceSteps = TokenizerParts.PieceSteps()
        try pieceSteps.add(content.preTokenizer)

        let fallsBack = content.model["byte_fallback"] == .bool(true)
        var lists = TokenLists(symbols: pieceSteps.isByteLevel ? .bytes : .characters(fallsBack: fallsBack))
        for (token, id) in content.vocabulary { lists.add(token, id: id) }
        for (rank, merge) in content.merges.enumerated() { try lists.addMerge(merge.left, merge.right, rank: rank) }
        var unknown: MergeModel.Unknown?
        if let name = content.model["unk_token"]?.string {
            guard let id = lists.id(of: name) else { throw ModelFileError.malformed("the unknown token has no id") }
            unknown = MergeModel.Unknown(id: id, isFused: content.model["fuse_unk"] == .bool(true))
        }
        let model = lists.model(keepsWholePieces: content.model["ignore_merges"] == .bool(true), unknown: unknown)

        var description = TokenizerDescription(textSteps: textSteps, pieceSteps: pieceSteps.steps, model: model)
        description.added = try TokenizerParts.addedTokens(content.addedTokens)
        (description.mark, description.prependsMark) = mark(textSteps, pieceSteps.steps)
        return description
    }

    private static func requirePlainModel(_ model: [String: JSONValue]) throws(ModelFileError) {
        if let type = model["type"]?.string, type != "BPE" { throw ModelFileError.unsupported("the model \(type)") }
        for key in ["continuing_subword_prefix", "end_of_word_suffix"] {
            if let text = model[key]?.string, !text.isEmpty { throw ModelFileError.unsupported("the model's \(key)") }
        }
        if case .number(let dropout)? = model["dropout"], dropout.integerValue != .exact(0) {
            throw ModelFileError.unsupported("the model's dropout")
        }
    }

    /// What stands for a space, and whether it's put before the text.
    private static func mark(_ textSteps: [TextStep], _ pieceSteps: [PieceStep]) -> (mark: [UInt8]?, isPrepended: Bool)
    {
        for case .marks(let mark, let prepending, _) in pieceSteps { return (mark, prepending != .never) }
        for case .replace([UInt8(ascii: " ")], let mark) in textSteps {
            let isPrepended = textSteps.contains { step in
                if case .prepend(let prefix) = step { prefix == mark || prefix == [UInt8(ascii: " ")] } else { false }
            }
            return (mark, isPrepended)
        }
        return (nil, false)
    }
}
