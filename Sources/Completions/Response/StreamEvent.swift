/// What a stream hands on, in the order in which it comes.
public enum StreamEvent: Hashable, Sendable {
    /// The answer has begun.
    case started(id: String, model: String)
    /// More text.
    case text(String)
    /// More reasoning.
    case reasoning(String)
    /// A call has begun; `index` counts the answer's calls from 0.
    case toolCallStarted(index: Int, id: String, name: String)
    /// More of a call's arguments, as JSON text.
    case toolCallArguments(index: Int, String)
    /// The tokens so far; the last one counts.
    case usage(Usage)
    /// The answer is complete; nothing comes after.
    case finished(CompletionResponse)
}
