/// How failures are told apart: by what their bodies say, first to last, and then by their status.
///
/// Sources: the error pages of docs.anthropic.com, platform.openai.com and help.aliyun.com/model-studio, and recorded
/// answers of these and of hosts like them.
enum ErrorRules {
    /// A sign by which a body says its kind of failure.
    private struct Rule {
        let code: ProviderError.Code
        /// Labels of which one is the whole label in the body.
        var labels: Set<String> = []
        /// How a label in the body may begin.
        var prefixes: [String] = []
        /// Words of which one is in the message, in lowercase.
        var phrases: [String] = []
        /// The statuses for which it holds; nil for all.
        var statuses: Set<Int>?
    }

    private static let rules: [Rule] = [
        Rule(
            code: .insufficientFunds,
            labels: [
                "insufficient_quota", "billing_error", "billing_hard_limit_reached", "enforced_spend_limit_reached",
                "arrearage", "insufficient_balance", "insufficient_credits", "payment_required",
            ],
            prefixes: ["allocationquota."],
            phrases: [
                "credit balance is too low", "reached your specified api usage limits",
                "reached your specified workspace api usage limits", "insufficient balance", "insufficient credits",
            ]),
        Rule(
            code: .contextTooLong,
            labels: [
                "context_length_exceeded", "string_above_max_length", "too_many_prompt_tokens", "request_too_large",
                "exceed_context_size_error",
            ]),
        Rule(
            code: .contextTooLong,
            phrases: [
                "prompt is too long", "maximum context length", "range of input length should be", "context window",
                "longer than the context length", "exceeds the context length", "exceeds the available context size",
                "input is too long", "too many tokens in the prompt", "context length exceeded",
            ], statuses: [400, 413, 422]),
        Rule(
            code: .contentFilter,
            labels: [
                "content_policy_violation", "content_filter", "data_inspection_failed", "datainspectionfailed",
                "responsibleaipolicyviolation", "moderation_blocked",
            ]),
        Rule(
            code: .authentication,
            labels: ["invalid_api_key", "authentication_error", "invalidapikey", "api_key_invalid", "unauthenticated"]),
        Rule(
            code: .authentication,
            phrases: ["incorrect api key", "invalid api key", "invalid api-key", "api key not valid"],
            statuses: [400, 401, 403]),
        Rule(
            code: .permission,
            labels: ["permission_error", "permission_denied", "accessdenied", "access_denied", "forbidden"],
            prefixes: ["accessdenied."]),
        Rule(
            code: .notFound,
            labels: ["model_not_found", "modelnotfound", "deploymentnotfound", "not_found_error", "not_found"]),
        Rule(code: .notFound, phrases: ["model not found"], statuses: [400, 404]),
        Rule(
            code: .rateLimited,
            labels: [
                "rate_limit_error", "rate_limit_exceeded", "limit_requests", "limit_burst_rate", "resource_exhausted",
                "too_many_requests", "throttlingexception",
            ], prefixes: ["throttling"]),
        Rule(
            code: .overloaded, labels: ["overloaded_error", "overloaded", "engine_overloaded", "service_unavailable"]),
        Rule(code: .overloaded, phrases: ["overloaded", "server busy"], statuses: [500, 503]),
        Rule(code: .timeout, labels: ["timeout_error", "requesttimeout", "request_timeout", "deadline_exceeded"]),
        Rule(code: .timeout, phrases: ["request timed out"], statuses: [408, 500, 504]),
    ]

    /// The labels of failures that have no status, being inside a stream, and their kinds.
    private static let labelsInStreams: [String: ProviderError.Code] = [
        "invalid_request_error": .badRequest, "invalid_parameter_error": .badRequest, "tool_use_failed": .badRequest,
        "invalidparameter": .badRequest, "api_error": .serverError, "server_error": .serverError,
        "internal_error": .serverError,
    ]

    /// The kind of a failure.
    ///
    /// - Parameter status: The HTTP status; nil inside a stream that began with success.
    static func code(status: Int?, body: ErrorBody) -> ProviderError.Code {
        let message = body.message.lowercased()
        let status = status ?? body.status
        for rule in rules {
            if let statuses = rule.statuses, let status, !statuses.contains(status) { continue }
            let isLabelled = body.labels.contains { label in
                rule.labels.contains(label) || rule.prefixes.contains { label.hasPrefix($0) }
            }
            if isLabelled || rule.phrases.contains(where: message.contains) { return rule.code }
        }
        // Some say this of a limit a minute too, and then when it ends.
        if message.contains("exceeded your current quota"), body.retryDelay == nil { return .insufficientFunds }
        if let status { return code(status: status) }
        return body.labels.lazy.compactMap { labelsInStreams[$0] }.first ?? .serverError
    }

    private static func code(status: Int) -> ProviderError.Code {
        switch status {
        case 401: .authentication
        case 402: .insufficientFunds
        case 403: .permission
        case 404: .notFound
        case 408: .timeout
        case 409: .serverError
        case 413: .contextTooLong
        case 429: .rateLimited
        case 503, 529: .overloaded
        case 500...: .serverError
        case 400..<500: .badRequest
        default: .badResponse
        }
    }
}
