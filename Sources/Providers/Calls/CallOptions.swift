/// How one call is made, as far as that is no part of the request.
public struct CallOptions: Sendable {
    /// The longest that the call may take, waits and further attempts included, streams to their end. Nil for ten
    /// minutes, which then bound a stream only until it begins.
    public var timeout: Duration?

    /// How often and when to try again; nil for the provider's own way.
    public var retry: RetryPolicy?

    /// Who is told of each attempt, and may refuse it.
    public var observer: (any AttemptObserver)?

    /// The default options.
    public init(timeout: Duration? = nil, retry: RetryPolicy? = nil, observer: (any AttemptObserver)? = nil) {
        self.timeout = timeout
        self.retry = retry
        self.observer = observer
    }
}
