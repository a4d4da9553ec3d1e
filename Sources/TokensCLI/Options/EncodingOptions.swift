import ArgumentParser
import Tokens

/// Which encoding a command uses: by name, by model, or from the user's own files.
struct EncodingOptions: ParsableArguments {
    @Option(
        name: .shortAndLong, help: "The encoding: o200k_base, if not given ('tokens encodings' lists them).",
        completion: .list(Encoding.names))
    var encoding: String?

    @Option(
        name: .shortAndLong,
        help: "The model whose encoding to use, such as gpt-4o; to count also Claude's, such as claude-sonnet-5.")
    var model: String?

    @Option(help: "A .tiktoken rank file of your own, with --pattern.", completion: .file())
    var vocab: String?

    @Option(help: "How text is cut into pieces, as a regular expression, for --vocab.")
    var pattern: String?

    @Option(
        help: "A model's own tokenizer: a Hugging Face tokenizer.json or a GGUF file (count, encode, decode).",
        completion: .file())
    var tokenizer: String?

    @Option(help: "How to split text: automatic, scanner or pcre2; all give the same.")
    var preTokenizer: PreTokenizer = .automatic

    /// Whether it says how to cut text, other than by a model's name or its file.
    var namesEncoding: Bool { encoding != nil || vocab != nil || preTokenizer != .automatic }

    /// The tokenizer of the file that the options name; nil where they name none.
    func ownTokenizer() throws -> ModelFileTokenizer? {
        try tokenizer.map { path in try Input.withMapped(path) { try ModelFileTokenizer(name: path, file: $0) } }
    }

    mutating func validate() throws {
        if [encoding, model, vocab, tokenizer].compactMap({ $0 }).count > 1 {
            throw ValidationError("give one of --encoding, --model, --vocab and --tokenizer")
        }
        if tokenizer != nil, preTokenizer != .automatic {
            throw ValidationError("--pre-tokenizer isn't for --tokenizer, whose file says how to split")
        }
        if (vocab == nil) != (pattern == nil) {
            throw ValidationError("--vocab and --pattern need each other")
        }
        if let encoding, !Encoding.names.contains(encoding) {
            do { _ = try Encoding(named: encoding) } catch { throw ValidationError("\(error)") }
        }
    }

    /// What counts as the options say; of some models there's no encoding but a way to count. Where a model's
    /// tokenizer is a guess, says so to people.
    func counter() throws -> any TokenCounter {
        guard let model, preTokenizer == .automatic else { return try idTokenizer() }
        let tokenizer = try ModelTokenizer(forModel: model)
        if case .guess(let reason) = tokenizer.basis { StandardError.write("tokens: \(reason)") }
        return tokenizer.counter
    }

    /// What makes ids and reads them as the options say.
    func idTokenizer() throws -> any Tokenizer {
        if let tokenizer = try ownTokenizer() { return tokenizer }
        return try resolved()
    }

    /// The encoding that the options name; o200k_base where they name none.
    func resolved() throws -> Encoding {
        if tokenizer != nil { throw ValidationError("--tokenizer is for count, encode and decode alone") }
        if let vocab, let pattern {
            let file = try Input.bytes(of: vocab)
            return try Encoding(name: vocab, rankFile: file, pattern: pattern, preTokenizer: preTokenizer)
        }
        let chosen =
            if let model { try Encoding(forModel: model) } else { try Encoding(named: encoding ?? "o200k_base") }
        return preTokenizer == .automatic ? chosen : try chosen.with(preTokenizer: preTokenizer)
    }
}

extension PreTokenizer: ExpressibleByArgument {}

/// What bytes of input are that aren't UTF-8.
struct TextOptions: ParsableArguments {
    @Flag(
        help: """
            Take bytes that aren't UTF-8 as they are, so that decoding gives them back. Without it each \
            maximal part that isn't UTF-8 is read as U+FFFD.
            """)
    var bytes = false
}

/// Reading and answering a JSON value a line.
struct LinesOptions: ParsableArguments {
    @Flag(help: "Read a JSON value a line and answer each with a line, in order.")
    var jsonl = false
}
