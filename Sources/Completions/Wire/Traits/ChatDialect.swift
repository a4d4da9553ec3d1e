/// How a provider's chat completions differ from OpenAI's, as data.
public struct ChatDialect: Hashable, Sendable {
    /// The path under the base URL.
    public var path = "/chat/completions"
    /// The key of the limit of an answer's tokens.
    public var maxTokensKey = "max_tokens"
    /// The key of the id of whom the answer is for; nil where there is none.
    public var userKey: String? = "user"
    /// The key of the effort of reasoning; nil where there is none.
    public var effortKey: String? = "reasoning_effort"
    /// The key that turns thinking on and off; nil where there is none.
    public var thinkingKey: String?
    /// The key of the limit of thinking; nil where there is none.
    public var thinkingBudgetKey: String?
    /// The key of an assistant's message under which its reasoning is handed back; nil where it is not.
    public var reasoningKey: String?
    /// The member that marks a part of a prompt for the cache; nil where there is none.
    public var cacheMark: JSONValue.Member?
    /// Whether the usage at a stream's end has to be asked for.
    public var asksForUsage = true
    /// Whether the padding of streams can be turned off.
    public var padsStreams = false
    /// Whether every answer is to be asked for as a stream.
    public var alwaysStreams = false
    /// Whether `tool_choice` is taken.
    public var takesToolChoice = true
    /// Whether `parallel_tool_calls` is taken.
    public var takesParallelToolCalls = true
    /// Whether images may be addresses.
    public var takesImageURLs = true
    /// Whether documents are taken.
    public var takesFiles = false
    /// The most texts to stop at.
    public var maxStops = 4
    /// How usage is reported.
    public var usageFormat = "openai"
    /// How a prompt is written; nil where that is the model's own matter.
    public var prompt: Prompt?
    /// Whether the limit of an answer's tokens holds for its reasoning, too.
    public var limitsReasoning = true

    /// A way to write a prompt.
    public enum Prompt: String, CaseIterable, Hashable, Sendable {
        /// As Qwen's models read it.
        case chatML = "chatml"
        /// As models read it that people run themselves.
        case local
    }

    /// The most common dialect, that of hosts of open models.
    public init() {}
}
