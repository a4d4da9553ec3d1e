/// Writes the body of a request to Anthropic's Messages interface.
struct AnthropicEncoder {
    var adapter: RequestAdapter
    var marks: CacheMarks

    private var request: CompletionRequest { adapter.request }

    /// The limit of a model that no file knows: every model since 2024 gives that much.
    private static let unknownModelLimit = 8192
    /// The least budget of thinking that is taken.
    private static let leastBudget = 1024

    init(_ request: CompletionRequest, traits: ProviderTraits) throws(ProviderError) {
        adapter = try RequestAdapter(
            request, provider: traits.provider, traits: traits.model(request.model))
        marks = CacheMarks(request, most: 4)
        if let change = marks.change { adapter.note(change) }
    }

    mutating func body(streaming: Bool) throws(ProviderError) -> JSONValue {
        let (way, toolChoice) = adapter.thinkingAndToolChoice()
        let maxTokens = self.maxTokens(streaming: streaming)
        let thinking = try self.thinking(way, maxTokens: maxTokens)
        let outputConfig = try self.outputConfig(way)
        let (temperature, topP) = sampling(isThinking: thinking?["type"]?.string == "enabled")

        var body = ObjectBuilder()
        body.set("model", request.model)
        body.set("max_tokens", maxTokens)
        body.set("system", system)
        body.set("messages", .array(try messages()))
        if !request.tools.isEmpty { body.set("tools", tools) }
        body.set("tool_choice", self.toolChoice(toolChoice))
        body.set("temperature", temperature)
        body.set("top_p", topP)
        body.set("stop_sequences", try adapter.stops(most: .max))
        body.set("thinking", thinking)
        body.set("output_config", outputConfig)
        body.set("service_tier", request.serviceTier)
        body.set("metadata", request.userID.map { ["user_id": .string($0)] })
        if streaming { body.set("stream", true) }
        body.overlay(request.extras)
        return body.object
    }

    // MARK: Limits and reasoning

    private mutating func maxTokens(streaming: Bool) -> Int {
        let most = adapter.traits.maxOutput
        guard let asked = request.maxTokens else {
            let limit = most ?? AnthropicEncoder.unknownModelLimit
            return streaming ? limit : min(limit, AnthropicMessages.wholeAnswerLimit)
        }
        guard let most, asked > most else { return asked }
        adapter.note("maxTokens is \(most): \(request.model) doesn't give \(asked).")
        return most
    }

    private mutating func thinking(_ way: ModelTraits.Thinking?, maxTokens: Int) throws(ProviderError) -> JSONValue? {
        guard let way, adapter.traits.thinking != nil else { return unknownModelThinking(way) }
        switch way {
        case .disabled, .adaptive:
            if request.reasoningBudget != nil, way == .adaptive {
                adapter.note("reasoningBudget was left out: \(request.model) finds its own.")
            }
            return way == adapter.traits.defaultThinking ? nil : ["type": .string(way.rawValue)]
        case .enabled:
            return ["type": "enabled", "budget_tokens": .count(try budget(below: maxTokens))]
        }
    }

    /// A model that no file knows gets a budget only where one was given, and else decides by the effort.
    private func unknownModelThinking(_ way: ModelTraits.Thinking?) -> JSONValue? {
        switch way {
        case .disabled?: ["type": "disabled"]
        case .enabled?:
            request.reasoningBudget.map {
                ["type": "enabled", "budget_tokens": .count(max($0, AnthropicEncoder.leastBudget))]
            }
        case .adaptive?, nil: nil
        }
    }

    /// The tokens of thinking, which are part of `maxTokens` and must leave some of it for the answer.
    private mutating func budget(below maxTokens: Int) throws(ProviderError) -> Int {
        let least = AnthropicEncoder.leastBudget
        let asked =
            request.reasoningBudget
            ?? request.reasoningEffort.flatMap { adapter.traits.effortBudgets[$0] } ?? least
        if request.reasoningBudget == nil { adapter.note("The reasoning effort is a budget of \(asked) tokens.") }
        guard maxTokens > least else {
            throw adapter.refusal("maxTokens must be above \(least) where \(request.model) is to think.")
        }
        let budget = min(max(asked, least), maxTokens - 1)
        if budget != asked {
            adapter.note("The reasoning budget is \(budget): it is within maxTokens, and at least \(least).")
        }
        return budget
    }

    private mutating func outputConfig(_ way: ModelTraits.Thinking?) throws(ProviderError) -> JSONValue? {
        var config = ObjectBuilder()
        // `none` is said by `thinking`, and isn't an effort here.
        if request.reasoningEffort != ReasoningEffort.none, way != .disabled || adapter.traits.thinking == nil {
            config.set("effort", adapter.effort()?.rawValue)
        }
        let isThinking = way.map { $0 != .disabled } ?? false
        if case .schema(_, _, let schema, _)? = try adapter.format(isThinking: isThinking, takesJSON: false) {
            config.set("format", ["type": "json_schema", "schema": schema])
        }
        return config.members.isEmpty ? nil : config.object
    }

    private mutating func sampling(isThinking: Bool) -> (temperature: Double?, topP: Double?) {
        var (temperature, topP) = adapter.sampling()
        if isThinking, temperature ?? 1 != 1 {
            adapter.note("temperature was left out: \(request.model) doesn't take it while it thinks.")
            temperature = nil
        }
        if isThinking, let share = topP, share < 0.95 {
            adapter.note("topP was left out: \(request.model) takes it from 0.95 while it thinks.")
            topP = nil
        }
        if let value = temperature, value > 1 {
            adapter.note("temperature is 1: \(adapter.provider) takes it from 0 to 1.")
            temperature = 1
        }
        return (temperature, topP)
    }

    // MARK: System prompt and tools

    private var system: JSONValue? {
        guard let text = adapter.systemPrompt else { return nil }
        guard let mark = marks.system else { return .string(text) }
        return [["type": "text", "text": .string(text), "cache_control": mark]]
    }

    private var tools: JSONValue {
        .array(
            request.tools.enumerated().map { index, tool in
                var object = ObjectBuilder()
                object.set("name", tool.name)
                object.set("description", tool.description)
                object.set("input_schema", tool.parameters)
                // A mark on the system prompt covers the tools before it.
                if index == request.tools.count - 1, system == nil { object.set("cache_control", marks.system) }
                return object.object
            })
    }

    private func toolChoice(_ choice: ToolChoice?) -> JSONValue? {
        guard !request.tools.isEmpty, choice != nil || request.parallelToolCalls == false else { return nil }
        var object = ObjectBuilder()
        switch choice ?? .auto {
        case .auto: object.set("type", "auto")
        case .none: return ["type": "none"]
        case .required: object.set("type", "any")
        case .tool(let name):
            object.set("type", "tool")
            object.set("name", name)
        }
        if request.parallelToolCalls == false { object.set("disable_parallel_tool_use", true) }
        return object.object
    }
}
