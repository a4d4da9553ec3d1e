import ArgumentParser
import Completions

/// What a command sends to a model.
struct ContentOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A normalised request in JSON ('tokens estimate' reads the same); - for standard input.", valueName: "file"),
        completion: .file())
    var request: String?

    @Option(help: "Instructions that stand before the conversation.")
    var system: String?

    @Option(help: "The most tokens the answer may have.")
    var maxTokens: Int?

    @Option(help: "The sampling temperature.")
    var temperature: Double?

    @Argument(help: "What to say; - or none for standard input.")
    var prompt: String?

    func validate() throws {
        if let maxTokens, maxTokens < 1 { throw ValidationError("--max-tokens is 1 or more") }
        if request == "-", prompt == "-" {
            throw ValidationError("--request and the prompt can't both be standard input")
        }
    }

    /// The request that the options say, for a model in place of the request's own.
    func request(model: String?) throws -> CompletionRequest {
        var request = CompletionRequest(model: model ?? "", messages: [])
        if let file = self.request {
            let json = try JSONValue(parsing: try Input.bytes(of: file))
            // The form in which `tokens estimate` has it.
            let body = json["request"] ?? json
            request = try CompletionRequest(json: model.map { body.setting("model", to: .string($0)) } ?? body)
        }
        if let system { request.systemPrompt = system }
        if let maxTokens { request.maxTokens = maxTokens }
        if let temperature { request.temperature = temperature }
        if let prompt, prompt != "-" {
            request.messages.append(.user(prompt))
        } else if self.request == nil || prompt == "-" {
            let text = String(decoding: try Input.bytes(of: "-"), as: UTF8.self)
            guard !text.allSatisfy(\.isWhitespace) else {
                throw CommandError(
                    code: "bad_request", message: "the prompt is empty; give it as an argument or on standard input")
            }
            request.messages.append(.user(text))
        }
        guard !request.model.isEmpty else { throw ValidationError("name a model with --model, or in the request") }
        return request
    }
}

extension JSONValue {
    /// An object with another value for a key; anything else as it is.
    fileprivate func setting(_ key: String, to value: JSONValue) -> JSONValue {
        guard case .object(let members) = self else { return self }
        return .object([.init(key, value)] + members.filter { $0.key != key })
    }
}
