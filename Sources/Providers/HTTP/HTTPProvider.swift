import Completions
import Pricing

/// A provider that is reached over HTTP. All are this one type: they differ by their traits, which are data, and by the
/// settings here. `anthropic(key:)`, `openAI(key:)`, `qwen(key:)`, `ollama()` and `compatible(_:baseURL:key:)` make the
/// common ones.
public struct HTTPProvider: LLMProvider {
    /// What makes one provider.
    public struct Settings: Sendable {
        /// The name by which the caller knows the provider.
        public var id: String

        /// Its interface's peculiarities, and what its models take.
        public var traits: ProviderTraits

        /// The address to which paths are appended.
        public var baseURL: String

        /// How requests say whose they are.
        public var authorization = Authorization.none

        /// The interface to use; nil for the one that suits each request by its model's traits.
        public var interface: WireInterface?

        /// Further header fields of every request.
        public var headers: [(name: String, value: String)] = []

        /// Names by which the caller knows models, with the provider's own.
        public var aliases: [String: String] = [:]

        /// The context with which Ollama loads models, in tokens; nil for the server's default.
        public var contextLength: Int?

        /// What answers cost.
        public var prices = PriceTable.current

        /// The provider by which prices are looked up.
        public var priceProvider: String

        /// The region of the price list; nil where the provider has one list.
        public var priceRegion: String?

        /// How often and when to try again.
        public var retry = RetryPolicy.openAI

        /// The settings of a provider by its traits.
        public init(traits: ProviderTraits, baseURL: String) {
            id = traits.provider
            self.traits = traits
            self.baseURL = baseURL
            priceProvider = traits.provider
        }
    }

    /// The provider's settings.
    public let settings: Settings

    let transport: HTTPTransport

    /// A provider of settings, over connections that others may share.
    public init(_ settings: Settings, transport: HTTPTransport = HTTPTransport()) {
        self.settings = settings
        self.transport = transport
    }

    public var id: String { settings.id }

    public func complete(_ request: CompletionRequest, options: CallOptions) async throws -> CompletionResponse {
        try await call(request, options: options, isStreaming: false).collect()
    }

    public func stream(_ request: CompletionRequest, options: CallOptions) -> CompletionStream {
        call(request, options: options, isStreaming: true)
    }

    private func call(_ request: CompletionRequest, options: CallOptions, isStreaming: Bool) -> CompletionStream {
        let call = Call(provider: self, request: resolved(request), options: options, isStreaming: isStreaming)
        return CompletionStream(channel: EventChannel { try await call.run(into: $0) })
    }

    public func estimateCost(of request: CompletionRequest) throws(PriceError) -> CostEstimate {
        try settings.prices.estimateCost(
            of: resolved(request), provider: settings.priceProvider, region: settings.priceRegion,
            serviceTier: request.serviceTier)
    }

    /// The request with its model named as the provider names it.
    private func resolved(_ request: CompletionRequest) -> CompletionRequest {
        guard let name = settings.aliases[request.model] else { return request }
        var request = request
        request.model = name
        return request
    }

    /// What writes a request and reads its answer.
    func format(for request: CompletionRequest) -> any WireFormat {
        switch settings.interface {
        case .ollama?: OllamaChat(settings.traits, contextLength: settings.contextLength)
        case let interface?: interface.format(for: settings.traits)
        case nil where OpenAIResponses.suits(request, traits: settings.traits): OpenAIResponses(settings.traits)
        case nil: ChatCompletions(settings.traits)
        }
    }

    /// A request to one of the provider's paths.
    func httpRequest(_ path: String, headers: [String: String] = [:], body: JSONValue? = nil) -> HTTPRequest {
        var fields: [(name: String, value: String)] = [
            ("user-agent", "swift-tokens"), ("accept-encoding", "gzip"), ("accept", "*/*"),
        ]
        if body != nil { fields.append(("content-type", "application/json")) }
        fields += headers.map { ($0.key, $0.value) }
        fields += settings.headers
        if let field = settings.authorization.field { fields.append(field) }
        return HTTPRequest(url: BaseURL(settings.baseURL).url(path), headers: fields, body: body?.description)
    }
}
