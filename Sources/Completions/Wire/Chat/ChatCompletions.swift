/// OpenAI's chat completions, as OpenAI and the hosts like it serve them; their differences are data.
///
/// Source: platform.openai.com/docs/api-reference/chat.
public struct ChatCompletions: Sendable {
    let traits: ProviderTraits

    /// The interface of a provider by its traits.
    public init(_ traits: ProviderTraits) {
        self.traits = traits
    }

    /// The interface of a provider by its name; of a host with no known peculiarities where the name isn't known.
    public init(provider: String) {
        self.init(ProviderTraits(named: provider))
    }

    /// The request, to `/chat/completions`. Reasoning in the history is handed back only where the dialect has a place
    /// for it; names of speakers and the mark of a failed call are kept where the interface has them.
    public func encode(_ request: CompletionRequest, streaming: Bool) throws(ProviderError) -> WireRequest {
        var encoder = try ChatEncoder(request, traits: traits)
        let isStream = streaming || traits.chat.alwaysStreams
        let body = try encoder.body(streaming: isStream)
        return WireRequest(
            path: traits.chat.path, body: body, isStream: isStream, adaptations: encoder.adapter.adaptations)
    }
}
