import Completions
import Testing

@Suite("Streams")
struct StreamTests {
    private let chat = ChatCompletions(provider: "openai")

    /// Server-sent events of the given data.
    private func events(_ data: [String], end: String = "\n\n") -> [UInt8] {
        Array(data.map { "data: \($0)\(end)" }.joined().utf8)
    }

    private func finished(_ result: Result<[StreamEvent], ProviderError>) throws -> CompletionResponse {
        guard case .finished(let response)? = try result.get().last else {
            throw ProviderError(.badResponse, "the stream has no end")
        }
        return response
    }

    private static let hello = #"{"id":"i","model":"m","choices":[{"index":0,"delta":{"content":"héllo"}}]}"#
    private static let stop = #"{"id":"i","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":null}"#
    private static let usage = #"{"id":"i","choices":[],"usage":{"prompt_tokens":5,"completion_tokens":2}}"#

    @Test(
        "Line ends, comments, names, a byte order mark and a missing end don't matter, nor does where bytes are cut",
        arguments: ["\n", "\r\n", "\r"], [1, 2, 3, 5, 1000])
    func framing(_ newline: String, _ size: Int) throws {
        let lines = [
            "\u{FEFF}: a comment", "id: 1", "event: x", "data: {\"id\":\"i\",\"model\":\"m\",",
            "data:\"choices\":[{\"index\":0,",
            "data: \"delta\":{\"content\":\"héllo\"}}]}", "", ":", "", "event: empty", "", "data: \(Self.stop)", "",
            "retry: 5", "data:\(Self.usage)",
        ]
        let response = try finished(chat.events(of: lines.joined(separator: newline).utf8.map { $0 }, inPiecesOf: size))
        #expect(response.text == "héllo")
        #expect(response.stopReason == .end)
        #expect(response.usage?.inputTokens == 5)
        #expect(response.raw?["usage"] != nil)
    }

    @Test("Every prefix of a stream is a broken connection with what came, until it is complete")
    func prefixes() {
        let stream = events([Self.hello, Self.hello, Self.stop, Self.usage, "[DONE]"])
        var texts: [String] = []
        for end in 0...stream.count {
            switch chat.events(of: stream[..<end]) {
            case .success(let events): #expect(events.last?.isFinished == true && events.text == "héllohéllo")
            case .failure(let error):
                #expect(error.code == .connection)
                #expect(error.isRetryable)
                texts.append(error.partial?.text ?? "")
            }
        }
        #expect(Set(texts) == ["", "héllo", "héllohéllo"])
        #expect(texts == texts.sorted { $0.utf8.count < $1.utf8.count })
    }

