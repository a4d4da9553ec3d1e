import Testing
import Tokens

@testable import Completions

@Suite("Requests to Qwen and to local models are counted by their chat's form")
struct ChatMLTests {
    private let encoding = (try? Encoding(named: "qwen")) ?? .o200kBase

    private func count(_ body: String) throws -> PromptCount {
        QwenPromptCounter().count(body: try JSONValue(parsing: body.utf8))
    }

    /// A message between its markers.
    private func turn(_ text: String) -> Int { 1 + encoding.count(text) + 1 + encoding.count("\n") }

    private var start: Int { 1 + encoding.count("assistant\n") }

    @Test("Each message is its role and text between markers, and the answer's marker is the last")
    func messages() throws {
        let messages = #"[{"role":"system","content":"Be brief."},{"role":"user","content":"Hello"}]"#
        let expected = turn("system\nBe brief.") + turn("user\nHello") + start
        #expect(try count(#"{"model":"qwen-max","messages":\#(messages)}"#).tokens == expected)
        #expect(try count(#"{"model":"qwen-max","input":{"messages":\#(messages)}}"#).tokens == expected)
        // An empty thought is before each answer of this one.
        #expect(try count(#"{"model":"qwen-turbo","messages":\#(messages)}"#).tokens == expected + 4)
        #expect(try count(#"{"model":"qwen-max","input":{"prompt":"Hello"}}"#).tokens == turn("user\nHello") + start)
    }

    @Test("Messages of one role are one; an answer that was begun is gone on with")
    func merging() throws {
        let count = try count(
            """
            {"model":"qwen-max","messages":[{"role":"user","content":"Hello"},{"role":"user","content":"there"},
            {"role":"assistant","content":"Yes"}]}
            """)
        #expect(count.tokens == turn("user\nHello\nthere") + 1 + encoding.count("assistant\nYes"))
    }

    @Test("Functions are JSON with sorted keys in the system prompt; calls and results stand between tags")
    func tools() throws {
        let count = try count(
            """
            {"model":"qwen-plus","tools":[{"type":"function","function":{"name":"now","description":"é"}}],
            "messages":[{"role":"user","content":"Hello"},{"role":"assistant","content":"","tool_calls":
            [{"id":"1","function":{"name":"now","arguments":"{\\"b\\":1,\\"a\\":2}"}}]},
            {"role":"tool","tool_call_id":"1","content":"12:00"}]}
            """)
        let head = """
            system
            # Tools

            You may call one or more functions to assist with the user query.

            You are provided with function signatures within <tools></tools> XML tags:
            <tools>
            {"function": {"description": "é", "name": "now"}, "type": "function"}
            </tools>

            For each function call, return a json object with function name and arguments within\u{20}
            """
        let system =
            1 + encoding.count(head) + 2 + encoding.count(" XML tags:\n") + 1
            + encoding.count("\n{\"name\": <function-name>, \"arguments\": <args-json-object>}\n") + 1 + 1
            + encoding.count("\n")
        let call =
            1 + encoding.count("assistant\n") + 1
            + encoding.count("\n{\"name\": \"now\", \"arguments\": {\"a\": 2, \"b\": 1}}\n") + 2 + encoding.count("\n")
        let result = 1 + encoding.count("user\n") + 1 + encoding.count("\n12:00\n") + 1 + 1 + encoding.count("\n")
        #expect(count.tokens == system + turn("user\nHello") + call + result + start)
        #expect(count.parts.contains { $0.kind == .tool })
    }

    @Test("A model of the user's own has an approximate count that says so")
    func local() throws {
        let counter = LocalPromptCounter()
        let count = counter.count(
            body: ["model": "llama3.1:8b", "messages": [["role": "user", "content": "Hello"]]])
        #expect(count.tokens == 5 + 1 + 5)
        #expect(count.confidence == .low)
        #expect(!count.reasons.isEmpty)
        let own = LocalPromptCounter(tokenizer: Encoding.cl100kBase).count(body: ["model": "llama3", "prompt": "Hello"])
        #expect(own.tokens == 5 + 1 + 5)
        #expect(own.confidence == .medium)
        let qwen = counter.count(body: ["model": "qwen3:4b", "prompt": "Hello"])
        #expect(qwen.tokens == turn("user\nHello") + start + 2)
        let gemma = counter.count(body: ["model": "gemma3:1b", "prompt": "Hello", "system": "Be brief."])
        #expect(gemma.tokens == 4 + 10 + 4)
    }

    @Test("A body of any shape has a count", arguments: ["null", "{}", #"{"messages":[{"content":[{"image":"a"}]}]}"#])
    func anyShape(_ body: String) throws {
        #expect(try count(body).confidence == .low)
        #expect(LocalPromptCounter().count(body: try JSONValue(parsing: body.utf8)).confidence == .low)
    }
}
