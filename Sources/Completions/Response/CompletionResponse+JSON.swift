extension CompletionResponse {
    /// The answer as one JSON object: `text`, `reasoning`, `toolCalls`, `usage`, `usageEstimated`, `stopReason`,
    /// `stopSequence`, `model`, `provider`, `id`, `serviceTier`, `cost`, `costReason`, `adaptations`. What isn't known is
    /// left out.
    public var json: JSONValue {
        var object = ObjectBuilder()
        object.set("text", text)
        if !reasoning.isEmpty { object.set("reasoning", reasoning) }
        object.set("toolCalls", .array(toolCalls.map(\.valueJSON)))
        object.set("refusal", content.lazy.compactMap(\.refusal).first)
        object.set("usage", usage?.json)
        if isUsageEstimated { object.set("usageEstimated", true) }
        object.set("stopReason", stopReason?.name)
        if case .other(let word)? = stopReason { object.set("stopWord", word) }
        object.set("stopSequence", stopSequence)
        object.set("model", model)
        object.set("provider", provider)
        if !id.isEmpty { object.set("id", id) }
        object.set("serviceTier", serviceTier)
        object.set("cost", cost?.amount)
        object.set("currency", cost.map(\.currency).flatMap { $0 == .usd ? nil : $0.code })
        object.set("costReason", costReason)
        if !adaptations.isEmpty { object.set("adaptations", .strings(adaptations)) }
        return object.object
    }
}

extension ToolCall {
    /// The call with its arguments as a value wherever they are JSON.
    fileprivate var valueJSON: JSONValue {
        ["id": .string(id), "name": .string(name), "arguments": arguments ?? .string(argumentsText)]
    }
}

extension Usage {
    /// The totals as JSON: `inputTokens` and `outputTokens` are all input and all output; what isn't known is left out.
    public var json: JSONValue {
        var object = ObjectBuilder()
        object.set("inputTokens", inputTokens)
        object.set("outputTokens", outputTokens)
        object.set("cacheReadTokens", cacheReadTokens)
        object.set("cacheWriteTokens", cacheWriteTokens)
        object.set("reasoningTokens", reasoningTokens)
        return object.object
    }
}

extension StreamEvent {
    /// The event as one JSON object with its `type`; the last is the answer's own, with the type `finished`.
    public var json: JSONValue {
        switch self {
        case .started(let id, let model): ["type": "started", "id": .string(id), "model": .string(model)]
        case .text(let text): ["type": "text", "text": .string(text)]
        case .reasoning(let text): ["type": "reasoning", "text": .string(text)]
        case .toolCallStarted(let index, let id, let name):
            ["type": "toolCallStarted", "index": .count(index), "id": .string(id), "name": .string(name)]
        case .toolCallArguments(let index, let text):
            ["type": "toolCallArguments", "index": .count(index), "arguments": .string(text)]
        case .usage(let usage): ["type": "usage", "usage": usage.json]
        case .finished(let response):
            .object([.init("type", "finished")] + (response.json.asObject ?? []))
        }
    }
}

extension ProviderError {
    /// The failure as JSON: `code`, `message`, `retryable`, `status`, `provider`, `requestId`, `retryAfter` in seconds,
    /// and the `attempts` that led to it. What isn't known is left out.
    public var json: JSONValue {
        var object = ObjectBuilder()
        object.set("code", code.rawValue)
        object.set("message", message)
        object.set("retryable", isRetryable)
        object.set("status", status)
        object.set("provider", provider)
        object.set("requestId", requestID)
        object.set(
            "retryAfter",
            retryAfter.map { Double($0.components.seconds) + Double($0.components.attoseconds) / 1e18 })
        if !attempts.isEmpty { object.set("attempts", .array(attempts.map(\.json))) }
        return object.object
    }
}
