import Completions
import Testing

@Suite("Requests to OpenAI's Responses interface")
struct ResponsesEncodingTests {
    @Test("A conversation is a list of items, reasoning and calls among them")
    func items() throws {
        let request = CompletionRequest.asking("gpt-5.6") {
            $0.systemPrompt = "s"
            $0.messages.append(
                Message(
                    role: .assistant,
                    content: [
                        .reasoning(.init(text: "hm", signature: "rs_1", redacted: "xyz")), .text("Wait."),
                        .toolCall(.init(id: "c1", name: "weather", argumentsText: "{}")),
                    ]))
            $0.messages.append(.tool(ToolResult(callID: "c1", text: "rain")))
            ($0.tools, $0.toolChoice, $0.reasoningEffort, $0.maxTokens) = ([.weather], .required, .high, 50)
        }
        let wire = try OpenAIResponses().encode(request, streaming: true)
        #expect(wire.path == "/responses")
        #expect(
            wire.body
                == (try json(
                    """
                    {"model":"gpt-5.6","instructions":"s","input":[{"role":"user","content":"hi"},
                    {"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"hm"}],"encrypted_content":"xyz"},
                    {"type":"message","role":"assistant","content":[{"type":"output_text","text":"Wait."}]},
                    {"type":"function_call","call_id":"c1","name":"weather","arguments":"{}"},
                    {"type":"function_call_output","call_id":"c1","output":"rain"}],
                    "tools":[{"type":"function","name":"weather","description":"Says the weather.","parameters":
                    {"type":"object","properties":{"city":{"type":"string"}},"x-kept":"y"},"strict":false}],
                    "tool_choice":"required","max_output_tokens":50,"reasoning":{"effort":"high"},"store":false,
                    "include":["reasoning.encrypted_content"],"stream":true,"stream_options":{"include_obfuscation":false}}
                    """)))
    }

    @Test("Parts have their own names; texts to stop at are refused")
    func parts() throws {
        let request = CompletionRequest.asking("gpt-4o") {
            $0.messages[0].content = [
                .text("a"), .image(.init(.base64("AAAA", mediaType: "image/png"))),
                .document(.init(.url("https://e/x.pdf"))),
            ]
            $0.responseFormat = .schema(name: "n", schema: ["type": "object"])
        }
        let body = try OpenAIResponses().encode(request, streaming: false).body
        #expect(
            body["input"]?.description
                == #"[{"role":"user","content":[{"type":"input_text","text":"a"},{"type":"input_image","image_url":"data:image/png;base64,AAAA"},{"type":"input_file","file_url":"https://e/x.pdf"}]}]"#
        )
        #expect(
            body["text"]?.description
                == #"{"format":{"type":"json_schema","name":"n","schema":{"type":"object"}}}"#)
        #expect(body["include"] == nil)
        #expect(throws: ProviderError.self) {
            try OpenAIResponses().encode(.asking("gpt-4o") { $0.stop = ["x"] }, streaming: false)
        }
    }
}

@Suite("Requests to Ollama")
struct OllamaEncodingTests {
    private func encode(_ request: CompletionRequest, contextLength: Int? = nil) throws -> WireRequest {
        try OllamaChat(contextLength: contextLength).encode(request, streaming: false)
    }

