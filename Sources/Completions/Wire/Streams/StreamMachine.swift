/// What one interface's stream means: objects to events.
protocol StreamMachine: Sendable {
    /// Takes the next object, and appends the events that it makes.
    ///
    /// - Throws: the error that the object says.
    mutating func take(_ object: JSONValue, into events: inout [StreamEvent]) throws(ProviderError)

    /// Takes the mark by which some streams say that they end: `[DONE]`.
    mutating func takeEndMark()

    /// Whether the answer is complete as far as it goes, so that the stream may end here.
    var isComplete: Bool { get }

    /// Whether the answer is complete and nothing can change it any more.
    var isClosed: Bool { get }

    /// What has come so far, as an answer.
    var response: CompletionResponse { get }
}

/// How objects are set apart in a stream's bytes.
enum StreamFraming: Sendable {
    /// Server-sent events.
    case events
    /// A line for each object.
    case lines
}
