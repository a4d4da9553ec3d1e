import Completions
import Pricing
import Synchronization

/// A provider that is left alone for a while after it failed several times in a row, so that a chain goes on to the
/// next one at once.
public final class CircuitBreaker: LLMProvider {
    private struct State {
        var failures = 0
        var closedUntil: ContinuousClock.Instant?
    }

    private let provider: any LLMProvider
    private let threshold: Int
    private let pause: Duration
    private let now: @Sendable () -> ContinuousClock.Instant
    private let state = Mutex(State())

    /// A provider behind a circuit.
    ///
    /// - Parameters:
    ///   - threshold: After how many retryable failures in a row it is left alone.
    ///   - pause: For how long, where the provider doesn't ask for longer. Then one call tries; the rest wait for it.
    public convenience init(_ provider: any LLMProvider, threshold: Int = 5, pause: Duration = .seconds(30)) {
        self.init(provider, threshold: threshold, pause: pause, now: { .now })
    }

    /// A provider behind a circuit that reads the time elsewhere.
    init(
        _ provider: any LLMProvider, threshold: Int, pause: Duration,
        now: @escaping @Sendable () -> ContinuousClock.Instant
    ) {
        self.now = now
        self.provider = provider
        self.threshold = threshold
        self.pause = pause
    }

    public var id: String { provider.id }

    public func listModels() async throws -> [ListedModel] { try await provider.listModels() }

    public func estimateCost(of request: CompletionRequest) throws(PriceError) -> CostEstimate {
        try provider.estimateCost(of: request)
    }

    public func complete(_ request: CompletionRequest, options: CallOptions) async throws -> CompletionResponse {
        try enter()
        do {
            let response = try await provider.complete(request, options: options)
            succeed()
            return response
        } catch {
            note(error)
            throw error
        }
    }

    public func stream(_ request: CompletionRequest, options: CallOptions) -> CompletionStream {
        CompletionStream { [self] writer in
            try enter()
            let stream = provider.stream(request, options: options)
            do {
                for try await event in stream {
                    if case .finished = event { succeed() }
                    try await writer.send(event)
                }
            } catch {
                writer.setPartial(stream.partial)
                note(error)
                throw error
            }
        }
    }

    /// Fails at once while the provider is left alone. Of those who come after that, one is let through.
    private func enter() throws(ProviderError) {
        let now = now()
        let rest: Duration? = state.withLock { state in
            guard let end = state.closedUntil else { return nil }
            guard end <= now else { return end - now }
            state.closedUntil = now + pause
            return nil
        }
        guard let rest else { return }
        throw ProviderError(
            .overloaded, "\(id) failed \(threshold) times in a row and is left alone for a while.", provider: id,
            retryAfter: rest, isRetryable: true)
    }

    private func succeed() { state.withLock { $0 = State() } }

    private func note(_ error: any Error) {
        guard let error = error as? ProviderError else { return }
        let now = now()
        state.withLock { state in
            // An answer that says no is an answer: the provider works.
            guard error.isRetryable else {
                state = State()
                return
            }
            state.failures += 1
            guard state.failures >= threshold else { return }
            state.closedUntil = now + max(pause, error.retryAfter ?? .zero)
        }
    }
}
