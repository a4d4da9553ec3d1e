/// Ollama's own interface, `/api/chat`; its OpenAI-compatible one is `ChatCompletions(provider: "ollama")`.
///
/// Source: docs.ollama.com/api/chat.
public struct OllamaChat: Sendable {
    let traits: ProviderTraits

    /// The context that the model is loaded with, in tokens; nil for the server's default, which depends on its memory.
    public var contextLength: Int?

    /// The interface of a server.
    public init(_ traits: ProviderTraits = ProviderTraits(named: "ollama"), contextLength: Int? = nil) {
        self.traits = traits
        self.contextLength = contextLength
    }

    /// The request, to `/api/chat`. A prompt that is longer than the context is an error rather than cut off unseen.
    public func encode(_ request: CompletionRequest, streaming: Bool) throws(ProviderError) -> WireRequest {
        var encoder = try OllamaEncoder(request, traits: traits)
        let body = try encoder.body(streaming: streaming, contextLength: contextLength)
        return WireRequest(
            path: "/api/chat", body: body, isStream: streaming, adaptations: encoder.adapter.adaptations)
    }
}
