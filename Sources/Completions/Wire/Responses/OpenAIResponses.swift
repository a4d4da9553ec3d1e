/// OpenAI's Responses interface, which newer models need for tools beside reasoning. Nothing is kept at the provider:
/// reasoning travels with the conversation, in the provider's cipher.
///
/// Source: platform.openai.com/docs/api-reference/responses.
public struct OpenAIResponses: Sendable {
    let traits: ProviderTraits

    /// The interface as OpenAI serves it, or another host by its traits.
    public init(_ traits: ProviderTraits = ProviderTraits(named: "openai")) {
        self.traits = traits
    }

    /// The request, to `/responses`.
    public func encode(_ request: CompletionRequest, streaming: Bool) throws(ProviderError) -> WireRequest {
        var encoder = try ResponsesEncoder(request, traits: traits)
        let body = try encoder.body(streaming: streaming)
        return WireRequest(
            path: "/responses", body: body, isStream: streaming, adaptations: encoder.adapter.adaptations)
    }

    /// Whether the Responses interface is the better one for a request: where the model takes nothing else, or takes
    /// tools beside reasoning nowhere else.
    public static func suits(_ request: CompletionRequest, traits: ProviderTraits) -> Bool {
        let model = traits.model(request.model)
        if model.isResponsesOnly { return true }
        guard !request.tools.isEmpty else { return false }
        switch model.chatTools {
        case .anyEffort: return false
        case .never: return true
        case .withoutEffort, .effortNone: return request.reasoningEffort != ReasoningEffort.none
        }
    }
}
