/// Anthropic's Messages interface, as its API reference describes it (docs.anthropic.com/en/api/messages).
public struct AnthropicMessages: Sendable {
    /// The version of the interface that this is.
    public static let version = "2023-06-01"

    let traits: ProviderTraits

    /// The interface as Anthropic serves it, or another host by its traits.
    public init(_ traits: ProviderTraits = ProviderTraits(named: "anthropic")) {
        self.traits = traits
    }

    /// The largest limit for which Anthropic's own clients wait for a whole answer: at 128,000 tokens an hour, more may
    /// take over ten minutes.
    static let wholeAnswerLimit = 21_333

    /// The request, to `/v1/messages`. An answer that may be too long to wait for comes as a stream.
    public func encode(_ request: CompletionRequest, streaming: Bool) throws(ProviderError) -> WireRequest {
        let streaming = streaming || request.maxTokens ?? 0 > AnthropicMessages.wholeAnswerLimit
        var encoder = try AnthropicEncoder(request, traits: traits)
        let body = try encoder.body(streaming: streaming)
        return WireRequest(
            path: "/v1/messages", body: body, headers: ["anthropic-version": AnthropicMessages.version],
            isStream: streaming, adaptations: encoder.adapter.adaptations)
    }
}
