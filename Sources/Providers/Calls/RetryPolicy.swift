import Completions

/// How often and when an attempt that failed is made again.
///
/// The rules are those of Anthropic's and OpenAI's own clients: which failures are worth it, `ProviderError.isRetryable`
/// says; how long to wait, the provider if it does, else a time that doubles, with jitter.
public struct RetryPolicy: Sendable {
    /// The most further attempts.
    public var maxRetries: Int

    /// The wait before the first further attempt, where the provider names none.
    public var initialDelay: Duration

    /// The longest wait that the doubling comes to.
    public var maxDelay: Duration

    /// The longest wait that a provider may ask for.
    public var maxRetryAfter: Duration

    /// Whether a call ends where the provider asks for a longer wait; else the wait is as if none had been asked for.
    public var givesUpOnLongWaits: Bool

    /// Whether a connection that can't be made is tried again: not useful with a server on the same machine.
    public var retriesConnecting: Bool

    /// Where jitter comes from: a number from 0 up to 1.
    public var random: @Sendable () -> Double

    /// A policy; by default that of OpenAI's own clients.
    public init(
        maxRetries: Int = 2, initialDelay: Duration = .milliseconds(500), maxDelay: Duration = .seconds(8),
        maxRetryAfter: Duration = .seconds(120), givesUpOnLongWaits: Bool = true, retriesConnecting: Bool = true,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.maxRetries = maxRetries
        self.initialDelay = initialDelay
        self.maxDelay = maxDelay
        self.maxRetryAfter = maxRetryAfter
        self.givesUpOnLongWaits = givesUpOnLongWaits
        self.retriesConnecting = retriesConnecting
        self.random = random
    }

    /// The policy of OpenAI's own clients.
    public static let openAI = RetryPolicy()

    /// The policy of Anthropic's own clients.
    public static let anthropic = RetryPolicy(maxRetryAfter: .seconds(60), givesUpOnLongWaits: false)

    /// The policy for a server on the same machine.
    public static let local = RetryPolicy(retriesConnecting: false)

    /// One attempt alone.
    public static let never = RetryPolicy(maxRetries: 0)

    /// The policy where another provider stands ready: one more attempt, if it is due within two seconds.
    public static let beforeFallback = RetryPolicy(maxRetries: 1, maxRetryAfter: .seconds(2), retriesConnecting: false)

    /// How long to wait before the next attempt; nil where there is none.
    ///
    /// - Parameters:
    ///   - error: The failure of the last attempt.
    ///   - retries: How many further attempts were made already.
    ///   - wasConnected: Whether the provider was reached.
    func delay(after error: ProviderError, retries: Int, wasConnected: Bool) -> Duration? {
        guard error.isRetryable, retries < maxRetries, wasConnected || retriesConnecting else { return nil }
        if let asked = error.retryAfter {
            if asked <= maxRetryAfter { return asked }
            if givesUpOnLongWaits { return nil }
        }
        let doubled = initialDelay * (1 << min(retries, 30))
        return min(doubled, maxDelay) * (1 - 0.25 * random())
    }
}
