extension ProviderError {
    /// The failure of an answer with a status of failure.
    ///
    /// Whether it is worth another try is as in the official clients: 408, 409, 429 and from 500, unless
    /// `x-should-retry` says otherwise; but never where money or quota is missing.
    init(provider: String, status: Int, headers: [String: String], body: [UInt8], now: Int?) {
        let content = ErrorBody(body)
        self.init(provider: provider, status: status, body: content)
        if message.isEmpty {
            message = body.isEmpty ? "HTTP status \(status) without a body" : "HTTP status \(status)"
        }
        requestID = headers["request-id"] ?? headers["x-request-id"] ?? content.requestID
        guard code != .insufficientFunds else { return }
        switch headers["x-should-retry"] {
        case "true"?: isRetryable = true
        case "false"?: isRetryable = false
        default: isRetryable = [408, 409, 429].contains(status) || status >= 500
        }
        guard isRetryable else { return }
        retryAfter = RetryAfter.delay(headers: headers, now: now) ?? content.retryDelay(now: now)
    }

    /// The failure that JSON with a status of success says, in a stream or instead of an answer.
    init(provider: String, streamed json: JSONValue) {
        let content = ErrorBody(json)
        self.init(provider: provider, status: nil, body: content)
        status = content.status
        if message.isEmpty { message = "The provider failed without a word." }
        requestID = content.requestID
        switch code {
        case .rateLimited, .overloaded, .serverError, .timeout: isRetryable = true
        default: isRetryable = false
        }
    }

    private init(provider: String, status: Int?, body: ErrorBody) {
        self.init(
            ErrorRules.code(status: status, body: body), Redaction.redacted(body.message), provider: provider,
            status: status)
    }
}

extension ErrorBody {
    fileprivate func retryDelay(now: Int?) -> Duration? {
        if let retryDelay { return RetryAfter.duration(seconds: retryDelay) }
        guard let limitReset, let now else { return nil }
        return RetryAfter.duration(seconds: limitReset / 1000 - Double(now))
    }
}
