internal import CScanner
internal import CVocab

extension Encoding {
    /// GPT-3 and the first embeddings; the same as GPT-2's.
    public static let r50kBase = builtIn("r50k_base", .r50k, Pattern.r50k, scanner_pattern_r50k, [endOfText(50256)])

    /// GPT-2, whose tokens are those of ``r50kBase``.
    public static let gpt2 = builtIn("gpt2", .r50k, Pattern.r50k, scanner_pattern_r50k, [endOfText(50256)])

    /// Codex and the later GPT-3 models.
    public static let p50kBase = builtIn("p50k_base", .p50k, Pattern.r50k, scanner_pattern_r50k, [endOfText(50256)])

    /// The edit models of GPT-3.
    public static let p50kEdit = builtIn(
        "p50k_edit", .p50k, Pattern.r50k, scanner_pattern_r50k, [endOfText(50256)] + fillInTheMiddle(from: 50281))

    /// GPT-3.5, GPT-4 and the second and third embeddings.
    public static let cl100kBase = builtIn(
        "cl100k_base", .cl100k, Pattern.cl100k, scanner_pattern_cl100k,
        [endOfText(100257)] + fillInTheMiddle(from: 100258) + [endOfPrompt(100276)])

    /// GPT-4o, GPT-4.1, GPT-5 and the o-series.
    public static let o200kBase = builtIn(
        "o200k_base", .o200k, Pattern.o200k, scanner_pattern_o200k, [endOfText(199999), endOfPrompt(200018)])

    /// The open-weight gpt-oss models: ``o200kBase`` with the special tokens of the harmony format.
    public static let o200kHarmony = builtIn(
        "o200k_harmony", .o200k, Pattern.o200k, scanner_pattern_o200k, harmonyTokens)

    /// Alibaba's Qwen up to 3, with the special tokens of the API's own tokenizer. Text is brought into
    /// Normalization Form C first, so that ids may decode to other bytes than were encoded.
    public static let qwen = builtIn(
        "qwen", .qwen, Pattern.qwen, scanner_pattern_qwen, QwenTokens.api, normalization: .formC)

    /// Qwen 2, 2.5 and 3 as their weights are published: ``qwen`` with the special tokens of the models' files.
    public static let qwen3 = builtIn(
        "qwen3", .qwen, Pattern.qwen, scanner_pattern_qwen, QwenTokens.openWeights, normalization: .formC)

    /// All built-in encodings, in the order they were published.
    public static var all: [Encoding] { builtIns.map { $0.make() } }

    /// The names of all built-in encodings, which costs less than to make them.
    public static var names: [String] { builtIns.map(\.name) }

    // Made where they're asked for: an encoding with a thousand special tokens takes time to make.
    private static var builtIns: [(name: String, make: () -> Encoding)] {
        [
            ("gpt2", { gpt2 }), ("r50k_base", { r50kBase }), ("p50k_base", { p50kBase }), ("p50k_edit", { p50kEdit }),
            ("cl100k_base", { cl100kBase }), ("o200k_base", { o200kBase }), ("o200k_harmony", { o200kHarmony }),
            ("qwen", { qwen }), ("qwen3", { qwen3 }),
        ]
    }

    /// The built-in encoding with this name.
    ///
    /// - Throws: ``EncodingError/unknownEncoding(_:nearest:)``.
    public init(named name: String) throws(EncodingError) {
        guard let builtIn = Encoding.builtIns.first(where: { $0.name == name }) else {
            throw EncodingError.unknownEncoding(name, nearest: NearNames.nearest(to: name, among: Encoding.names))
        }
        self = builtIn.make()
    }

    private static func builtIn(
        _ name: String, _ builtIn: Vocabulary.BuiltIn, _ pattern: String, _ scanner: scanner_pattern,
        _ special: [SpecialToken], normalization: TextNormalization = .none
    ) -> Encoding {
        let vocabulary = builtIn.value
        guard let specialTokens = try? SpecialTokens(special, vocabulary: vocabulary) else {
            preconditionFailure("the special tokens of \(name) contradict its vocabulary")
        }
        return Encoding(
            Storage(
                name: name, pattern: pattern, vocabulary: vocabulary, splitter: .scanner(scanner),
                normalization: normalization, specialTokens: specialTokens, rankFileSHA256: builtIn.rankFileSHA256))
    }

    private static func endOfText(_ id: TokenID) -> SpecialToken { SpecialToken(name: "<|endoftext|>", id: id) }

    private static func endOfPrompt(_ id: TokenID) -> SpecialToken { SpecialToken(name: "<|endofprompt|>", id: id) }

    private static func fillInTheMiddle(from id: TokenID) -> [SpecialToken] {
        ["prefix", "middle", "suffix"].enumerated().map { position, part in
            SpecialToken(name: "<|fim_\(part)|>", id: id + TokenID(position))
        }
    }

    // The harmony format names some ids and reserves all others; endofprompt keeps its id, so one
    // id has two names.
    private static var harmonyTokens: [SpecialToken] {
        let named: [TokenID: String] = [
            199998: "startoftext", 199999: "endoftext", 200002: "return", 200003: "constrain", 200005: "channel",
            200006: "start", 200007: "end", 200008: "message", 200012: "call",
        ]
        let range: ClosedRange<TokenID> = 199998...201087
        return [endOfPrompt(200018)] + range.map { SpecialToken(name: "<|\(named[$0] ?? "reserved_\($0)")|>", id: $0) }
    }
}

extension Vocabulary {
    /// The vocabularies of `Vocab/`, each opened once.
    enum BuiltIn: CaseIterable {
        case r50k, p50k, cl100k, o200k, qwen

        private static let r50kVocabulary = Vocabulary(embedded: vocab_name_r50k)
        private static let p50kVocabulary = Vocabulary(embedded: vocab_name_p50k)
        private static let cl100kVocabulary = Vocabulary(embedded: vocab_name_cl100k)
        private static let o200kVocabulary = Vocabulary(embedded: vocab_name_o200k)
        private static let qwenVocabulary = Vocabulary(embedded: vocab_name_qwen)

        var value: Vocabulary {
            switch self {
            case .r50k: Self.r50kVocabulary
            case .p50k: Self.p50kVocabulary
            case .cl100k: Self.cl100kVocabulary
            case .o200k: Self.o200kVocabulary
            case .qwen: Self.qwenVocabulary
            }
        }

        /// The hash of the published rank file; a test makes the file again and compares.
        var rankFileSHA256: String {
            switch self {
            case .r50k: "306cd27f03c1a714eca7108e03d66b7dc042abe8c258b44c199a7ed9838dd930"
            case .p50k: "94b5ca7dff4d00767bc256fdd1b27e5b17361d7b8a5f968547f9f23eb70d2069"
            case .cl100k: "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7"
            case .o200k: "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"
            case .qwen: "b2b1b8dfb5cc5f024bafc373121c6aba3f66f9a5a0269e243470a1de16a33186"
            }
        }
    }
}
