import Completions
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
        #expect(request.messages[1].content == [.text("a"), .other(["type": "image", "url": "u"])])
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
        ])
    func wrong(_ text: String, _ key: String) throws {
        let error = #expect(throws: RequestError.self) { try request(text) }
        #expect(error?.description.contains(key) == true)
    }
}
