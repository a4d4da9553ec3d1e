/// Reads the tokenizer of a GGUF file, as llama.cpp applies it: its models "gpt2" (byte-level, with merges)
/// and "llama" (SentencePiece's, with scores).
enum GGUFTokenizer {
    /// - Throws: ``ModelFileError``.
    static func description(of bytes: UnsafeBufferPointer<UInt8>) throws(ModelFileError) -> TokenizerDescription {
        let metadata = Metadata(values: try GGUFReader.metadata(of: bytes, prefix: "tokenizer.ggml."))
        switch metadata.string("model") {
        case "gpt2": return try byteLevel(metadata)
        case "llama": return try sentencePiece(metadata)
        case let model?: throw ModelFileError.unsupported("GGUF's tokenizer model '\(model)'")
        case nil: throw ModelFileError.malformed("GGUF's metadata has no tokenizer.ggml.model")
        }
    }

    private struct Metadata {
        var values: [String: GGUFReader.Value]

        private func value(_ key: String) -> GGUFReader.Value? { values["tokenizer.ggml." + key] }

        func string(_ key: String) -> String? {
            if case .string(let bytes)? = value(key) { String(decoding: bytes, as: UTF8.self) } else { nil }
        }

        func strings(_ key: String) -> [String]? {
            if case .strings(let list)? = value(key) { list.map { String(decoding: $0, as: UTF8.self) } } else { nil }
        }

        func integers(_ key: String) -> [Int]? { if case .integers(let list)? = value(key) { list } else { nil } }
        func floats(_ key: String) -> [Float]? { if case .floats(let list)? = value(key) { list } else { nil } }
        func bool(_ key: String) -> Bool? { if case .bool(let flag)? = value(key) { flag } else { nil } }
        func integer(_ key: String) -> Int? { if case .integer(let number)? = value(key) { number } else { nil } }

        func tokens() throws(ModelFileError) -> [String] {
            guard let tokens = strings("tokens") else {
                throw ModelFileError.malformed("GGUF's metadata has no tokenizer.ggml.tokens")
            }
            return tokens
        }

        /// The tokens that are found in text as they are: those of the user's own always, control tokens where
        /// special tokens are allowed.
        func added(_ tokens: [String]) -> [AddedToken] {
            let control = 3, userDefined = 4
            return (integers("token_type") ?? []).enumerated().compactMap { id, type in
                guard type == control || type == userDefined, id < tokens.count else { return nil }
                return AddedToken(
                    name: Array(tokens[id].utf8), id: TokenID(id), isSpecial: type == control, isNormalized: false)
            }
        }
    }

    private static func byteLevel(_ metadata: Metadata) throws(ModelFileError) -> TokenizerDescription {
        let tokens = try metadata.tokens()
        let (steps, keepsWholePieces) = try preTokenizer(metadata.string("pre"))
        var lists = TokenLists(symbols: .bytes)
        for (id, token) in tokens.enumerated() { lists.add(token, id: id) }
        for (rank, merge) in (metadata.strings("merges") ?? []).enumerated() {
            // A token may be, but not begin with, the character that stands for a space.
            guard let space = merge.utf8.dropFirst().firstIndex(of: UInt8(ascii: " ")) else {
                throw ModelFileError.malformed("merge \(rank) isn't of two tokens")
            }
            try lists.addMerge(String(merge[..<space]), String(merge[merge.utf8.index(after: space)...]), rank: rank)
        }
        let model = lists.model(keepsWholePieces: keepsWholePieces, unknown: nil)
        return TokenizerDescription(pieceSteps: steps, model: model, added: metadata.added(tokens))
    }

    /// How text is cut, by the name that the file has for it; and whether pieces that are tokens stay whole.
    private static func preTokenizer(_ name: String?) throws(ModelFileError) -> ([PieceStep], Bool) {
        let patterns: [String]
        var keepsWholePieces = false
        switch name {
        case "gpt-2": patterns = [Pattern.r50k]
        case "llama-bpe", "llama3", "llama-v3":
            patterns = [Pattern.qwen.replacing(#"|\p{N}|"#, with: #"|\p{N}{1,3}|"#)]
            keepsWholePieces = true
        case "qwen2": patterns = [Pattern.qwen]
        case "gpt-4o": patterns = [Pattern.o200k]
        case "deepseek-v3":
            patterns = [
                #"\p{N}{1,3}"#, "[\u{4E00}-\u{9FA5}\u{3040}-\u{309F}\u{30A0}-\u{30FF}]+",
                ##"[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+|"##
                    + #" ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#,
            ]
        case let name: throw ModelFileError.unsupported("GGUF's pre-tokenizer '\(name ?? "default")'")
        }
        var steps: [PieceStep] = []
        for pattern in patterns {
            let splitter: Splitter =
                if let known = Pattern.scannerPattern(for: pattern) { .scanner(known) } else {
                    .pcre2(try TokenizerParts.regularExpression(pattern))
                }
            steps.append(.split(splitter, .isolated, isInverted: false))
        }
        return (steps, keepsWholePieces)
    }

    private static func sentencePiece(_ metadata: Metadata) throws(ModelFileError) -> TokenizerDescription {
        let tokens = try metadata.tokens()
        guard let scores = metadata.floats("scores"), scores.count == tokens.count else {
            throw ModelFileError.malformed("GGUF's metadata doesn't have a score for each token")
        }
        guard scores.allSatisfy({ !$0.isNaN }) else { throw ModelFileError.malformed("a token's score isn't a number") }
        var lists = TokenLists(symbols: .characters(fallsBack: true))
        for (id, token) in tokens.enumerated() { lists.add(token, id: id) }
        lists.addMerges(byScore: scores)
        let unknown = metadata.integer("unknown_token_id").flatMap { id in
            tokens.indices.contains(id) ? MergeModel.Unknown(id: TokenID(id), isFused: false) : nil
        }
        let mark = Array("\u{2581}".utf8)
        let prependsMark = metadata.bool("add_space_prefix") ?? true
        return TokenizerDescription(
            textSteps: (prependsMark ? [.prepend(mark)] : []) + [.replace([UInt8(ascii: " ")], with: mark)],
            model: lists.model(keepsWholePieces: false, unknown: unknown), added: metadata.added(tokens), mark: mark,
            prependsMark: prependsMark)
    }
}
