// What of a body decides how much may be billed. What has another type than the interface says is passed over.
extension PreparedRequest {
    /// The most tokens that one answer may have by the request; nil where it sets no limit.
    public var outputLimit: Int? {
        let places = [
            body["max_completion_tokens"], body["max_tokens"], body["max_output_tokens"],
            body["options"]["num_predict"],
            parameters["max_tokens"], parameters["max_completion_tokens"],
        ]
        return places.compactMap { $0?.integer }.filter { $0 > 0 }.max()
    }

    /// How many answers are asked for, each of which is billed. At least 1.
    public var choices: Int {
        [body["n"], body["best_of"], parameters["n"]].compactMap { $0?.integer }.reduce(1, max)
    }

    /// Whether reasoning is billed beyond ``outputLimit``, and how much of it there may be.
    public var unlimitedReasoning: UnlimitedReasoning {
        guard !traits.chat.limitsReasoning, interface == .chat || interface == .dashScope else { return .none }
        let asked =
            body["enable_thinking"] ?? parameters["enable_thinking"]
            ?? body["chat_template_kwargs"]["enable_thinking"]
        if asked == .bool(false) { return .none }
        let budget = (body["thinking_budget"] ?? parameters["thinking_budget"])?.integer
        if asked == .bool(true) { return budget.map(UnlimitedReasoning.upTo) ?? .anyLength }
        guard let ways = modelTraits.thinking else { return budget.map(UnlimitedReasoning.upTo) ?? .unknown }
        guard ways.contains(where: { $0 != .disabled }), modelTraits.defaultThinking != .disabled else { return .none }
        return budget.map(UnlimitedReasoning.upTo) ?? .anyLength
    }

    /// Reasoning that the limit of an answer doesn't bound.
    public enum UnlimitedReasoning: Hashable, Sendable {
        /// There is none.
        case none
        /// At most so many tokens.
        case upTo(Int)
        /// As much as the model's context has room for.
        case anyLength
        /// As much as that, if the model reasons at all, which isn't known.
        case unknown
    }

    /// Whether the prompt's marks ask for a cache that lives an hour, whose writes are dearer. Linear.
    public var writesHourCache: Bool { body.hasHourMark }

    /// Whether the provider adds to the input while it answers, or has a part of the prompt that isn't in the body: what
    /// it finds or runs, what it keeps of a conversation. The prompt's count then says little about what is billed.
    public var addsInput: Bool {
        let own = ["custom", "function"]
        let run = body["tools"].elements.contains { tool in
            guard let type = tool["type"]?.string, !own.contains(type) else { return false }
            return !PreparedRequest.clientTools.contains { type.hasPrefix($0) }
        }
        let keys = ["mcp_servers", "web_search_options", "previous_response_id", "conversation", "prompt_id"]
        return run || keys.contains { (body[$0] ?? .null) != .null } || body["enable_search"] == .bool(true)
            || parameters["enable_search"] == .bool(true)
    }

    /// The service tier that is asked for, as prices name it; nil for the standard one, which is also what "auto" is
    /// billed as where nothing was agreed.
    public var serviceTier: String? {
        let speed = UsageContext(serviceTier: body["speed"]?.string).serviceTier
        guard let tier = UsageContext(serviceTier: body["service_tier"]?.string).serviceTier,
            !["auto", "standard_only"].contains(tier)
        else { return speed }
        return speed.map { "\(tier) \($0)" } ?? tier
    }

    /// The region whose price multiplier is asked for; nil where none is.
    public var region: String? { UsageContext(region: body["inference_geo"]?.string).region }

    /// Whether the prompt has sound, whose tokens have a price of their own.
    public var hasAudioInput: Bool {
        let messages = body["messages"].elements
        return messages.contains { message in
            message["audio"] != nil || message["content"].elements.contains { $0["type"] == "input_audio" }
        }
    }

    /// Whether the answer may be sound.
    public var asksForAudio: Bool { body["audio"] != nil || body["modalities"].elements.contains("audio") }

    /// The most tokens of a text that was predicted and that the answer doesn't take, which are billed as output.
    public var predictedTokens: Int {
        switch body["prediction"]["content"] {
        case .string(let text)?: text.utf8.count
        case let content?: content.elements.reduce(0) { $0 + ($1["text"]?.string?.utf8.count ?? 0) }
        case nil: 0
        }
    }

    /// Where DashScope's own interface has its options.
    private var parameters: JSONValue? { body["parameters"] }

    /// How the types of tools begin that Anthropic defines and the caller runs.
    private static let clientTools = ["computer_", "bash_", "text_editor_", "memory_"]
}

extension JSONValue {
    /// Whether a `cache_control` in it asks for an hour.
    fileprivate var hasHourMark: Bool {
        switch self {
        case .object(let members):
            members.contains {
                $0.key == "cache_control" && $0.value["ttl"]?.string == CacheLifetime.hour.rawValue
                    || $0.value.hasHourMark
            }
        case .array(let elements): elements.contains(where: \.hasHourMark)
        case .null, .bool, .number, .string: false
        }
    }
}
