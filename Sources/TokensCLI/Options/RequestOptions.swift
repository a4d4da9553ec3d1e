import ArgumentParser
import Completions
import Pricing
import Tokens

/// How a command reads requests.
struct RequestOptions: ParsableArguments {
    @Option(
        name: .shortAndLong, help: "Whose bodies requests are that name no provider; without it they are normalised.")
    var provider: String?

    @Option(name: .shortAndLong, help: "The model, in place of the one that a request names.")
    var model: String?

    @Option(
        help: "The tokenizer of models that you run yourself: a Hugging Face tokenizer.json or a GGUF file.",
        completion: .file())
    var tokenizer: String?

    @OptionGroup var prices: PriceOptions

    /// The tokenizer that the options name.
    func counter() throws -> (any TokenCounter)? {
        try tokenizer.map { path in
            try Input.withMapped(path) { try ModelFileTokenizer(name: path, file: $0) }
        }
    }

    /// The request that JSON says.
    func record(_ json: JSONValue, _ table: PriceTable) throws -> RequestRecord {
        try RequestRecord(json: json, provider: provider, model: model, table: table)
    }
}
