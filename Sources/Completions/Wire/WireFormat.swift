/// How one provider's interface says requests, answers and errors: bytes to values and back, without any I/O.
public protocol WireFormat: Sendable {
    /// The request as it goes over the wire.
    ///
    /// - Throws: `ProviderError` with `.badRequest` where the provider or the model can't take it in any form.
    func encode(_ request: CompletionRequest, streaming: Bool) throws(ProviderError) -> WireRequest

    /// The answer of a whole body with a status of success.
    ///
    /// - Throws: `ProviderError`: `.badResponse` where the body is not an answer, or the error that the body says.
    func decode(_ body: some Sequence<UInt8>, headers: [String: String]) throws(ProviderError) -> CompletionResponse

    /// A decoder for the body of a stream with a status of success.
    func makeStreamDecoder(headers: [String: String]) -> any StreamDecoder

    /// The error of an answer with a status of failure.
    func error(status: Int, headers: [String: String], body: some Sequence<UInt8>) -> ProviderError
}

/// A request as it goes over the wire, but for the address and the key.
public struct WireRequest: Hashable, Sendable {
    /// The path under the provider's base URL, with a leading slash.
    public var path: String
    /// The body.
    public var body: JSONValue
    /// Header fields beside the content type and the key, by lowercase name.
    public var headers: [String: String]
    /// What was changed about the request so that the model takes it, in sentences.
    public var adaptations: [String]

    /// A request.
    public init(path: String, body: JSONValue, headers: [String: String] = [:], adaptations: [String] = []) {
        self.path = path
        self.body = body
        self.headers = headers
        self.adaptations = adaptations
    }
}

/// The state of a stream that is being read.
public protocol StreamDecoder {
    /// Takes the next bytes, cut anywhere, and gives the events that they complete.
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
