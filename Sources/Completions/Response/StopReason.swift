/// Why an answer ended, in one form for every provider.
public enum StopReason: Hashable, Sendable {
    /// The model had no more to say.
    case end
    /// The limit of the request was reached.
    case maxTokens
    /// The model waits for the results of its calls.
    case toolCalls
    /// One of the request's stop texts came.
    case stopSequence
    /// The provider withheld the answer.
    case contentFilter
    /// The model declined.
    case refusal
    /// The provider paused a long turn: send the answer back to go on.
    case paused
    /// The model's context is full.
    case contextFull
    /// Another reason, in the provider's word.
    case other(String)

    /// The reason's stable name in machine-readable output.
    public var name: String {
        switch self {
        case .end: "end"
        case .maxTokens: "max_tokens"
        case .toolCalls: "tool_calls"
        case .stopSequence: "stop_sequence"
        case .contentFilter: "content_filter"
        case .refusal: "refusal"
        case .paused: "paused"
        case .contextFull: "context_full"
        case .other: "other"
        }
    }
}
