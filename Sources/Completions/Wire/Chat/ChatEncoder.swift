/// Writes the body of a request for chat completions.
struct ChatEncoder {
    var adapter: RequestAdapter
    let dialect: ChatDialect
    var marks: CacheMarks

    private var request: CompletionRequest { adapter.request }

    init(_ request: CompletionRequest, traits: ProviderTraits) throws(ProviderError) {
        adapter = try RequestAdapter(request, provider: traits.provider, traits: traits.model(request.model))
        dialect = traits.chat
        marks = CacheMarks(request, most: 4)
        if dialect.cacheMark != nil, let change = marks.change { adapter.note(change) }
        guard !adapter.traits.isResponsesOnly else {
            throw adapter.refusal("\(request.model) is served by the Responses interface only: use that.")
        }
    }

    mutating func body(streaming: Bool) throws(ProviderError) -> JSONValue {
        let (way, toolChoice) = adapter.thinkingAndToolChoice()
        let isThinking = dialect.thinkingKey != nil && way.map { $0 != .disabled } ?? false
        let format = try adapter.format(isThinking: isThinking)
        let (temperature, topP) = adapter.sampling()
        let effort = try self.effort()

        var body = ObjectBuilder()
        body.set("model", request.model)
        body.set("messages", .array(try messages()))
        if !request.tools.isEmpty { body.set("tools", .array(request.tools.map(ChatEncoder.tool))) }
        setToolChoice(toolChoice, in: &body)
        body.set(dialect.maxTokensKey, request.maxTokens)
        body.set("temperature", temperature)
        body.set("top_p", topP)
        body.set("stop", try adapter.stops(most: dialect.maxStops))
        body.set("response_format", format.flatMap(ChatEncoder.responseFormat))
        if let key = dialect.effortKey { body.set(key, effort?.rawValue) }
        setThinking(way, effort: effort, in: &body)
        body.set("service_tier", request.serviceTier)
        if let key = dialect.userKey { body.set(key, request.userID) }
        if streaming { setStream(in: &body) }
        body.overlay(request.extras)
        return body.object
    }

    // MARK: Reasoning

    /// The effort, as far as the interface takes it beside tools.
    ///
    /// Source: OpenAI's answer to function tools with `reasoning_effort` on this interface.
    private mutating func effort() throws(ProviderError) -> ReasoningEffort? {
        guard dialect.effortKey != nil else {
            if request.asksToThink == true, dialect.thinkingKey == nil {
                adapter.note("The reasoning effort was left out: \(adapter.provider) doesn't take it.")
            }
            return nil
        }
        // Where thinking is turned on and off, an effort is sent only to models that are known to have efforts.
        if dialect.thinkingKey != nil, !adapter.traits.reasons { return nil }
        guard !request.tools.isEmpty else { return knownEffort() }
        switch adapter.traits.chatTools {
        case .anyEffort: return knownEffort()
        case .withoutEffort:
            if request.asksToThink == true { noteLostEffort() }
            return nil
        case .effortNone:
            if request.asksToThink == true { noteLostEffort() }
            return ReasoningEffort.none
        case .never:
            throw adapter.refusal("\(request.model) takes tools only by the Responses interface: use that.")
        }
    }

    private mutating func knownEffort() -> ReasoningEffort? {
        if request.asksToThink == true, adapter.traits.efforts?.isEmpty == true {
            adapter.note("The reasoning effort was left out: \(request.model) doesn't take it.")
        }
        return adapter.effort()
    }

    private mutating func noteLostEffort() {
        adapter.note("The reasoning effort was left out: \(request.model) takes it beside tools only by Responses.")
    }

    private mutating func setThinking(
        _ way: ModelTraits.Thinking?, effort: ReasoningEffort?, in body: inout ObjectBuilder
    ) {
        guard let key = dialect.thinkingKey, let way else { return }
        // Said in words wherever the model has a choice: what it does by itself differs from release to release.
        if adapter.traits.thinking?.count ?? 2 > 1 { body.set(key, way != .disabled) }
        guard way != .disabled, let budgetKey = dialect.thinkingBudgetKey else { return }
        if let budget = request.reasoningBudget {
            body.set(budgetKey, budget)
        } else if effort == nil, let asked = request.reasoningEffort, let budget = adapter.traits.effortBudgets[asked] {
            adapter.note("The reasoning effort is a budget of \(budget) tokens.")
            body.set(budgetKey, budget)
        }
    }

    // MARK: Tools, format, stream

    private static func tool(_ tool: Tool) -> JSONValue {
        var function = ObjectBuilder()
        function.set("name", tool.name)
        function.set("description", tool.description)
        function.set("parameters", tool.parameters)
        return ["type": "function", "function": function.object]
    }

    private mutating func setToolChoice(_ choice: ToolChoice?, in body: inout ObjectBuilder) {
        guard !request.tools.isEmpty else { return }
        if dialect.takesToolChoice {
            switch choice {
            case nil: break
            case .auto?: body.set("tool_choice", "auto")
            case ToolChoice.none?: body.set("tool_choice", "none")
            case .required?: body.set("tool_choice", "required")
            case .tool(let name)?:
                body.set("tool_choice", ["type": "function", "function": ["name": .string(name)]])
            }
        } else if choice ?? .auto != .auto {
            adapter.note("toolChoice was left out: \(adapter.provider) doesn't take it.")
        }
        if dialect.takesParallelToolCalls {
            body.set("parallel_tool_calls", request.parallelToolCalls)
        } else if request.parallelToolCalls != nil {
            adapter.note("parallelToolCalls was left out: \(adapter.provider) doesn't take it.")
        }
    }

    private static func responseFormat(_ format: ResponseFormat) -> JSONValue? {
        switch format {
        case .text: return nil
        case .json: return ["type": "json_object"]
        case .schema(let name, let description, let schema, let isStrict):
            var object = ObjectBuilder()
            object.set("name", name)
            object.set("description", description)
            object.set("schema", schema)
            object.set("strict", isStrict)
            return ["type": "json_schema", "json_schema": object.object]
        }
    }

    private func setStream(in body: inout ObjectBuilder) {
        body.set("stream", true)
        var options = ObjectBuilder()
        if dialect.asksForUsage { options.set("include_usage", true) }
        if dialect.padsStreams { options.set("include_obfuscation", false) }
        if !options.members.isEmpty { body.set("stream_options", options.object) }
    }
}
