/// Writes the body of a request to Ollama's own interface.
struct OllamaEncoder {
    var adapter: RequestAdapter

    private var request: CompletionRequest { adapter.request }

    init(_ request: CompletionRequest, traits: ProviderTraits) throws(ProviderError) {
        adapter = try RequestAdapter(request, provider: traits.provider, traits: traits.model(request.model))
    }

    mutating func body(streaming: Bool, contextLength: Int?) throws(ProviderError) -> JSONValue {
        let format = try adapter.format(isThinking: false)
        let tools = self.tools()
        let think = self.think()

        var body = ObjectBuilder()
        body.set("model", request.model)
        body.set("messages", .array(try messages()))
        if !tools.isEmpty { body.set("tools", .array(tools)) }
        body.set("format", format.flatMap(OllamaEncoder.format))
        body.set("think", think)
        let options = try self.options(contextLength: contextLength)
        if !options.members.isEmpty { body.set("options", options.object) }
        // Without these the oldest messages fall out of a long prompt in silence, and the answer streams.
        body.set("truncate", false)
        body.set("stream", streaming)
        if request.serviceTier != nil { adapter.note("serviceTier was left out: \(adapter.provider) has none.") }
        body.overlay(request.extras)
        return body.object
    }

    private mutating func options(contextLength: Int?) throws(ProviderError) -> ObjectBuilder {
        let (temperature, topP) = adapter.sampling()
        var options = ObjectBuilder()
        options.set("num_ctx", contextLength)
        options.set("num_predict", request.maxTokens)
        options.set("temperature", temperature)
        options.set("top_p", topP)
        options.set("stop", try adapter.stops(most: .max))
        return options
    }

    /// `true` and `false`, or a level for models that are known to have levels.
    private mutating func think() -> JSONValue? {
        guard let asks = request.asksToThink else { return nil }
        if request.reasoningBudget != nil {
            adapter.note("reasoningBudget was left out: \(adapter.provider) doesn't take it.")
        }
        if adapter.traits.reasons {
            return (adapter.effort() ?? adapter.traits.efforts?.last).map { .string($0.rawValue) }
        }
        return .bool(asks)
    }

    private mutating func tools() -> [JSONValue] {
        switch request.toolChoice {
        case nil, .auto?: break
        case ToolChoice.none?:
            if !request.tools.isEmpty { adapter.note("The tools were left out, as toolChoice is none.") }
            return []
        case .required?, .tool?:
            adapter.note("toolChoice is auto: \(adapter.provider) can't demand a call.")
        }
        if request.parallelToolCalls != nil, !request.tools.isEmpty {
            adapter.note("parallelToolCalls was left out: \(adapter.provider) doesn't take it.")
        }
        return request.tools.map { tool in
            var function = ObjectBuilder()
            function.set("name", tool.name)
            function.set("description", tool.description)
            function.set("parameters", tool.parameters)
            return ["type": "function", "function": function.object]
        }
    }

    private static func format(_ format: ResponseFormat) -> JSONValue? {
        switch format {
        case .text: nil
        case .json: "json"
        case .schema(_, _, let schema, _): schema
        }
    }
}
