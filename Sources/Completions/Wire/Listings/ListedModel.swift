/// A model as a provider lists it.
public struct ListedModel: Hashable, Sendable {
    /// The name by which it is asked for.
    public let id: String
    /// Its name for people; nil where it has none.
    public var displayName: String?
    /// The most tokens of input and output, or of input; nil where the provider doesn't say.
    public var contextLength: Int?
    /// The most tokens of output; nil where the provider doesn't say.
    public var maxOutput: Int?
    /// What it can do, in the provider's words: `vision`, `tools`, `thinking`.
    public var capabilities: [String] = []
    /// Whether a local server has it run elsewhere, where it is metered.
    public var isRemote = false
    /// The provider's own object.
    public let raw: JSONValue

    /// A model of which only the name is known.
    public init(id: String, raw: JSONValue = .null) {
        self.id = id
        self.raw = raw
    }
}

/// A page of a provider's models.
public struct ModelListing: Hashable, Sendable {
    /// The models, in the provider's order.
    public let models: [ListedModel]
    /// What the next page comes after, as `after_id` says it; nil where this is the last.
    public let nextPage: String?

    /// The models that a listing says: Anthropic's and OpenAI's `data`, Ollama's `models`, or a bare list.
    ///
    /// - Throws: `ProviderError`: `.badResponse` where the body is no listing, or the error that it says.
    public init(parsing body: some Sequence<UInt8>, provider: String) throws(ProviderError) {
        let json: JSONValue
        do { json = try JSONValue(parsing: body) } catch {
            throw ProviderError(.badResponse, "The listing is \(error).", provider: provider)
        }
        guard let items = (json["data"] ?? json["models"] ?? json).asArray else {
            throw WireBody.error(json, provider: provider)
        }
        models = items.compactMap { ListedModel($0) }
        nextPage = json["has_more"] == .bool(true) ? json["last_id"]?.string : nil
    }
}

extension ListedModel {
    /// Sources: docs.anthropic.com/en/api/models-list, platform.openai.com/docs/api-reference/models,
    /// docs.ollama.com/api/tags; hosts like OpenAI say more, each under its own key.
    fileprivate init?(_ item: JSONValue) {
        guard let id = (item["id"] ?? item["model"] ?? item["name"])?.string else { return nil }
        self.init(id: id, raw: item)
        displayName = (item["display_name"] ?? item["name"])?.string
        contextLength =
            (item["max_input_tokens"] ?? item["context_length"] ?? item["context_window"]
            ?? item["max_context_length"] ?? item["max_model_len"])?.integer
        maxOutput = (item["max_tokens"] ?? item["max_completion_tokens"])?.integer
        switch item["capabilities"] {
        case .array(let words)?: capabilities = words.compactMap(\.string)
        case .object(let members)?:
            capabilities = members.filter { $0.value == .bool(true) || $0.value["supported"] == .bool(true) }.map(\.key)
        default: break
        }
        isRemote = item["remote_host"] != nil
    }

    /// Takes what Ollama's `/api/show` says about the model.
    ///
    /// - Parameter details: The whole answer: `model_info` has the context length under the architecture's name.
    public mutating func take(ollamaDetails details: JSONValue) {
        if let architecture = details["model_info"]?["general.architecture"]?.string {
            contextLength = details["model_info"]?["\(architecture).context_length"]?.integer ?? contextLength
        }
        if let words = details["capabilities"]?.asArray { capabilities = words.compactMap(\.string) }
        isRemote = isRemote || details["remote_host"] != nil
    }
}
