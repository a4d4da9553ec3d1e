import Completions
import Foundation
import Testing

@Suite("The normalised request")
struct CompletionRequestTests {
    private func request(_ text: String) throws -> CompletionRequest {
        try CompletionRequest(json: JSONValue(parsing: text.utf8))
    }

    @Test("Its JSON form says all of it")
    func complete() throws {
        let request = try request(
            """
            {"model":"m","systemPrompt":"s","messages":[{"role":"user","content":"hi"},{"role":"assistant",
            "content":[{"type":"text","text":"a"},{"type":"image","url":"u"}]},{"role":"tool","content":null}],
            "tools":[{"name":"f","description":"d","parameters":{"type":"object"}}],"maxTokens":500,"temperature":0.2}
            """)
        #expect(request.model == "m")
        #expect(request.systemPrompt == "s")
        #expect(request.messages.map(\.role) == [.user, .assistant, .tool])
        #expect(request.messages[0] == .user("hi"))
        #expect(request.messages[1].content == [.text("a"), .image(.init(.url("u")))])
        #expect(request.messages[2].content == [])
        #expect(request.tools == [Tool(name: "f", description: "d", parameters: ["type": "object"])])
        #expect(request.maxTokens == 500)
        #expect(request.temperature == 0.2)
    }

    @Test("What may be missing is nil or empty")
    func minimal() throws {
        let request = try request(#"{"model":"m","messages":[]}"#)
        #expect(request == CompletionRequest(model: "m", messages: []))
    }

    @Test("The JSON of a request makes the same request, also through a coder")
    func roundTrip() throws {
        var request = CompletionRequest(
            model: "m", systemPrompt: "s", messages: [.user("hi")] + Message.calling, tools: [.weather], maxTokens: 5,
            temperature: 0.25)
        request.messages.append(
            Message(
                role: .user,
                content: [
                    .text("a"), .image(.init(.base64("AAAA", mediaType: "image/png"), detail: .high)),
                    .document(.init(.url("https://e/x.pdf"), title: "t")), .other(["type": "x"]),
                ], name: "n", cache: .hour))
        request.messages.append(
            Message(
                role: .assistant,
                content: [
                    .reasoning(.init(text: "r", signature: "s")), .reasoning(.init(text: "", redacted: "d")),
                    .toolCall(.init(id: "c2", name: "f", argumentsText: #"{"a": 1"#)), .text("b"),
                ]))
        request.messages.append(
            Message(
                role: .tool,
                content: [.toolResult(.init(callID: "c2", name: "f", text: "no", isError: true)), .text("z")]))
        (request.toolChoice, request.parallelToolCalls, request.topP, request.stop) = (
            .tool("weather"), false, 0.5, ["x"]
        )
        request.responseFormat = .schema(name: "n", description: "d", schema: ["type": "object"], isStrict: true)
        (request.reasoningEffort, request.reasoningBudget, request.cache) = (.xhigh, 1024, .fiveMinutes)
        (request.serviceTier, request.userID, request.extras) = ("flex", "u", [.init("seed", ["a": .string("1.5")])])
        #expect(try CompletionRequest(json: request.json) == request)
        #expect(try CompletionRequest(json: json(request.json.description)) == request)
        let coded = try JSONDecoder().decode(CompletionRequest.self, from: JSONEncoder().encode(request))
        #expect(coded.messages == request.messages)
        #expect(coded.responseFormat == request.responseFormat)
        #expect(coded.extras == request.extras)
    }

    @Test("Turns have the forms that people write")
    func turns() throws {
        let request = try request(
            """
            {"model":"m","messages":[{"role":"assistant","content":"","toolCalls":[{"id":"c","name":"f","arguments":{"b":1,"a":2}}]},
            {"role":"tool","toolCallId":"c","content":[{"type":"text","text":"no"}],"isError":true}],
            "toolChoice":"required","stop":"x","responseFormat":"json","reasoningEffort":"none"}
            """)
        #expect(
            request.messages[0].content.last == .toolCall(.init(id: "c", name: "f", argumentsText: #"{"b":1,"a":2}"#)))
        #expect(request.messages[1] == .tool(ToolResult(callID: "c", text: "no", isError: true)))
        #expect(request.toolChoice == .required)
        #expect(request.stop == ["x"])
        #expect(request.responseFormat == .json)
        #expect(request.reasoningEffort == ReasoningEffort.none)
    }

    @Test(
        "What is wrong is an error that names the key",
        arguments: [
            ("[]", "object"), ("{}", "model"), (#"{"model":1}"#, "model"), (#"{"model":"m"}"#, "messages"),
            (#"{"model":"m","messages":[{"role":"system","content":"x"}]}"#, "role"),
            (#"{"model":"m","messages":[{"role":"user","content":5}]}"#, "content"),
            (#"{"model":"m","messages":[],"maxTokens":0}"#, "maxTokens"),
            (#"{"model":"m","messages":[],"maxTokens":1.5}"#, "maxTokens"),
            (#"{"model":"m","messages":[],"temperature":"hot"}"#, "temperature"),
            (#"{"model":"m","messages":[],"systemPrompt":{}}"#, "systemPrompt"),
            (#"{"model":"m","messages":[],"tools":{}}"#, "tools"),
            (#"{"model":"m","messages":[],"tools":[{}]}"#, "name"),
            (#"{"model":"m","messages":[],"toolChoice":"x"}"#, "toolChoice"),
            (#"{"model":"m","messages":[],"reasoningEffort":"x"}"#, "minimal"),
            (#"{"model":"m","messages":[],"temperature":1e999}"#, "temperature"),
            (#"{"model":"m","messages":[],"stop":[1]}"#, "stop"),
            (#"{"model":"m","messages":[],"extras":[]}"#, "extras"),
            (#"{"model":"m","messages":[],"responseFormat":{}}"#, "responseFormat"),
            (#"{"model":"m","messages":[{"role":"user","content":[{"type":"image"}]}]}"#, "data"),
        ])
    func wrong(_ text: String, _ key: String) throws {
        let error = #expect(throws: RequestError.self) { try request(text) }
        #expect(error?.description.contains(key) == true)
    }
}
