/// Anthropic's Messages interface, as its API reference describes it (docs.anthropic.com/en/api/messages).
public struct AnthropicMessages: Sendable {
    /// The version of the interface that this is.
    static let version = "2023-06-01"

    let traits: ProviderTraits

    /// The interface as Anthropic serves it, or another host by its traits.
    public init(_ traits: ProviderTraits = ProviderTraits(named: "anthropic")) {
        self.traits = traits
    }

    /// The request, to `/v1/messages`.
    public func encode(_ request: CompletionRequest, streaming: Bool) throws(ProviderError) -> WireRequest {
        var encoder = try AnthropicEncoder(request, traits: traits)
        let body = try encoder.body(streaming: streaming)
        return WireRequest(
            path: "/v1/messages", body: body, headers: ["anthropic-version": AnthropicMessages.version],
            isStream: streaming, adaptations: encoder.adapter.adaptations)
    }
}
