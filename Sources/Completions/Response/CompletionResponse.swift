/// A model's answer, in one form for every provider.
public struct CompletionResponse: Hashable, Sendable {
    /// The provider's name for the answer; empty where it gave none.
    public var id: String

    /// The provider that answered.
    public var provider: String

    /// The model that answered, as the provider calls it.
    public var model: String

    /// What the model said, reasoned and called, in its order; can be sent back as an assistant's message.
    public var content: [Message.Part]

    /// Why the answer ended; nil where the provider didn't say, as when a stream was cut.
    public var stopReason: StopReason?

    /// The text at which the answer stopped, where the provider names it.
    public var stopSequence: String?

    /// The tokens that were billed; nil where the provider didn't report them.
    public var usage: Usage?

    /// Whether the usage is an estimate, because the answer broke off before the provider could report it.
    public var isUsageEstimated: Bool

    /// The service tier that served the request, as the provider calls it.
    public var serviceTier: String?

    /// What the answer cost; nil where the model has no known price or the usage isn't known.
    public var cost: Money?

    /// Why `cost` is nil, in a sentence.
    public var costReason: String?

    /// What was changed about the request so that the model takes it, in sentences.
    public var adaptations: [String]

    /// The provider's answer as it came; of a stream, its last object with the usage.
    public var raw: JSONValue?

    /// An answer.
    public init(
        id: String = "", provider: String, model: String, content: [Message.Part] = [], stopReason: StopReason? = nil,
        stopSequence: String? = nil, usage: Usage? = nil, serviceTier: String? = nil, raw: JSONValue? = nil
    ) {
        self.id = id
        self.provider = provider
        self.model = model
        self.content = content
        self.stopReason = stopReason
        self.stopSequence = stopSequence
        self.usage = usage
        self.serviceTier = serviceTier
        self.raw = raw
        isUsageEstimated = false
        adaptations = []
    }

    /// The text of the answer, without reasoning.
    public var text: String {
        content.reduce(into: "") { if case .text(let text) = $1 { $0 += text } }
    }

    /// The calls the model asks for.
    public var toolCalls: [ToolCall] {
        content.compactMap { if case .toolCall(let call) = $0 { call } else { nil } }
    }

    /// What the model reasoned, in words; empty where it didn't or the provider keeps it.
    public var reasoning: String {
        content.reduce(into: "") { if case .reasoning(let reasoning) = $1 { $0 += reasoning.text } }
    }

    /// The answer as a message, to go on with the conversation.
    public var message: Message { Message(role: .assistant, content: content) }
}
