import Completions
import Testing

@Suite("Requests to Anthropic")
struct AnthropicEncodingTests {
    private func encode(_ request: CompletionRequest, streaming: Bool = false) throws -> WireRequest {
        try AnthropicMessages().encode(request, streaming: streaming)
    }

    @Test("The plainest request has the limit that the interface demands")
    func plain() throws {
        let wire = try encode(.asking("claude-haiku-4-5") { $0.systemPrompt = "Be brief." })
        #expect(wire.path == "/v1/messages")
        #expect(wire.headers["anthropic-version"] == "2023-06-01")
        #expect(wire.adaptations == [])
        #expect(
            wire.body
                == (try json(
                    #"{"model":"claude-haiku-4-5","max_tokens":21333,"system":"Be brief.","messages":[{"role":"user","content":"hi"}]}"#
                )))
        #expect(
            try encode(.asking("claude-haiku-4-5"), streaming: true).body["max_tokens"] == .number(JSONNumber(64000)))
        #expect(try encode(.asking("claude-of-tomorrow")).body["max_tokens"] == .number(JSONNumber(8192)))
    }

    @Test("Results of one turn are one user's message, before what the user says")
    func toolResults() throws {
        let second = ToolResult(
            callID: "c2", content: [.text("fog"), .image(.init(.base64("AAAA", mediaType: "image/png")))], isError: true
        )
        let wire = try encode(
            .asking("claude-sonnet-4-5") {
                $0.messages += Message.calling + [.user("and?"), .tool(second)]
                $0.tools = [.weather]
            })
        #expect(
            wire.body["messages"]
                == (try json(
                    """
                    [{"role":"user","content":"hi"},{"role":"assistant","content":[{"type":"text","text":"Wait."},
                    {"type":"tool_use","id":"c1","name":"weather","input":{"city":"Oslo"}}]},
                    {"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":"rain"},
                    {"type":"tool_result","tool_use_id":"c2","content":[{"type":"text","text":"fog"},{"type":"image",
                    "source":{"type":"base64","media_type":"image/png","data":"AAAA"}}],"is_error":true},
                    {"type":"text","text":"and?"}]}]
                    """)))
        #expect(wire.body["tools"]?.description.contains(#""x-kept":"y""#) == true)
    }

    @Test("Thinking is handed back as it came; that of others is left out")
    func thinking() throws {
        let wire = try encode(
            .asking("claude-opus-5-5") {
                $0.messages.append(
                    Message(
                        role: .assistant,
                        content: [
                            .reasoning(.init(text: "", signature: "s1")), .reasoning(.init(text: "", redacted: "r1")),
                            .reasoning(.init(text: "hm")), .text("a"),
                        ]))
                $0.messages.append(.user("go on"))
            })
        #expect(
            wire.body.description.contains(
                #"[{"type":"thinking","thinking":"","signature":"s1"},{"type":"redacted_thinking","data":"r1"},{"type":"text","text":"a"}]"#
            ))
        #expect(wire.adaptations.count == 1)
    }

    @Test(
        "Effort and thinking are said as each model takes them",
        arguments: [
            ("claude-sonnet-4-5", ReasoningEffort.low, #"{"type":"enabled","budget_tokens":2048}"#, nil),
            ("claude-opus-4-7", .high, #"{"type":"adaptive"}"#, #"{"effort":"high"}"#),
            ("claude-opus-4-6", .xhigh, #"{"type":"adaptive"}"#, #"{"effort":"max"}"#),
            ("claude-opus-5", .none, #"{"type":"disabled"}"#, nil),
            ("claude-opus-5", .minimal, nil, #"{"effort":"low"}"#),
            ("claude-fable-5-1", .none, nil, nil), ("claude-3-haiku", .high, nil, nil),
        ] as [(String, ReasoningEffort, String?, String?)])
    func effort(_ model: String, _ effort: ReasoningEffort, _ thinking: String?, _ config: String?) throws {
        let wire = try encode(.asking(model) { $0.reasoningEffort = effort })
        #expect(wire.body["thinking"]?.description == thinking)
        #expect(wire.body["output_config"]?.description == config)
    }

    @Test("A budget of thinking is within the limit of the answer")
    func budget() throws {
        let wire = try encode(
            .asking("claude-haiku-4-5") { ($0.maxTokens, $0.reasoningBudget, $0.temperature) = (2000, 9000, 0.5) })
        #expect(wire.body["thinking"]?.description == #"{"type":"enabled","budget_tokens":1999}"#)
        #expect(wire.body["temperature"] == nil)
        #expect(wire.adaptations.count == 2)
        #expect(throws: ProviderError.self) {
            try encode(.asking("claude-haiku-4-5") { ($0.maxTokens, $0.reasoningBudget) = (1000, 9000) })
        }
    }

    @Test("Sampling is left out where the model refuses it, and that is said")
    func sampling() throws {
        let request = CompletionRequest.asking("claude-opus-4-8") { ($0.temperature, $0.topP) = (0.2, 0.9) }
        let wire = try encode(request)
        #expect(wire.body["temperature"] == nil)
        #expect(wire.body["top_p"] == nil)
        #expect(wire.adaptations.count == 2)
        let either = try encode(.asking("claude-haiku-4-5") { ($0.temperature, $0.topP) = (1.5, 0.9) })
        #expect(either.body["temperature"] == .number(JSONNumber(1)))
        #expect(either.body["top_p"] == nil)
        #expect(either.adaptations.count == 2)
    }

    @Test("A forced tool and thinking exclude each other: what wasn't asked for yields")
    func forcedTool() throws {
        func request(_ model: String, _ effort: ReasoningEffort?) throws -> WireRequest {
            try encode(
                .asking(model) {
                    ($0.tools, $0.toolChoice, $0.reasoningEffort) = ([.weather], .tool("weather"), effort)
                })
        }
        #expect(try request("claude-haiku-4-5", nil).adaptations == [])
        #expect(
            try request("claude-haiku-4-5", nil).body["tool_choice"]?.description
                == #"{"type":"tool","name":"weather"}"#)
        let off = try request("claude-opus-5", nil)
        #expect(off.body["thinking"] == ["type": "disabled"])
        #expect(off.body["tool_choice"]?["type"] == "tool")
        let always = try request("claude-opus-5-5", nil)
        #expect(always.body["tool_choice"] == ["type": "auto"])
        #expect(always.adaptations.count == 1)
        #expect(try request("claude-opus-5", .high).body["tool_choice"] == ["type": "auto"])
    }

    @Test("At most four marks for the cache are kept, the last ones; an hour never stands behind five minutes")
    func cacheMarks() throws {
        let wire = try encode(
            .asking("claude-haiku-4-5") {
                $0.systemPrompt = "s"
                $0.cache = .hour
                $0.messages = (0..<5).map { Message(role: .user, content: [.text("m\($0)")], cache: .fiveMinutes) }
                $0.messages[4].cache = .hour
            })
        #expect(
            wire.body["system"]?.description
                == #"[{"type":"text","text":"s","cache_control":{"type":"ephemeral","ttl":"1h"}}]"#)
        let text = wire.body["messages"]?.description ?? ""
        #expect(text.components("cache_control") == 3)
        #expect(!text.contains("ttl"))
        #expect(text.contains(#"{"role":"user","content":"m1"}"#))
        #expect(!wire.adaptations.isEmpty)
        let tools = try encode(.asking("claude-haiku-4-5") { ($0.tools, $0.cache) = ([.weather], .fiveMinutes) })
        #expect(tools.body["tools"]?.description.components("cache_control") == 1)
    }

    @Test("What the answer must be is demanded, or asked for in words, or refused")
    func format() throws {
        let schema = ResponseFormat.schema(name: "n", schema: ["type": "object"])
        let held = try encode(.asking("claude-sonnet-4-5") { $0.responseFormat = schema })
        #expect(
            held.body["output_config"]?.description == #"{"format":{"type":"json_schema","schema":{"type":"object"}}}"#)
        let asked = try encode(.asking("claude-3-haiku") { $0.responseFormat = schema })
        #expect(asked.body["system"]?.string?.contains(#"{"type":"object"}"#) == true)
        #expect(asked.adaptations.count == 1)
        #expect(throws: ProviderError.self) {
            try encode(
                .asking("claude-3-haiku") {
                    $0.responseFormat = .schema(name: "n", schema: ["type": "object"], isStrict: true)
                })
        }
    }

    @Test("The beginning of an answer is sent where the model goes on with it, without white space at its end")
    func prefill() throws {
        let wire = try encode(.asking("claude-haiku-4-5") { $0.messages.append(.assistant("Well, \n")) })
        #expect(wire.body["messages"]?.description.contains(#"{"role":"assistant","content":"Well,"}"#) == true)
        let error = #expect(throws: ProviderError.self) {
            try encode(.asking("claude-opus-4-7") { $0.messages.append(.assistant("Well,")) })
        }
        #expect(error?.code == .badRequest)
    }

    @Test("The rest of a request stands where the interface has it; extras lie over all")
    func rest() throws {
        let wire = try encode(
            .asking("claude-haiku-4-5") {
                ($0.stop, $0.userID, $0.serviceTier, $0.parallelToolCalls) = (["X"], "u", "standard_only", false)
                $0.tools = [.weather]
                $0.extras = [.init("top_k", .number(JSONNumber(3))), .init("max_tokens", .number(JSONNumber(7)))]
            })
        #expect(
            wire.body.description
                == #"{"model":"claude-haiku-4-5","max_tokens":7,"messages":[{"role":"user","content":"hi"}],"tools":[{"name":"weather","description":"Says the weather.","input_schema":{"type":"object","properties":{"city":{"type":"string"}},"x-kept":"y"}}],"tool_choice":{"type":"auto","disable_parallel_tool_use":true},"stop_sequences":["X"],"service_tier":"standard_only","metadata":{"user_id":"u"},"top_k":3}"#
        )
    }

    @Test("Arguments that were cut off, and messages with nothing in them, are refused before they are sent")
    func refused() {
        let call = ToolCall(id: "c", name: "f", argumentsText: #"{"a":"#)
        for messages in [[Message(role: .assistant, content: [.toolCall(call)])], [Message.user("")]] {
            let error = #expect(throws: ProviderError.self) {
                try encode(CompletionRequest(model: "claude-haiku-4-5", messages: messages))
            }
            #expect(error?.code == .badRequest)
        }
    }

    @Test("Text files are sent as text, other documents as they are")
    func documents() throws {
        let wire = try encode(
            .asking("claude-haiku-4-5") {
                $0.messages[0].content = [
                    .document(.init(.base64("aGk=", mediaType: "text/plain"), title: "t")),
                    .document(.init(.url("data:application/pdf;base64,AAAA"))), .image(.init(.url("https://e/x.png"))),
                ]
            })
        #expect(
            wire.body["messages"]?.description
                == #"[{"role":"user","content":[{"type":"document","source":{"type":"text","media_type":"text/plain","data":"hi"},"title":"t"},{"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"AAAA"}},{"type":"image","source":{"type":"url","url":"https://e/x.png"}}]}]"#
        )
    }
}

extension String {
    /// How often a text occurs.
    fileprivate func components(_ text: String) -> Int { ranges(of: text).count }
}
