/// Writes the body of a request to OpenAI's Responses interface.
struct ResponsesEncoder {
    var adapter: RequestAdapter
    private let dialect: ChatDialect

    private var request: CompletionRequest { adapter.request }

    init(_ request: CompletionRequest, traits: ProviderTraits) throws(ProviderError) {
        adapter = try RequestAdapter(request, provider: traits.provider, traits: traits.model(request.model))
        dialect = traits.chat
        guard request.stop.isEmpty else {
            throw adapter.refusal("The Responses interface doesn't take texts to stop at.")
        }
    }

    mutating func body(streaming: Bool) throws(ProviderError) -> JSONValue {
        let format = try adapter.format(isThinking: false)
        let (temperature, topP) = adapter.sampling()
        let effort = self.effort()

        var body = ObjectBuilder()
        body.set("model", request.model)
        body.set("instructions", adapter.systemPrompt)
        body.set("input", .array(try input()))
        if !request.tools.isEmpty {
            body.set("tools", .array(request.tools.map(ResponsesEncoder.tool)))
            body.set("tool_choice", request.toolChoice.map(ResponsesEncoder.toolChoice))
            body.set("parallel_tool_calls", request.parallelToolCalls)
        }
        body.set("max_output_tokens", request.maxTokens)
        body.set("temperature", temperature)
        body.set("top_p", topP)
        body.set("reasoning", effort.map { ["effort": .string($0.rawValue)] })
        body.set("text", format.map { ["format": ResponsesEncoder.format($0)] })
        body.set("service_tier", request.serviceTier)
        body.set(dialect.userKey ?? "user", request.userID)
        body.set("store", false)
        // Models that don't reason refuse this.
        if adapter.traits.reasons, effort != ReasoningEffort.none {
            body.set("include", ["reasoning.encrypted_content"])
        }
        if streaming {
            body.set("stream", true)
            if dialect.padsStreams { body.set("stream_options", ["include_obfuscation": .bool(false)]) }
        }
        body.overlay(request.extras)
        return body.object
    }

    private mutating func effort() -> ReasoningEffort? {
        if request.asksToThink == true, adapter.traits.efforts?.isEmpty == true {
            adapter.note("The reasoning effort was left out: \(request.model) doesn't take it.")
        }
        return adapter.effort()
    }

    private static func tool(_ tool: Tool) -> JSONValue {
        var object = ObjectBuilder()
        object.set("type", "function")
        object.set("name", tool.name)
        object.set("description", tool.description)
        object.set("parameters", tool.parameters)
        // Left out, it would be true, and the schema would be rewritten.
        object.set("strict", false)
        return object.object
    }

    private static func toolChoice(_ choice: ToolChoice) -> JSONValue {
        switch choice {
        case .auto: "auto"
        case .none: "none"
        case .required: "required"
        case .tool(let name): ["type": "function", "name": .string(name)]
        }
    }

    private static func format(_ format: ResponseFormat) -> JSONValue {
        switch format {
        case .text: return ["type": "text"]
        case .json: return ["type": "json_object"]
        case .schema(let name, let description, let schema, let isStrict):
            var object = ObjectBuilder()
            object.set("type", "json_schema")
            object.set("name", name)
            object.set("description", description)
            object.set("schema", schema)
            object.set("strict", isStrict)
            return object.object
        }
    }
}
