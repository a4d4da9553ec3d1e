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