    @Test("Two calls come interleaved, their arguments cut inside an escape; empty ids and names go on")
    func interleaved() throws {
        func call(_ index: Int, _ rest: String) -> String {
            #"{"choices":[{"index":0,"delta":{"tool_calls":[{"index":\#(index),\#(rest)}]}}]}"#
        }
        let stream = events([
            call(0, #""id":"a","function":{"name":"f","arguments":""}"#), call(1, #""id":"b","function":{"name":"g"}"#),
            call(0, #""id":"","function":{"name":"","arguments":"{\"x\":\"\\u00"}"#),
            call(1, #""function":{"arguments":null}"#), call(0, #""function":{"arguments":"e9\"}"}"#),
            #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#, "[DONE]",
        ])
        let result = chat.events(of: stream, inPiecesOf: 7)
        let response = try finished(result)
        #expect(
            response.toolCalls == [
                ToolCall(id: "a", name: "f", argumentsText: #"{"x":"\u00e9"}"#),
                ToolCall(id: "b", name: "g", argumentsText: ""),
            ])
        #expect(try result.get().calls == response.toolCalls)
        #expect(response.toolCalls[0].arguments == ["x": "é"])
        #expect(response.toolCalls[1].arguments == .object([]))
        #expect(response.stopReason == .toolCalls)
    }

    @Test("Calls that all have one index, or none, are told apart; one without an id gets one that is its own")
    func foreignCalls() throws {
        for index in [#""index":0,"#, ""] {
            let call = #"{\#(index)"id":"","function":{"name":"f","arguments":"{\"n\":1}"}}"#
            let stream = events([
                #"{"id":"r","choices":[{"delta":{"tool_calls":[\#(call)]}}]}"#,
                #"{"id":"r","choices":[{"delta":{"tool_calls":[\#(call)]},"finish_reason":"tool_calls"}]}"#,
            ])
            let response = try finished(chat.events(of: stream))
            #expect(response.toolCalls.count == 2)
            #expect(Set(response.toolCalls.map(\.id)).count == 2)
            #expect(!response.toolCalls.contains { $0.id.isEmpty })
        }
    }

    @Test("Reasoning has many keys; content may be a list")
    func reasoning() throws {
        let stream = events([
            #"{"choices":[{"delta":{"reasoning_content":"a","content":""}}]}"#,
            #"{"choices":[{"delta":{"reasoning":"b"}}]}"#,
            #"{"choices":[{"delta":{"reasoning_details":[{"text":"c"}]}}]}"#,
            #"{"choices":[{"delta":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"d"}]}]}}]}"#,
            #"{"choices":[{"delta":{"content":[{"type":"text","text":"e"}]},"finish_reason":"length"}]}"#,
        ])
        let response = try finished(chat.events(of: stream))
        #expect(response.reasoning == "abcd")
        #expect(response.text == "e")
        #expect(response.stopReason == .maxTokens)
    }

    @Test("An error inside a stream is that error, with what came before it")
    func errors() {
        let failures: [(any WireFormat, [String], ProviderError.Code)] = [
            (chat, [Self.hello, #"{"error":{"message":"slow down","code":429}}"#], .rateLimited),
            (
                chat,
                [
                    Self.hello,
                    #"{"choices":[{"delta":{},"finish_reason":"error"}],"error":{"code":502,"message":"x"}}"#,
                ], .serverError
            ),
            (chat, [Self.hello, "nonsense"], .badResponse),
            (
                AnthropicMessages(), [#"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#],
                .overloaded
            ),
        ]
        for (format, data, code) in failures {
            guard case .failure(let error) = format.events(of: events(data)) else {
                Issue.record("no error in \(data)")
                continue
            }
            #expect(error.code == code)
            #expect(error.partial?.text == (data.count > 1 ? "héllo" : ""))
            #expect(error.isRetryable == (code != .badResponse))
        }
    }

    @Test("What is no stream is read for what it is")
    func noStream() throws {
        let whole = #"{"id":"i","model":"m","choices":[{"message":{"content":"hi"},"finish_reason":"stop"}]}"#
        #expect(try finished(chat.events(of: Array(whole.utf8), inPiecesOf: 3)).text == "hi")
        let error = #"{"error":{"message":"Invalid API key","type":"authentication_error"}}"#
        guard case .failure(let failure) = chat.events(of: Array(error.utf8)) else {
            Issue.record("no error")
            return
        }
        #expect(failure.code == .authentication)
        guard case .failure(let page) = chat.events(of: Array("<html>Bad gateway</html>".utf8)) else {
            Issue.record("no error")
            return
        }
        #expect(page.code == .badResponse)
        let unasked = try chat.decode(events([Self.hello, Self.stop, "[DONE]"]), headers: [:])
        #expect(unasked.text == "héllo")
    }

    @Test("DashScope's own stream may repeat what came before")
    func dashScope() throws {
        func event(_ text: String, _ reason: String) -> String {
            #"{"output":{"choices":[{"message":{"content":"\#(text)"},"finish_reason":"\#(reason)"}]},"usage":{"input_tokens":3,"output_tokens":4},"request_id":"r"}"#
        }
        let qwen = ChatCompletions(provider: "qwen")
        for pieces in [["Hel", "lo", ""], ["Hel", "Hello", "Hello"]] {
            let data = zip(pieces, ["null", "null", "stop"]).map {
                "id:1\nevent:result\n:HTTP_STATUS/200\ndata:\(event($0, $1))\n\n"
            }
            let result = qwen.events(of: Array(data.joined().utf8), inPiecesOf: 11)
            #expect(try result.get().text == "Hello")
            let response = try finished(result)
            #expect(response.text == "Hello")
            #expect(response.usage?.outputTokens == 4)
            #expect(response.id == "r")
        }
    }

    @Test("Anthropic's counts are cumulative; thinking keeps its seal; a call without input has an empty one")
    func anthropic() throws {
        let stream = events([
            #"{"type":"message_start","message":{"id":"i","model":"m","content":[],"usage":{"input_tokens":10,"output_tokens":1}}}"#,
            #"{"type":"ping"}"#,
            #"{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}"#,
            #"{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"sig"}}"#,
            #"{"type":"content_block_start","index":1,"content_block":{"type":"server_tool_use","id":"s","name":"web_search","input":{}}}"#,
            #"{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"q\":1}"}}"#,
            #"{"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"t","name":"f","input":{}}}"#,
            #"{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":""}}"#,
            #"{"type":"content_block_stop","index":2}"#, #"{"type":"news"}"#,
            #"{"type":"message_delta","delta":{},"usage":{"output_tokens":7}}"#,
            #"{"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"input_tokens":20,"output_tokens":9}}"#,
            #"{"type":"message_stop"}"#,
        ])
        let result = AnthropicMessages().events(of: stream, inPiecesOf: 5)
        let response = try finished(result)
        #expect(
            response.content == [
                .reasoning(.init(text: "", signature: "sig")),
                .other([
                    "type": "server_tool_use", "id": "s", "name": "web_search", "input": ["q": .number(JSONNumber(1))],
                ]),
                .toolCall(.init(id: "t", name: "f", argumentsText: "{}")),
            ])
        #expect(response.usage == (try Usage([.input: 20, .output: 9])))
        #expect(response.stopReason == .toolCalls)
        #expect(try result.get().calls == response.toolCalls)
    }

    @Test("Responses are read from their events, and from the last one whole")
    func responses() throws {
        let final =
            #"{"id":"resp","model":"m","status":"completed","output":[{"type":"reasoning","id":"rs","summary":[{"type":"summary_text","text":"hm"}],"encrypted_content":"x"},{"type":"message","content":[{"type":"output_text","text":"Hi"}]},{"type":"function_call","call_id":"c","name":"f","arguments":"{}"}],"usage":{"input_tokens":4,"output_tokens":6,"output_tokens_details":{"reasoning_tokens":2}}}"#
        let stream = events([
            #"{"type":"response.created","response":{"id":"resp","model":"m"}}"#,
            #"{"type":"response.output_item.added","output_index":0,"item":{"type":"reasoning","id":"rs","summary":[]}}"#,
            #"{"type":"response.reasoning_summary_text.delta","output_index":0,"delta":"hm"}"#,
            #"{"type":"response.output_item.added","output_index":1,"item":{"type":"message","content":[]}}"#,
            #"{"type":"response.output_text.delta","output_index":1,"delta":"Hi"}"#,
            #"{"type":"response.output_item.added","output_index":2,"item":{"type":"function_call","call_id":"c","name":"f","arguments":""}}"#,
            #"{"type":"response.function_call_arguments.delta","output_index":2,"delta":"{}"}"#,
            #"{"type":"response.completed","response":\#(final)}"#,
        ])
        let format = OpenAIResponses()
        let result = format.events(of: stream, inPiecesOf: 9)
        let response = try finished(result)
        #expect(response == (try format.decode(final.utf8, headers: [:])))
        #expect(response.text == "Hi" && response.reasoning == "hm")
        #expect(response.usage?.reasoningTokens == 2)
        #expect(response.stopReason == .toolCalls)
        #expect(try result.get().calls == response.toolCalls)
        let cut = format.events(of: events([#"{"type":"response.created","response":{"id":"r","model":"m"}}"#]))
        guard case .failure(let error) = cut else {
            Issue.record("no error")
            return
        }
        #expect(error.code == .connection && error.partial?.id == "r")
        let incomplete = try format.decode(
            #"{"status":"incomplete","incomplete_details":{"reason":"max_output_tokens"},"output":[]}"#.utf8,
            headers: [:])
        #expect(incomplete.stopReason == .maxTokens)
    }

    @Test("Ollama's lines may be long, its calls have no ids, its counts may be missing, its errors are lines")
    func ollama() throws {
        let long = String(repeating: "x", count: 100_000)
        let stream = """
            {"model":"m","created_at":"t","message":{"role":"assistant","content":"\(long)"},"done":false}
            {"model":"m","created_at":"t","message":{"thinking":"hm","tool_calls":[{"function":{"name":"f","arguments":{"b":1,"a":2}}}]},"done":false}
            {"model":"m","created_at":"t","message":{"content":""},"done":true,"done_reason":"stop","eval_count":7}
            """
        let response = try finished(OllamaChat().events(of: Array(stream.utf8), inPiecesOf: 1000))
        #expect(response.text == long && response.reasoning == "hm")
        #expect(response.toolCalls[0].argumentsText == #"{"b":1,"a":2}"#)
        #expect(response.toolCalls[0].id.hasPrefix("call_"))
        #expect(response.stopReason == .toolCalls)
        #expect(response.usage?.inputTokens == nil)
        #expect(response.usage?.outputTokens == 7)
        guard case .failure(let error) = OllamaChat().events(of: Array("{\"error\":\"it broke\"}\n".utf8)) else {
            Issue.record("no error")
            return
        }
        #expect(error.message == "it broke")
    }
}

@Suite("Whole answers")
struct AnswerTests {
    private func chat(_ choice: String, _ provider: String = "openai") throws -> CompletionResponse {
        try ChatCompletions(provider: provider).decode(
            #"{"id":"i","model":"m","choices":[\#(choice)]}"#.utf8, headers: [:])
    }

    @Test("A refusal is no text, and has a reason of its own")
    func refusal() throws {
        let response = try chat(#"{"message":{"content":null,"refusal":"No."},"finish_reason":"stop"}"#)
        #expect(response.text == "")
        #expect(response.content.first?.refusal == "No.")
        #expect(response.stopReason == .refusal)
        #expect(response.json["refusal"] == "No.")
    }

    @Test("Unknown reasons are kept in the provider's word; calls decide over it")
    func reasons() throws {
        #expect(try chat(#"{"message":{"content":"a"},"finish_reason":"new"}"#).stopReason == .other("new"))
        #expect(try chat(#"{"message":{"content":"a"},"finish_reason":""}"#).stopReason == nil)
        let called = try chat(
            #"{"message":{"function_call":{"name":"f","arguments":"{}"}},"finish_reason":"function_call"}"#)
        #expect(called.stopReason == .toolCalls && called.toolCalls.map(\.name) == ["f"])
    }

    @Test("An answer of JSON that the host didn't write as text is its text")
    func objectContent() throws {
        #expect(try chat(#"{"message":{"content":{"a":1}},"finish_reason":"stop"}"#).text == #"{"a":1}"#)
    }

    @Test(
        "A body that is no answer is an error, whatever its status",
        arguments: ["", "[", "<html>", "{}", #"{"message":"Success"}"#])
    func noAnswer(_ body: String) {
        for format in [ChatCompletions(provider: "x"), AnthropicMessages(), OllamaChat(), OpenAIResponses()]
            as [any WireFormat]
        {
            let error = #expect(throws: ProviderError.self) { try format.decode(body.utf8, headers: [:]) }
            #expect(error?.code == .badResponse || error?.code == .connection)
        }
    }

    @Test("The JSON of an answer has the command's keys")
    func json() throws {
        let response = try AnthropicMessages().decode(
            #"{"id":"i","type":"message","model":"m","content":[{"type":"text","text":"a"},{"type":"tool_use","id":"t","name":"f","input":{"x":1}}],"stop_reason":"stop_sequence","stop_sequence":"X","usage":{"input_tokens":3,"cache_read_input_tokens":2,"output_tokens":1}}"#
                .utf8,
            headers: [:])
        #expect(
            response.json.description
                == #"{"text":"a","toolCalls":[{"id":"t","name":"f","arguments":{"x":1}}],"usage":{"inputTokens":5,"outputTokens":1,"cacheReadTokens":2},"stopReason":"stop_sequence","stopSequence":"X","model":"m","provider":"anthropic","id":"i"}"#
        )
        #expect(StreamEvent.text("x").json == ["type": "text", "text": "x"])
    }
}
