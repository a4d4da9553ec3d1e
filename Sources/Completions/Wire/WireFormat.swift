/// How one provider's interface says requests, answers and errors: bytes to values and back, without any I/O.
public protocol WireFormat: Sendable {
    /// The request as it goes over the wire.
    ///
    /// Linear in the size of the request.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - streaming: Whether the caller wants the answer piece by piece. The answer may come as a stream all the same:
    ///     see `WireRequest.isStream`.
    /// - Throws: `ProviderError` with `.badRequest` where the provider or the model can't take it in any form.
    func encode(_ request: CompletionRequest, streaming: Bool) throws(ProviderError) -> WireRequest

    /// The answer of a whole body with a status of success. A body that turns out to be a stream is read as one.
    ///
    /// - Throws: `ProviderError`: `.badResponse` where the body is not an answer, or the error that the body says.
    func decode(_ body: some Sequence<UInt8>, headers: [String: String]) throws(ProviderError) -> CompletionResponse

    /// A decoder for the body of a stream with a status of success. A body that turns out to be a whole answer is read
    /// as one.
    func makeStreamDecoder(headers: [String: String]) -> any StreamDecoder

    /// The error of an answer with a status of failure.
    ///
    /// - Parameters:
    ///   - status: The HTTP status.
    ///   - headers: By lowercase name.
    ///   - body: Whatever came, or its beginning.
    ///   - now: The current time in seconds since 1970, by which a date in `retry-after` becomes a delay; nil where
    ///     nobody knows, and such a date is ignored.
    func error(status: Int, headers: [String: String], body: some Sequence<UInt8>, now: Int?) -> ProviderError
}

/// A request as it goes over the wire, but for the address and the key.
public struct WireRequest: Hashable, Sendable {
    /// The path under the provider's base URL, with a leading slash.
    public var path: String
    /// The body.
    public var body: JSONValue
    /// Header fields beside the content type and the key, by lowercase name.
    public var headers: [String: String]
    /// Whether the answer comes as a stream: some models give no other, also to a caller who wants it whole.
    public var isStream: Bool
    /// What was changed about the request so that the model takes it, in sentences.
    public var adaptations: [String]

    /// A request.
    public init(
        path: String, body: JSONValue, headers: [String: String] = [:], isStream: Bool = false,
        adaptations: [String] = []
    ) {
        self.path = path
        self.body = body
        self.headers = headers
        self.isStream = isStream
        self.adaptations = adaptations
    }
}

/// The state of a stream that is being read.
public protocol StreamDecoder: Sendable {
    /// Takes the next bytes, cut anywhere, and gives the events that they complete.
    ///
    /// Linear in the number of bytes, over the whole stream.
    ///
    /// - Throws: the error that the stream says, with what came before as its `partial`; `.badResponse` where the bytes
    ///   are no stream.
    mutating func consume(_ bytes: some Sequence<UInt8>) throws(ProviderError) -> [StreamEvent]

    /// Takes the stream's end.
    ///
    /// - Throws: `.connection` where the stream was cut before its answer was complete, with what came as its `partial`.
    mutating func finish() throws(ProviderError) -> [StreamEvent]

    /// What has come so far, as an answer.
    var partial: CompletionResponse { get }
}
