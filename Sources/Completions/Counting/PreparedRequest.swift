public import Tokens

/// A request as a provider's API takes it, with what decides its bill before it is sent: how many tokens its prompt
/// has, and how much may come back.
///
/// ```swift
/// let prepared = PreparedRequest(provider: "openai", body: try JSONValue(parsing: body))
/// prepared.promptCount().tokens       // 812
/// prepared.outputLimit                // 500
/// ```
public struct PreparedRequest: Sendable {
    /// The provider's name.
    public let provider: String
    /// How the provider's interface differs from others.
    public let traits: ProviderTraits
    /// The interface that the body is for.
    public let interface: WireInterface
    /// The body as it is sent.
    public let body: JSONValue
    /// What was changed about a request so that its model takes it, in sentences.
    public let adaptations: [String]

    /// A body for a provider's API.
    ///
    /// - Parameter interface: The interface that it is for; nil to tell it by the body's shape and the provider.
    public init(
        provider: String, body: JSONValue, interface: WireInterface? = nil, traits: ProviderTraits? = nil
    ) {
        self.provider = provider
        self.traits = traits ?? ProviderTraits(named: provider)
        self.interface = interface ?? WireInterface(provider: provider, body: body)
        self.body = body
        adaptations = []
    }

    /// The body of a request for a provider, on the interface that suits it best. Linear in the request's size.
    ///
    /// - Throws: `ProviderError` with `.badRequest` where the provider or the model can't take it in any form.
    public init(
        _ request: CompletionRequest, provider: String, traits: ProviderTraits? = nil
    ) throws(ProviderError) {
        let traits = traits ?? ProviderTraits(named: provider)
        let interface = WireInterface(for: request, traits: traits)
        let wire = try interface.format(for: traits).encode(request, streaming: false)
        self.provider = provider
        self.traits = traits
        self.interface = interface
        body = wire.body
        adaptations = wire.adaptations
    }

    /// The model's name; nil where the body has none, as with hosts that have it in the address.
    public var model: String? { body["model"]?.string }

    /// The most tokens that an answer of the model may have; nil where unknown.
    public var modelOutputLimit: Int? { modelTraits.maxOutput }

    /// What is known of the model.
    var modelTraits: ModelTraits { traits.model(model ?? "") }

    /// The tokens of the prompt, counted as the provider bills them. See ``PromptCounter/count(body:)``.
    ///
    /// - Parameter tokenizer: The model's own, for a model that people run themselves; nil for what is built in.
    /// - Complexity: O(n log n) for n bytes.
    public func promptCount(tokenizer: (any TokenCounter)? = nil) -> PromptCount {
        if let tokenizer { return LocalPromptCounter(tokenizer: tokenizer).count(body: body) }
        let count = counter.count(body: body)
        guard !PreparedRequest.recordedProviders.contains(provider) else { return count }
        return count.atMost(.medium, "How \(provider) bills prompts is not known by enough records.")
    }

    /// Providers of whom enough records are known for a count to be sure. What others report for the same models
    /// differs at times.
    private static let recordedProviders: Set = ["anthropic", "azure_openai", "openai", "qwen"]

    /// What counts the prompt: by the interface, by the provider where its traits say so, else by the model's name.
    var counter: any PromptCounter {
        switch interface {
        case .messages: AnthropicPromptCounter()
        case .dashScope: QwenPromptCounter()
        case .ollama: LocalPromptCounter()
        case .chat, .responses:
            switch traits.chat.prompt {
            case .chatML?: QwenPromptCounter()
            case .local?: LocalPromptCounter()
            case nil where FramingRules.builtIn.isOpenFamily(model ?? ""): LocalPromptCounter()
            case nil: OpenAIPromptCounter()
            }
        }
    }
}

extension WireInterface {
    /// The interface on which a provider takes a request best.
    public init(for request: CompletionRequest, traits: ProviderTraits) {
        switch traits.provider {
        case "anthropic": self = .messages
        case "ollama": self = .ollama
        case "openai" where OpenAIResponses.suits(request, traits: traits): self = .responses
        default: self = .chat
        }
    }
}
