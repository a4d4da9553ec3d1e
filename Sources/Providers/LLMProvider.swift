import Completions
import Pricing

/// Something that completes requests: one provider, or several behind one another.
public protocol LLMProvider: Sendable {
    /// The name by which the provider is known to the caller, and in errors.
    var id: String { get }

    /// The models that the provider lists, in its order.
    ///
    /// - Throws: `ProviderError`, or `CancellationError`.
    func listModels() async throws -> [ListedModel]

    /// The answer to a request.
    ///
    /// - Throws: `ProviderError`, with what came as its `partial` where an answer broke off; `CancellationError`; or
    ///   what the options' observer threw to refuse the request.
    func complete(_ request: CompletionRequest, options: CallOptions) async throws -> CompletionResponse

    /// The answer to a request piece by piece. Nothing is sent before the first event is asked for.
    func stream(_ request: CompletionRequest, options: CallOptions) -> CompletionStream

    /// What a request will cost, before it is sent. Linear in the length of its text.
    ///
    /// - Throws: `PriceError` where that isn't known.
    func estimateCost(of request: CompletionRequest) throws(PriceError) -> CostEstimate
}

extension LLMProvider {
    /// The answer to a request, with the default options.
    ///
    /// - Throws: as `complete(_:options:)` does.
    public func complete(_ request: CompletionRequest) async throws -> CompletionResponse {
        try await complete(request, options: CallOptions())
    }

    /// The answer to a request piece by piece, with the default options.
    public func stream(_ request: CompletionRequest) -> CompletionStream {
        stream(request, options: CallOptions())
    }
}
