/// Why a provider did not answer, in one form for every provider. It never holds a key.
public struct ProviderError: Error, Hashable, Sendable {
    /// The kind of a failure; its raw value is its stable name in machine-readable output.
    public enum Code: String, CaseIterable, Hashable, Sendable {
        /// The key is missing or wrong.
        case authentication
        /// The key may not do this.
        case permission
        /// The request is not one that the provider takes.
        case badRequest = "bad_request"
        /// The prompt is longer than the model's context.
        case contextTooLong = "context_too_long"
        /// The model or address doesn't exist.
        case notFound = "not_found"
        /// Too many requests or tokens a minute.
        case rateLimited = "rate_limited"
        /// The provider has too much to do.
        case overloaded
        /// The provider failed.
        case serverError = "server_error"
        /// No answer came in time.
        case timeout
        /// The provider could not be reached, or the connection broke.
        case connection
        /// The provider refuses the content.
        case contentFilter = "content_filter"
        /// The account has no money or quota left.
        case insufficientFunds = "insufficient_funds"
        /// The answer is not one that the provider should give.
        case badResponse = "bad_response"
        /// Every provider of a chain failed.
        case allProvidersFailed = "all_providers_failed"
        /// A budget refused the request before it was sent.
        case overBudget = "over_budget"
    }

    /// The kind of the failure.
    public var code: Code

    /// A sentence for people: the provider's own where it gave one.
    public var message: String

    /// The provider.
    public var provider: String?

    /// The HTTP status, where there was an answer.
    public var status: Int?

    /// The provider's name for the request, to be told to its support.
    public var requestID: String?

    /// How long the provider asks to wait before the next try.
    public var retryAfter: Duration?

    /// Whether the same request may succeed a little later.
    public var isRetryable: Bool

    /// What of the answer had come when a stream broke.
    public var partial: CompletionResponse?

    /// The failures of the tries that led to this one, oldest first.
    public var attempts: [ProviderError]

    /// A failure.
    public init(
        _ code: Code, _ message: String, provider: String? = nil, status: Int? = nil, requestID: String? = nil,
        retryAfter: Duration? = nil, isRetryable: Bool = false
    ) {
        self.code = code
        self.message = message
        self.provider = provider
        self.status = status
        self.requestID = requestID
        self.retryAfter = retryAfter
        self.isRetryable = isRetryable
        attempts = []
    }
}

extension ProviderError: CustomStringConvertible {
    /// The provider, the status where there is one, and the message.
    public var description: String {
        let origin = [provider, status.map(String.init)].compactMap(\.self).joined(separator: " ")
        return origin.isEmpty ? message : "\(origin): \(message)"
    }
}
