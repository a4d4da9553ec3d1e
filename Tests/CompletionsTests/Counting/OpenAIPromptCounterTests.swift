import Testing
import Tokens

@testable import Completions

@Suite("The prompt of an OpenAI request is counted as it is written")
struct OpenAIPromptCounterTests {
    private func count(_ body: String) throws -> PromptCount {
        OpenAIPromptCounter().count(body: try JSONValue(parsing: body.utf8))
    }

    private func o200k(_ text: String) -> Int { Encoding.o200kBase.count(text) }

    @Test("A message is its text, its role and 3; the answer's start is 3, or 2 where the model reasons")
    func text() throws {
        let messages = #"[{"role":"system","content":"Be brief."},{"role":"user","content":"Hello"}]"#
        let totals = [
            ("gpt-4o-2024-08-06", 15), ("gpt-3.5-turbo-0125", 15), ("openai/gpt-4.1-mini", 15), ("gpt-5", 14),
        ]
        for (model, total) in totals {
            let count = try count(#"{"model":"\#(model)","messages":\#(messages)}"#)
            #expect(count.tokens == total, "\(model)")
            #expect(count.confidence == .high)
            #expect(count.reasons.isEmpty)
            #expect(count.parts.map(\.kind) == [.system, .message, .framing])
            #expect(count.parts.map(\.tokens) == [3, 1, total - 4])
        }
    }

    @Test("Parts of text join without a token between; an earlier answer of gpt-5 costs 2 more")
    func history() throws {
        let messages = """
            [{"role":"user","content":[{"type":"text","text":"Hel"},{"type":"text","text":"lo"}]},
            {"role":"assistant","content":"Yes?"},{"role":"user","content":"Hello"}]
            """
        #expect(try count(#"{"model":"gpt-4o","messages":\#(messages)}"#).tokens == 3 + 12 + 1 + 2 + 1)
        #expect(try count(#"{"model":"gpt-5","messages":\#(messages)}"#).tokens == 2 + 12 + 2 + 1 + 2 + 1)
    }

    @Test("A name joins its role with a colon")
    func name() throws {
        func tokens(_ name: String) throws -> Int {
            try count(#"{"model":"gpt-4o","messages":[{"role":"user","name":"\#(name)","content":"Hello"}]}"#).tokens
        }
        // `:user` is one token; `:` and `critic` are two.
        #expect(try tokens("user") == 9)
        #expect(try tokens("critic") == 10)
    }

    @Test("Functions join the system prompt, or are a message of their own")
    func tools() throws {
        let tool = """
            {"type":"function","function":{"name":"now","description":"The time.",
            "parameters":{"type":"object","properties":{}}}}
            """
        let text = ToolNamespace.head + "// The time.\ntype now = () => any;\n\n" + ToolNamespace.tail
        let system = try count(
            #"{"model":"gpt-4o","tools":[\#(tool)],"messages":[{"role":"system","content":"Be brief."}]}"#)
        #expect(system.tokens == 3 + 4 + o200k("Be brief.\n\n" + text) - 1)
        #expect(system.confidence == .high)
        let alone = try count(#"{"model":"gpt-4o","tools":[\#(tool)],"messages":[{"role":"user","content":"Hello"}]}"#)
        #expect(alone.tokens == 3 + 4 + o200k(text) - 1 + 5)
        #expect(alone.parts.first { $0.kind == .tool }?.label == "now")
        let harmony = try count(#"{"model":"gpt-5","tools":[\#(tool)],"messages":[{"role":"user","content":"Hello"}]}"#)
        #expect(harmony.tokens == alone.tokens - 1 + 81 + 1)
    }

    @Test("Naming the function to call costs its name and 7, on models that don't reason")
    func choice() throws {
        func tokens(_ model: String, _ choice: String) throws -> Int {
            try count(
                """
                {"model":"\(model)","tool_choice":\(choice),"messages":[{"role":"user","content":"Hello"}],
                "tools":[{"type":"function","function":{"name":"now","parameters":{}}}]}
                """
            ).tokens
        }
        let named = #"{"type":"function","function":{"name":"now"}}"#
        #expect(try tokens("gpt-4o", named) == tokens("gpt-4o", #""required""#) + 7 + o200k(".now"))
        #expect(try tokens("gpt-5", named) == tokens("gpt-5", #""required""#))
    }

    @Test("A call is its name and arguments without spaces, a result the function's name and its text")
    func call() throws {
        let messages = """
            [{"role":"assistant","content":null,"tool_calls":[{"id":"1","type":"function","function":
            {"name":"add","arguments":"{\\"a\\": 1}"}}]},{"role":"tool","tool_call_id":"1","content":"2"}]
            """
        let sum = 3 + 4 + 3 + o200k(".add") + o200k(#"{"a":1}"#) + 4 + 2 + o200k("add") + o200k("2")
        #expect(try count(#"{"model":"gpt-4o","messages":\#(messages)}"#).tokens == sum)
        #expect(try count(#"{"model":"gpt-5","messages":\#(messages)}"#).tokens == sum - 1 + 6)
    }

    @Test("Calls made at once are one call of a wrapper, their results one list")
    func parallelCalls() throws {
        let messages = """
            [{"role":"assistant","tool_calls":[{"id":"1","function":{"name":"a","arguments":"{\\"x\\": 1}"}},
            {"id":"2","function":{"name":"b","arguments":""}}]},
            {"role":"tool","tool_call_id":"1","content":"{\\"y\\":2}"},
            {"role":"tool","tool_call_id":"2","content":"red"}]
            """
        let calls =
            #"{"tool_uses":[{"recipient_name":"functions.a","parameters":{"x":1}},"#
            + #"{"recipient_name":"functions.b","parameters":{}}]}"#
        let results = #"[{"y": 2}, "red"]"#
        #expect(
            try count(#"{"model":"gpt-4o","messages":\#(messages)}"#).tokens
                == 3 + 4 + 6 + o200k(calls) + 4 + 6 + o200k(results))
    }

    @Test("The answer's form is a section, and its name stands before each answer")
    func format() throws {
        let body = """
            {"model":"MODEL","messages":[{"role":"user","content":"Hello"}],"response_format":{"type":"json_schema",
            "json_schema":{"name":"verdict","schema":{"type":"object","properties":{"ok":{"type":"boolean"}}}}}}
            """
        let schema = #"{"type":"object","properties":{"ok":{"type":"boolean"}}}"#
        let section = "# Response Formats\n\n## verdict\n\n" + schema
        let chat = try count(body.replacing("MODEL", with: "gpt-4o"))
        #expect(chat.tokens == 3 + 5 + 4 + o200k(section) + 2 + o200k("verdict"))
        #expect(chat.confidence == .high)
        #expect(try count(body.replacing("MODEL", with: "gpt-5")).tokens == 2 + 5 + 4 + o200k(section))
        #expect(chat.parts.contains { $0.kind == .responseFormat && $0.label == "verdict" })
    }

    @Test("An image in the request is counted; one elsewhere makes the confidence low")
    func images() throws {
        func count(_ url: String) throws -> PromptCount {
            try self.count(
                """
                {"model":"gpt-4o","messages":[{"role":"user","content":[{"type":"text","text":"Hello"},
                {"type":"image_url","image_url":{"url":"\(url)"}}]}]}
                """)
        }
        let gif = try count("data:image/gif;base64,R0lGODlhgALgAQ==")
        #expect(gif.tokens == 8 + 85 + 2 * 170)
        #expect(gif.confidence == .high)
        let remote = try count("https://example.com/a.png")
        #expect(remote.confidence == .low)
        #expect(remote.most >= 8 + 85 + 8 * 170)
    }

    @Test("A body for Responses is counted as that for Chat Completions")
    func responses() throws {
        let responses = try count(
            """
            {"model":"gpt-4.1-mini","instructions":"Be brief.","input":[{"role":"user","content":"Hello"},
            {"type":"function_call","call_id":"1","name":"add","arguments":"{}"},
            {"type":"function_call_output","call_id":"1","output":"2"}],
            "tools":[{"type":"function","name":"add","parameters":{}}]}
            """)
        let chat = try count(
            """
            {"model":"gpt-4.1-mini","messages":[{"role":"system","content":"Be brief."},
            {"role":"user","content":"Hello"},
            {"role":"assistant","tool_calls":[{"id":"1","function":{"name":"add","arguments":"{}"}}]},
            {"role":"tool","tool_call_id":"1","content":"2"}],"tools":[{"type":"function","function":{"name":"add"}}]}
            """)
        #expect(responses.tokens == chat.tokens)
        #expect(responses.confidence == .medium)
    }

    @Test("What a normalised request is written as is counted alike for each interface")
    func normalised() throws {
        var request = CompletionRequest(
            model: "gpt-4.1", systemPrompt: "Be brief.",
            messages: [
                .user("What is 1 + 1?"),
                Message(
                    role: .assistant, content: [.toolCall(ToolCall(id: "1", name: "add", arguments: ["a": "1"]))]),
                .tool(ToolResult(callID: "1", name: "add", text: "2")),
            ],
            tools: [Tool(name: "add", description: "Adds.", parameters: ["type": "object", "properties": [:]])])
        let chat = try ChatCompletions(provider: "openai").encode(request, streaming: false)
        let responses = try OpenAIResponses().encode(request, streaming: false)
        let count = OpenAIPromptCounter().count(body: chat.body)
        #expect(count.confidence == .high)
        #expect(OpenAIPromptCounter().count(body: responses.body).tokens == count.tokens)
        request.model = "qwen-plus"
        let dashScope = try ChatCompletions(provider: "qwen").encode(request, streaming: true)
        let qwen = QwenPromptCounter().count(body: dashScope.body)
        #expect(qwen.parts.map(\.kind) == [.system, .tool, .message, .message, .message, .framing])
        request.model = "llama3"
        let local = LocalPromptCounter().count(body: try OllamaChat().encode(request, streaming: true).body)
        #expect(local.parts.map(\.kind) == [.system, .message, .message, .message, .tool, .framing])
    }

    @Test("A model that isn't known is counted all the same, with a low confidence and room above")
    func unknownModel() throws {
        let count = try count(#"{"model":"llm-9","messages":[{"role":"user","content":"Hello"}]}"#)
        #expect(count.tokens == 8)
        #expect(count.confidence == .low)
        #expect(count.reasons.first == "llm-9 has no encoding here; its text is counted by o200k_base.")
        #expect(count.most > 4 * count.tokens)
    }

    @Test("A later model of a known family is counted as the family, less surely")
    func laterModel() throws {
        let count = try count(#"{"model":"gpt-5.9-pro","messages":[{"role":"user","content":"Hello"}]}"#)
        #expect(count.tokens == 7)
        #expect(count.confidence == .medium)
    }

    @Test(
        "A body of any shape has a count",
        arguments: [
            "null", "[]", "{}", #"{"messages":1}"#, #"{"messages":[1,null,"a",[],{}]}"#, #"{"input":{}}"#,
            #"{"model":1,"messages":[{"role":1,"content":{"a":[]},"tool_calls":[1,{}]}],"tools":[1,{"function":2}]}"#,
            #"{"model":"gpt-4o","messages":[{"role":"tool"}],"tools":{},"response_format":{"type":"json_schema"}}"#,
            #"{"model":"gpt-4o","messages":[{"content":[{"type":"file"},{"type":"input_audio"},{"type":"?"}]}]}"#,
            #"{"input":[{"type":"computer_call"},{"type":"function_call_output","output":[1]}],"text":{"format":7}}"#,
        ])
    func anyShape(_ body: String) throws {
        let count = try count(body)
        #expect(count.tokens >= 0)
        #expect(count.most >= count.tokens)
    }

    @Test("Many messages, calls and parts are counted in linear time", .timeLimit(.minutes(1)))
    func manyParts() throws {
        let calls = (0..<20_000).map { #"{"id":"\#($0)","function":{"name":"f","arguments":"{}"}}"# }
        let results = (0..<20_000).map { #"{"role":"tool","tool_call_id":"\#($0)","content":"1"}"# }
        let body = """
            {"model":"gpt-4o","messages":[{"role":"assistant","tool_calls":[\(calls.joined(separator: ","))]},
            \(results.joined(separator: ","))]}
            """
        #expect(try count(body).tokens > 20_000)
    }
}

@Suite("Constants by model are data")
struct FramingRulesTests {
    @Test("The built-in file has a day, and every encoding and kind that it names is known")
    func builtIn() throws {
        let rules = FramingRules.builtIn
        #expect(rules.asOf.count == 10)
        for model in ["gpt-4o", "gpt-4", "gpt-3.5-turbo", "o3-mini", "o4-mini", "gpt-5.4-2026-03-05", "ft:gpt-4o:org"] {
            let rule = try #require(rules.generations.rule(for: model)?.rule, "\(model)")
            #expect((try? Encoding(named: rule.encoding)) != nil)
            #expect(rule.settled.allSatisfy { FramingRules.Kind(rawValue: $0) != nil })
        }
        #expect(rules.generations.rule(for: "claude-sonnet-4-5") == nil)
        #expect(rules.generations.rule(for: "gpt-4o-mini-search-preview-2025-03-11")?.rule.isBare == true)
        #expect(rules.generations.rule(for: "gpt-4ever") == nil)
    }

    @Test("A later day's file can be read")
    func later() throws {
        let generation = #"{"names":["m"],"encoding":"o200k_base","message":9}"#
        let rules = try FramingRules(parsing: #"{"as_of":"2027-01-01","generations":[\#(generation)]}"#.utf8)
        let body: JSONValue = ["model": "m", "messages": [["role": "user", "content": "Hello"]]]
        #expect(OpenAIPromptCounter(rules: rules).count(body: body).tokens == 11)
        #expect(throws: JSONError.self) { try FramingRules(parsing: "{".utf8) }
    }
}
