import Completions
import Pricing

/// One call at one provider: attempts, one after the other, until one is answered or there is no point in another.
struct Call: Sendable {
    let provider: HTTPProvider
    let request: CompletionRequest
    let options: CallOptions
    /// Whether the caller wants the answer piece by piece.
    let isStreaming: Bool

    /// The longest that a call takes whose caller doesn't say.
    private static let defaultTimeout = Duration.seconds(600)

    private var retry: RetryPolicy { options.retry ?? provider.settings.retry }

    /// Sends what comes into the channel.
    ///
    /// - Throws: `ProviderError`, `CancellationError`, or what the observer threw to refuse an attempt.
    func run(into channel: EventChannel) async throws {
        let format = provider.format(for: request)
        let wire = try encode(by: format)
        let timeout = options.timeout ?? Call.defaultTimeout
        let deadline = ContinuousClock.now + timeout
        let timer = startTimer(timeout, channel)
        defer { timer.cancel() }

        var failures: [ProviderError] = []
        while true {
            let attempt = Attempt(
                number: failures.count + 1, provider: provider.id, priceProvider: provider.settings.priceProvider,
                priceRegion: provider.settings.priceRegion, request: request)
            try await options.observer?.attemptWillBegin(attempt)
            let exchange = Exchange(
                provider: provider, request: request, wire: wire, format: format, channel: channel,
                didEnd: { await tell(attempt, $0) })
            switch await exchange.run() {
            case .answered: return
            case .abandoned(let partial):
                channel.partial = partial
                throw CancellationError()
            case .failed(var error, let wasConnected):
                error.attempts = failures
                guard !channel.isExpired, !channel.hasContent,
                    let delay = retry.delay(after: error, retries: failures.count, wasConnected: wasConnected),
                    ContinuousClock.now + delay < deadline
                else {
                    channel.partial = error.partial
                    throw error
                }
                error.attempts = []
                failures.append(error)
                try await pause(delay, channel, after: failures)
            }
        }
    }

    private func encode(by format: any WireFormat) throws -> WireRequest {
        do {
            return try format.encode(request, streaming: isStreaming)
        } catch {
            var error = error
            error.provider = provider.id
            throw error
        }
    }

    /// Waits between two attempts.
    private func pause(_ delay: Duration, _ channel: EventChannel, after failures: [ProviderError]) async throws {
        do { try await Task.sleep(for: delay) } catch {
            guard channel.isExpired, var last = failures.last else { throw error }
            last.attempts = failures.dropLast()
            throw last
        }
    }

    /// Ends the call when its time is over; a stream that the caller set no time for is safe once it brings something.
    private func startTimer(_ timeout: Duration, _ channel: EventChannel) -> Task<Void, Never> {
        let boundsAll = options.timeout != nil || !isStreaming
        return Task {
            do { try await Task.sleep(for: timeout) } catch { return }
            if boundsAll || !channel.hasContent { channel.expire() }
        }
    }

    /// Tells the observer, also where the call was cancelled: a ledger must be able to finish its work.
    private func tell(_ attempt: Attempt, _ outcome: AttemptOutcome) async {
        guard let observer = options.observer else { return }
        await Task { await observer.attemptDidEnd(attempt, outcome) }.value
    }
}
