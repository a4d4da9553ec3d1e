import Completions
import Pricing

/// Several providers behind one another: the first answers, and where it fails the next one does.
///
/// The next is tried where a failure may be the provider's alone: too many requests, too much to do, its own errors, a
/// time-out, a broken connection, no money or quota, a model it doesn't have, an answer that is none. A key that is
/// wrong, a request that is wrong, and content that is refused end the call. Nothing is tried any more once something
/// of an answer was handed on.
public struct FallbackChain: LLMProvider {
    /// One place of the chain.
    public struct Link: Sendable {
        /// Who answers.
        public var provider: any LLMProvider
        /// The model to ask there; nil for the request's own.
        public var model: String?

        /// A place of the chain.
        public init(_ provider: any LLMProvider, model: String? = nil) {
            self.provider = provider
            self.model = model
        }
    }

    /// The name by which the caller knows the chain.
    public let id: String

    /// Who is asked, in this order.
    public let links: [Link]

    /// Whether a request that is too long for a model goes on to the next one whose window is larger, or isn't known.
    public var skipsToLargerWindow = false

    /// How often a provider that has others behind it is asked again.
    public var retry = RetryPolicy.beforeFallback

    /// What models are known to take, which decides whose window is larger.
    public var prices = PriceTable.current

    /// A chain.
    ///
    /// - Precondition: There is at least one link.
    public init(_ links: [Link], id: String = "fallback") {
        precondition(!links.isEmpty, "a chain needs a link")
        self.links = links
        self.id = id
    }

    public func listModels() async throws -> [ListedModel] {
        var models: [ListedModel] = []
        for link in links { models += try await link.provider.listModels() }
        return models
    }

    /// The estimate of the first link that has one.
    public func estimateCost(of request: CompletionRequest) throws(PriceError) -> CostEstimate {
        for index in links.indices.dropLast() {
            if let estimate = try? links[index].provider.estimateCost(of: self.request(request, at: index)) {
                return estimate
            }
        }
        let last = links.count - 1
        return try links[last].provider.estimateCost(of: self.request(request, at: last))
    }

    public func complete(_ request: CompletionRequest, options: CallOptions) async throws -> CompletionResponse {
        try await tryLinks(request, options) { link, request, options in
            try await link.provider.complete(request, options: options)
        } mayGoOn: {
            true
        }
    }

    public func stream(_ request: CompletionRequest, options: CallOptions) -> CompletionStream {
        CompletionStream { writer in
            var hasContent = false
            try await tryLinks(request, options) { link, request, options in
                let stream = link.provider.stream(request, options: options)
                do {
                    for try await event in stream {
                        if event.isContent { hasContent = true }
                        try await writer.send(event)
                    }
                } catch {
                    writer.setPartial(stream.partial)
                    throw error
                }
            } mayGoOn: {
                !hasContent
            }
        }
    }

    /// Asks one link after the other until one answers.
    private func tryLinks<Answer>(
        _ request: CompletionRequest, _ options: CallOptions,
        ask: (Link, CompletionRequest, CallOptions) async throws -> Answer, mayGoOn: () -> Bool
    ) async throws -> Answer {
        let deadline = options.timeout.map { ContinuousClock.now + $0 }
        var failures: [ProviderError] = []
        var tooLongFor: Int?
        for index in links.indices {
            if let tooLongFor, !mayBeLonger(at: index, than: tooLongFor, request) { continue }
            var own = options
            if index < links.count - 1, own.retry == nil { own.retry = retry }
            if let deadline { own.timeout = max(deadline - .now, .zero) }
            do {
                return try await ask(links[index], self.request(request, at: index), own)
            } catch let error as ProviderError {
                var alone = error
                alone.attempts = []
                failures += error.attempts + [alone]
                let skips = skipsToLargerWindow && error.code == .contextTooLong
                if skips { tooLongFor = max(tooLongFor ?? 0, window(at: index, request) ?? 0) }
                guard mayGoOn(), skips || error.mayBeTheProvidersAlone else {
                    throw stopped(by: error, after: failures)
                }
                if let deadline, deadline <= .now { break }
            }
        }
        throw allFailed(failures)
    }

    /// The request as a link gets it: by its model's name, and without reasoning that only another model can read.
    private func request(_ request: CompletionRequest, at index: Int) -> CompletionRequest {
        var request = index == 0 ? request : request.droppingSealedReasoning()
        if let model = links[index].model { request.model = model }
        return request
    }

    // MARK: Windows

    private func window(at index: Int, _ request: CompletionRequest) -> Int? {
        let name = links[index].model ?? request.model
        let models = (try? prices.listModels()) ?? []
        return models.filter { $0.id == name || $0.aliases.contains(name) }.compactMap(\.maxContext).max()
    }

    private func mayBeLonger(at index: Int, than length: Int, _ request: CompletionRequest) -> Bool {
        window(at: index, request).map { $0 > length } ?? true
    }

    // MARK: Ends

    private func stopped(by error: ProviderError, after failures: [ProviderError]) -> ProviderError {
        var error = error
        error.attempts = failures.dropLast()
        return error
    }

    private func allFailed(_ failures: [ProviderError]) -> ProviderError {
        let reasons = failures.map(\.description).joined(separator: "; ")
        var error = ProviderError(
            .allProvidersFailed, "No provider answered: \(reasons)", provider: id,
            retryAfter: failures.compactMap(\.retryAfter).min(), isRetryable: failures.contains(where: \.isRetryable))
        error.attempts = failures
        error.partial = failures.last { $0.partial != nil }?.partial
        return error
    }
}

extension ProviderError {
    /// Whether another provider might answer the same request.
    fileprivate var mayBeTheProvidersAlone: Bool {
        switch code {
        case .rateLimited, .overloaded, .serverError, .timeout, .connection, .insufficientFunds, .notFound, .permission,
            .badResponse, .allProvidersFailed:
            true
        case .authentication, .badRequest, .contextTooLong, .contentFilter, .overBudget: isRetryable
        }
    }
}

extension CompletionRequest {
    /// The request without the reasoning that a provider sealed or enciphered for one of its models.
    func droppingSealedReasoning() -> CompletionRequest {
        var request = self
        request.messages = messages.compactMap { message in
            var message = message
            message.content.removeAll { part in
                guard case .reasoning(let reasoning) = part else { return false }
                return reasoning.signature != nil || reasoning.redacted != nil
            }
            return message.content.isEmpty ? nil : message
        }
        return request
    }
}
