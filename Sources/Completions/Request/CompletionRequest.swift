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

    /// Which of them it may or must call; nil for the provider's default.
    public var toolChoice: ToolChoice?

    /// Whether the model may make several calls in one turn; nil for the provider's default.
    public var parallelToolCalls: Bool?

    /// The most tokens the answer may have; nil for the model's own limit.
    public var maxTokens: Int?

    /// The sampling temperature; nil for the provider's default.
    public var temperature: Double?

    /// The share of likely tokens to sample from; nil for the provider's default.
    public var topP: Double?

    /// Texts at which the answer stops.
    public var stop: [String]

    /// The form that the answer must have; nil for text.
    public var responseFormat: ResponseFormat?

    /// How much the model reasons; nil for its default.
    public var reasoningEffort: ReasoningEffort?

    /// The most tokens of reasoning, where the provider limits them apart; nil for its default.
    public var reasoningBudget: Int?

    /// How long the provider should keep the tools and the system prompt in its cache; nil for no mark.
    public var cache: CacheLifetime?

    /// The service tier to ask for, as the provider calls it; nil for its default.
    public var serviceTier: String?

    /// Who the answer is for, as an opaque id that providers use against abuse.
    public var userID: String?

    /// Keys that are put into the body as they are, over those that the adapter made.
    public var extras: [JSONValue.Member]

    /// A request; what is left out is the provider's default, and can be set later.
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
        stop = []
        extras = []
    }
}
