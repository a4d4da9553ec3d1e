import Completions
import Testing

@Suite("Requests for chat completions")
struct ChatEncodingTests {
    private func encode(
        _ request: CompletionRequest, _ provider: String = "openai", streaming: Bool = false
    ) throws -> WireRequest {
        try ChatCompletions(provider: provider).encode(request, streaming: streaming)
    }

    @Test("The plainest request")
    func plain() throws {
        let wire = try encode(
            .asking("gpt-4o") { ($0.systemPrompt, $0.maxTokens, $0.temperature, $0.userID) = ("s", 9, 0.5, "u") },
            streaming: true)
        #expect(wire.path == "/chat/completions")
        #expect(wire.isStream)
        #expect(
            wire.body.description
                == #"{"model":"gpt-4o","messages":[{"role":"system","content":"s"},{"role":"user","content":"hi"}],"max_completion_tokens":9,"temperature":0.5,"safety_identifier":"u","stream":true,"stream_options":{"include_usage":true,"include_obfuscation":false}}"#
        )
        let other = try encode(.asking("m") { ($0.maxTokens, $0.userID) = (9, "u") }, "some-host", streaming: true)
        #expect(
            other.body.description
                == #"{"model":"m","messages":[{"role":"user","content":"hi"}],"max_tokens":9,"user":"u","stream":true,"stream_options":{"include_usage":true}}"#
        )
    }

    @Test("Calls and results are messages; images in a result follow it")
    func tools() throws {
        let result = ToolResult(
            callID: "c2", content: [.text("fog"), .image(.init(.url("https://e/x.png"), detail: .low))])
        let wire = try encode(
            .asking("gpt-4o") {
                $0.messages += Message.calling + [.tool(result), .user("and?")]
                ($0.tools, $0.toolChoice, $0.parallelToolCalls) = ([.weather], .tool("weather"), false)
            })
        #expect(
            wire.body["messages"]
                == (try json(
                    """
                    [{"role":"user","content":"hi"},{"role":"assistant","content":"Wait.","tool_calls":[{"id":"c1",
                    "type":"function","function":{"name":"weather","arguments":"{\\"city\\":\\"Oslo\\"}"}}]},
                    {"role":"tool","tool_call_id":"c1","content":"rain"},{"role":"tool","tool_call_id":"c2","content":"fog"},
                    {"role":"user","content":[{"type":"image_url","image_url":{"url":"https://e/x.png","detail":"low"}}]},
                    {"role":"user","content":"and?"}]
                    """)))
        #expect(wire.body["tool_choice"]?.description == #"{"type":"function","function":{"name":"weather"}}"#)
        #expect(wire.body["parallel_tool_calls"] == .bool(false))
        #expect(wire.adaptations.count == 1)
    }

    @Test("A call without text has no content, and without arguments an empty object")
    func emptyCall() throws {
        let wire = try encode(
            .asking("gpt-4o") {
                $0.messages.append(
                    Message(role: .assistant, content: [.toolCall(.init(id: "c", name: "f", argumentsText: ""))]))
            })
        #expect(wire.body["messages"]?.description.contains(#""content":null"#) == true)
        #expect(wire.body["messages"]?.description.contains(#""arguments":"{}""#) == true)
    }

    @Test("What reasoning models refuse is left out or refused before it is sent")
    func reasoningModels() throws {
        let wire = try encode(
            .asking("gpt-5-2025-08-07") {
                ($0.temperature, $0.topP, $0.reasoningEffort, $0.systemPrompt) = (0.2, 1, .xhigh, "s")
            })
        #expect(
            wire.body.description
                == #"{"model":"gpt-5-2025-08-07","messages":[{"role":"developer","content":"s"},{"role":"user","content":"hi"}],"reasoning_effort":"high"}"#
        )
        #expect(wire.adaptations.count == 2)
        #expect(throws: ProviderError.self) { try encode(.asking("o3") { $0.stop = ["x"] }) }
        #expect(throws: ProviderError.self) { try encode(.asking("gpt-4o") { $0.stop = ["1", "2", "3", "4", "5"] }) }
        let free = try encode(.asking("gpt-5.2") { ($0.temperature, $0.reasoningEffort) = (0.2, ReasoningEffort.none) })
        #expect(free.body["temperature"] != nil)
        let plain = try encode(.asking("gpt-4o") { $0.reasoningEffort = .high })
        #expect(plain.body["reasoning_effort"] == nil)
        #expect(plain.adaptations.count == 1)
        let first = try encode(.asking("o1-mini") { $0.systemPrompt = "s" })
        #expect(
            first.body["messages"]?.description
                == #"[{"role":"user","content":[{"type":"text","text":"s"},{"type":"text","text":"hi"}]}]"#)
    }

    @Test(
        "Tools beside reasoning are said as each model takes them",
        arguments: [
            ("gpt-5", ReasoningEffort.low, "low", false), ("gpt-5.5", .low, nil, true), ("gpt-5.6", nil, "none", true),
            ("gpt-6-sol", .high, "none", true), ("gpt-6-sol", .some(.none), "none", false),
        ] as [(String, ReasoningEffort?, String?, Bool)])
    func toolsAndReasoning(_ model: String, _ effort: ReasoningEffort?, _ sent: String?, _ responses: Bool) throws {
        let request = CompletionRequest.asking(model) { ($0.tools, $0.reasoningEffort) = ([.weather], effort) }
        #expect(try encode(request).body["reasoning_effort"]?.string == sent)
        #expect(OpenAIResponses.suits(request, traits: ProviderTraits(named: "openai")) == responses)
    }

    @Test("A model that takes tools, or anything, only by Responses is refused here and sent there")
    func responsesOnly() throws {
        let traits = ProviderTraits(named: "openai")
        for (model, tools) in [("gpt-6.1-sol", [Tool.weather]), ("o3-pro", [])] {
            let request = CompletionRequest.asking(model) { $0.tools = tools }
            #expect(throws: ProviderError.self) { try encode(request) }
            #expect(OpenAIResponses.suits(request, traits: traits))
        }
        #expect(!OpenAIResponses.suits(.asking("gpt-6.1-sol"), traits: traits))
    }

    @Test("Forms of answers")
    func formats() throws {
        let schema = ResponseFormat.schema(name: "n", description: "d", schema: ["type": "object"], isStrict: true)
        #expect(
            try encode(.asking("gpt-4o") { $0.responseFormat = schema }).body["response_format"]?.description
                == #"{"type":"json_schema","json_schema":{"name":"n","description":"d","schema":{"type":"object"},"strict":true}}"#
        )
        let json = try encode(.asking("gpt-4o") { $0.responseFormat = .json })
        #expect(json.body["response_format"] == ["type": "json_object"])
        #expect(json.body["messages"]?.description.contains("JSON") == true)
        #expect(json.adaptations.count == 1)
        let said = try encode(.asking("gpt-4o") { ($0.responseFormat, $0.systemPrompt) = (.json, "Write JSON.") })
        #expect(said.adaptations == [])
        #expect(throws: ProviderError.self) { try encode(.asking("gpt-4") { $0.responseFormat = schema }) }
    }

    @Test("Marks for the cache go to the models that take them")
    func cache() throws {
        func request(_ model: String) -> CompletionRequest {
            .asking(model) { ($0.systemPrompt, $0.cache) = ("s", .fiveMinutes) }
        }
        #expect(
            try encode(request("gpt-5.6-sol")).body["messages"]?.description.contains(
                #"[{"type":"text","text":"s","prompt_cache_breakpoint":{"mode":"explicit"}}]"#) == true)
        #expect(try encode(request("gpt-5")).body.description.contains("cache") == false)
        #expect(
            try encode(request("qwen-plus"), "qwen").body["messages"]?.description.contains(
                #""cache_control":{"type":"ephemeral"}"#) == true)
    }

    @Test("Documents are files where the host takes them; text files are text everywhere")
    func documents() throws {
        func request(_ source: Message.MediaSource) -> CompletionRequest {
            .asking("gpt-4o") { $0.messages[0].content = [.document(.init(source, title: "t"))] }
        }
        #expect(
            try encode(request(.base64("AAAA", mediaType: "application/pdf"))).body["messages"]?.description.contains(
                #"{"type":"file","file":{"filename":"t","file_data":"data:application/pdf;base64,AAAA"}}"#) == true)
        #expect(
            try encode(request(.base64("aGk=", mediaType: "text/plain")), "qwen").body["messages"]?.description
                == #"[{"role":"user","content":"t:\nhi"}]"#)
        #expect(throws: ProviderError.self) { try encode(request(.url("https://e/x.pdf"))) }
        #expect(throws: ProviderError.self) {
            try encode(request(.base64("AAAA", mediaType: "application/pdf")), "qwen")
        }
    }
}

@Suite("Requests to Qwen")
struct QwenEncodingTests {
    private func encode(_ request: CompletionRequest) throws -> WireRequest {
        try ChatCompletions(provider: "qwen").encode(request, streaming: false)
    }

    @Test("Every answer is asked for as a stream, with its usage; thinking is said in words")
    func stream() throws {
        let wire = try encode(.asking("qwen-plus") { $0.maxTokens = 9 })
        #expect(wire.isStream)
        #expect(
            wire.body.description
                == #"{"model":"qwen-plus","messages":[{"role":"user","content":"hi"}],"max_tokens":9,"enable_thinking":false,"stream":true,"stream_options":{"include_usage":true}}"#
        )
        #expect(try encode(.asking("qwen3.6-plus")).body["enable_thinking"] == .bool(true))
        #expect(try encode(.asking("qwen-max")).body["enable_thinking"] == nil)
    }

    @Test("Effort is a switch and a budget, or an effort where the model has them")
    func effort() throws {
        let low = try encode(.asking("qwen-plus-2025-09-11") { $0.reasoningEffort = .low })
        #expect(low.body["enable_thinking"] == .bool(true))
        #expect(low.body["thinking_budget"] == .number(JSONNumber(4096)))
        #expect(low.body["reasoning_effort"] == nil)
        let budget = try encode(.asking("qwen-plus") { $0.reasoningBudget = 100 })
        #expect(budget.body["thinking_budget"] == .number(JSONNumber(100)))
        #expect(try encode(.asking("qwen3.8-max") { $0.reasoningEffort = .high }).body["reasoning_effort"] == "xhigh")
        #expect(
            try encode(.asking("qwen3.6-plus") { $0.reasoningEffort = ReasoningEffort.none }).body["enable_thinking"]
                == .bool(false))
    }

    @Test("A forced tool or JSON turns thinking off, or becomes auto where that can't be")
    func thinkingYields() throws {
        let off = try encode(.asking("qwen3.6-plus") { ($0.tools, $0.toolChoice) = ([.weather], .required) })
        #expect(off.body["enable_thinking"] == .bool(false))
        #expect(off.body["tool_choice"] == "required")
        let auto = try encode(
            .asking("qwen3.6-plus") { ($0.tools, $0.toolChoice, $0.reasoningEffort) = ([.weather], .required, .high) })
        #expect(auto.body["tool_choice"] == "auto")
        #expect(auto.adaptations.count == 1)
        let json = try encode(.asking("qwen3.6-plus") { ($0.responseFormat, $0.systemPrompt) = (.json, "JSON!") })
        #expect(json.body["enable_thinking"] == .bool(false))
        #expect(json.body["response_format"] == ["type": "json_object"])
        let words = try encode(.asking("qwq-plus") { $0.responseFormat = .json })
        #expect(words.body["response_format"] == nil)
        #expect(words.adaptations.count == 2)
    }

    @Test("Reasoning is handed back in its own key")
    func reasoning() throws {
        let wire = try encode(
            .asking("qwen-plus") {
                $0.messages += [
                    Message(role: .assistant, content: [.reasoning(.init(text: "hm")), .text("a")]), .user("b"),
                ]
            })
        #expect(
            wire.body["messages"]?.description.contains(
                #"{"role":"assistant","content":"a","reasoning_content":"hm"}"#) == true)
    }

    @Test("Every region has an address")
    func regions() {
        let traits = ProviderTraits(named: "qwen")
        #expect(traits.regions.count == 9)
        #expect(traits.regions.allSatisfy { $0.baseURL.hasSuffix("/compatible-mode/v1") })
    }
}