    @Test("Options, truncation and the stream are said in words")
    func plain() throws {
        let wire = try encode(
            .asking("qwen3:8b") {
                ($0.systemPrompt, $0.maxTokens, $0.temperature, $0.stop) = ("s", 9, 0.5, ["x"])
                $0.responseFormat = .schema(name: "n", schema: ["type": "object"])
            }, contextLength: 8192)
        #expect(wire.path == "/api/chat")
        #expect(
            wire.body.description
                == #"{"model":"qwen3:8b","messages":[{"role":"system","content":"s"},{"role":"user","content":"hi"}],"format":{"type":"object"},"options":{"num_ctx":8192,"num_predict":9,"temperature":0.5,"stop":["x"]},"truncate":false,"stream":false}"#
        )
    }

    @Test("Arguments are objects, results are told apart by name, images are bare base64")
    func tools() throws {
        let wire = try encode(
            .asking("qwen3") {
                $0.messages[0].content.append(.image(.init(.url("data:image/png;base64,AAAA"))))
                $0.messages += Message.calling
                ($0.tools, $0.toolChoice) = ([.weather], .required)
            })
        #expect(
            wire.body["messages"]
                == (try json(
                    """
                    [{"role":"user","content":"hi","images":["AAAA"]},{"role":"assistant","content":"Wait.","tool_calls":
                    [{"id":"c1","function":{"name":"weather","arguments":{"city":"Oslo"}}}]},
                    {"role":"tool","content":"rain","tool_name":"weather","tool_call_id":"c1"}]
                    """)))
        #expect(wire.adaptations.count == 1)
        #expect(
            try encode(.asking("m") { ($0.tools, $0.toolChoice) = ([.weather], ToolChoice.none) }).body["tools"] == nil)
        #expect(throws: ProviderError.self) {
            try encode(.asking("m") { $0.messages[0].content = [.image(.init(.url("https://e/x.png")))] })
        }
    }

    @Test("Thinking is a switch, or a level for models that have levels")
    func think() throws {
        #expect(try encode(.asking("qwen3") { $0.reasoningEffort = .low }).body["think"] == .bool(true))
        #expect(
            try encode(.asking("qwen3") { $0.reasoningEffort = ReasoningEffort.none }).body["think"] == .bool(false))
        #expect(try encode(.asking("gpt-oss:20b") { $0.reasoningEffort = .xhigh }).body["think"] == "high")
        #expect(try encode(.asking("qwen3")).body["think"] == nil)
    }

    @Test("Its OpenAI-compatible endpoint has its own path and no tool choice")
    func compatible() throws {
        let wire = try ChatCompletions(provider: "ollama").encode(
            .asking("qwen3") { ($0.tools, $0.toolChoice, $0.maxTokens) = ([.weather], .required, 5) }, streaming: false)
        #expect(wire.path == "/v1/chat/completions")
        #expect(wire.body["tool_choice"] == nil)
        #expect(wire.body["max_tokens"] == .number(JSONNumber(5)))
        #expect(wire.adaptations.count == 1)
    }
}

@Suite("Traits of providers and models")
struct TraitsTests {
    @Test("Every file in the binary reads, and names its sources")
    func builtIn() {
        let names = ProviderTraits.builtIn.map(\.provider)
        #expect(names == names.sorted())
        #expect(Set(["anthropic", "ollama", "openai", "qwen"]).isSubset(of: names))
    }

    @Test(
        "A name is known exactly or by its form, never by how it begins",
        arguments: [
            ("openai", "gpt-5", true), ("openai", "gpt-5-2025-08-07", true), ("openai", "gpt-55", false),
            ("openai", "gpt-5-2025-8-07", false), ("anthropic", "claude-opus-4-7-20260416", true),
            ("anthropic", "claude-opus-4-70", false), ("ollama", "gpt-oss:20b", true), ("ollama", "gpt-oss:", false),
        ])
    func names(_ provider: String, _ model: String, _ isKnown: Bool) {
        #expect((ProviderTraits(named: provider).model(model).efforts != nil) == isKnown)
    }

    @Test("A host of one's own is a value")
    func ownHost() throws {
        var traits = ProviderTraits(provider: "mine", baseURL: "https://llm.example.com/v1")
        traits.chat.userKey = nil
        var model = ModelTraits()
        model.sampling = .fixed
        traits.setTraits(model, ofModel: "m")
        let wire = try ChatCompletions(traits).encode(
            .asking("m") { ($0.temperature, $0.userID) = (0.1, "u") }, streaming: false)
        #expect(wire.body.description == #"{"model":"m","messages":[{"role":"user","content":"hi"}]}"#)
    }

    @Test(
        "What is wrong with a file is said",
        arguments: [
            ("[", "JSON"), ("{}", "provider"), (#"{"provider":"p","x":1}"#, "x"),
            (#"{"provider":"p","chat":{"files":1}}"#, "files"),
            (#"{"provider":"p","chat":{"usage_format":"x"}}"#, "usage_format"),
            (#"{"provider":"p","models":[{"efforts":["much"]}]}"#, "minimal"),
            (#"{"provider":"p","models":[{"patterns":["a<b>"]}]}"#, "patterns"),
        ])
    func wrong(_ text: String, _ word: String) {
        let error = #expect(throws: TraitsError.self) { try ProviderTraits(parsing: text.utf8) }
        #expect(error?.description.contains(word) == true)
    }
}
