/// A request for a completion, in one form for every provider.
public struct CompletionRequest: Hashable, Sendable {
    /// The model's name, as its provider calls it.
    public var model: String

    /// Instructions that stand before the conversation.
    public var systemPrompt: String?

    /// The conversation, oldest first.
    public var messages: [Message]

    /// The tools the model may call.
    public var tools: [Tool]

    /// The most tokens the answer may have; nil for the model's own limit.
    public var maxTokens: Int?

    /// The sampling temperature; nil for the provider's default.
    public var temperature: Double?

    /// A request.
    public init(
        model: String, systemPrompt: String? = nil, messages: [Message], tools: [Tool] = [], maxTokens: Int? = nil,
        temperature: Double? = nil
    ) {
        self.model = model
        self.systemPrompt = systemPrompt
        self.messages = messages
        self.tools = tools
        self.maxTokens = maxTokens
        self.temperature = temperature
    }
}

/// A function that the model may ask the caller to run.
public struct Tool: Hashable, Sendable {
    /// The function's name.
    public var name: String

    /// What it does, in words for the model.
    public var description: String?

    /// Its arguments, as a JSON Schema.
    public var parameters: JSONValue

    /// A tool.
    public init(name: String, description: String? = nil, parameters: JSONValue) {
        self.name = name
        self.description = description
        self.parameters = parameters
    }
}
