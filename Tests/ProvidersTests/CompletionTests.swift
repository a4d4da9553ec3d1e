import Completions
import FakeProvider
import Pricing
@testable import Providers
import Testing

@Suite("A request goes to its provider, and its answer comes back")
struct CompletionTests {
    @Test("OpenAI: path, key and body; text, usage and exact cost")
    func openAI() async throws {
        try await FakeProvider.with(answers: .json(Fixture.chat)) { fake in
            let response = try await HTTPProvider.openAI(at: fake).complete(.greeting)
            #expect(response.text == "Hello there")
            #expect(response.usage?.inputTokens == 1000)
            #expect(response.cost?.amount == "0.0035")
            #expect(response.provider == "openai")
            #expect(response.model == "gpt-4o-2024-08-06")
            let sent = try #require(fake.requests.first)
            #expect(sent.method == "POST" && sent.path == "/v1/chat/completions")
            #expect(sent.headers["authorization"] == "Bearer sk-test-0123456789")
            #expect(sent.headers["content-type"] == "application/json")
            let body = try JSONValue(parsing: sent.body)
            #expect(
                body["model"] == "gpt-4o" && body["max_completion_tokens"] == .number(JSONNumber(100))
                    && body["stream"] == nil)
        }
    }

    @Test("Anthropic: its own key field and version")
    func anthropic() async throws {
        try await FakeProvider.with(answers: .json(Fixture.message)) { fake in
            let provider = HTTPProvider.anthropic(key: "sk-ant-1", baseURL: fake.url, betas: ["a", "b"])
            let response = try await provider.complete(.init(model: "claude-sonnet-4-5", messages: [.user("Hi")]))
            #expect(response.text == "Hello there")
            #expect(response.cost?.amount == "0.0045")
            let sent = try #require(fake.requests.first)
            #expect(sent.path == "/v1/messages")
            #expect(sent.headers["x-api-key"] == "sk-ant-1" && sent.headers["authorization"] == nil)
            #expect(sent.headers["anthropic-version"] == "2023-06-01" && sent.headers["anthropic-beta"] == "a,b")
        }
    }

    @Test("An answer too long to wait for comes as a stream, also to a caller who wants it whole")
    func longAnswer() async throws {
        let events = [
            #"{"type":"message_start","message":{"id":"m","model":"claude-sonnet-4-5","usage":{"input_tokens":3}}}"#,
            #"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#,
            #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Long"}}"#,
            #"{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":1}}"#,
            #"{"type":"message_stop"}"#,
        ]
        try await FakeProvider.with(answers: .stream(events.map { "data: \($0)\n\n" })) { fake in
            let provider = HTTPProvider.anthropic(key: "k", baseURL: fake.url + "/v1/")
            let request = CompletionRequest(
                model: "claude-sonnet-4-5", messages: [.user("Hi")], maxTokens: 40_000)
            let response = try await provider.complete(request)
            #expect(response.text == "Long" && response.usage?.outputTokens == 1)
            let sent = try #require(fake.requests.first)
            #expect(sent.path == "/v1/messages")
            let body = try JSONValue(parsing: sent.body)
            #expect(body["stream"] == .bool(true))
        }
    }

    @Test("Ollama: its own interface without a key, for nothing")
    func ollama() async throws {
        try await FakeProvider.with(answers: .json(Fixture.ollama)) { fake in
            let response = try await HTTPProvider.ollama(baseURL: fake.url).complete(
                .init(model: "llama3.2", messages: [.user("Hi")]))
            #expect(response.text == "Hello there")
            #expect(response.cost?.amount == "0")
            let sent = try #require(fake.requests.first)
            #expect(sent.path == "/api/chat" && sent.headers["authorization"] == nil)
        }
    }

    @Test("Qwen: always a stream; each region has its address and its price list")
    func qwen() async throws {
        let stream = FakeProvider.Answer.stream(Fixture.chatStream(["Hel", "lo"], model: "qwen-plus"))
        try await FakeProvider.with(answers: stream) { fake in
            let provider = try HTTPProvider.qwen(key: "k", region: "beijing", baseURL: fake.url)
            let response = try await provider.complete(.init(model: "qwen-plus", messages: [.user("Hi")]))
            #expect(response.text == "Hello")
            #expect(response.cost?.currency == .cny)
        }
        let usual = try HTTPProvider.qwen(key: "k")
        #expect(usual.settings.baseURL.contains("dashscope-intl"))
        let own = try HTTPProvider.qwen(key: "k", region: "tokyo-workspace", workspace: "ws1")
        #expect(own.settings.baseURL.hasPrefix("https://ws1.ap-northeast-1."))
        #expect(throws: ProviderError.self) { try HTTPProvider.qwen(key: "k", region: "tokyo-workspace") }
        #expect(throws: ProviderError.self) { try HTTPProvider.qwen(key: "k", region: "mars") }
    }

    @Test("A model that takes tools beside reasoning only by Responses gets that interface")
    func responses() async throws {
        let body = """
            {"id":"r1","object":"response","status":"completed","model":"gpt-5.6-sol","output":[{"type":"message",\
            "role":"assistant","content":[{"type":"output_text","text":"Hi"}]}],"usage":{"input_tokens":5,"output_tokens":1}}
            """
        try await FakeProvider.with(answers: .json(body)) { fake in
            let tool = Tool(name: "look", parameters: ["type": "object"])
            let request = CompletionRequest(model: "gpt-5.6-sol", messages: [.user("Hi")], tools: [tool])
            let response = try await HTTPProvider.openAI(at: fake).complete(request)
            #expect(response.text == "Hi")
            #expect(fake.requests.map(\.path) == ["/v1/responses"])
        }
    }

    @Test("A host that nobody knows is one value, and has no price rather than 0")
    func compatible() async throws {
        try await FakeProvider.with(answers: .json(Fixture.chat)) { fake in
            let host = try #require(HTTPProvider.compatible("my-host", baseURL: fake.url + "/v1/", key: "k"))
            let response = try await host.complete(.greeting)
            #expect(response.provider == "my-host" && response.text == "Hello there")
            #expect(response.cost == nil)
            #expect(response.costReason?.contains("my-host") == true)
        }
        #expect(HTTPProvider.compatible("nobody-knows") == nil)
        #expect(HTTPProvider.compatible("groq")?.settings.baseURL.contains("groq.com") == true)
    }

    @Test("An unpriced model completes, with a reason in place of a cost; so does an answer without usage")
    func unpriced() async throws {
        let unknown = Fixture.chat.replacing("gpt-4o-2024-08-06", with: "gpt-9-private")
        let silent = Fixture.chat.replacing(#","usage""#, with: #","x""#)
        try await FakeProvider.with(answers: .json(unknown), .json(silent)) { fake in
            let provider = HTTPProvider.openAI(at: fake)
            let first = try await provider.complete(.greeting)
            #expect(first.text == "Hello there" && first.cost == nil)
            #expect(first.costReason?.contains("gpt-9-private") == true)
            let second = try await provider.complete(.greeting)
            #expect(second.cost == nil && second.usage == nil && second.costReason?.isEmpty == false)
        }
    }

    @Test("Aliases give the provider its own names, in requests and estimates")
    func aliases() async throws {
        try await FakeProvider.with(answers: .json(Fixture.chat)) { fake in
            var settings = HTTPProvider.openAI(at: fake).settings
            settings.aliases = ["large": "gpt-4o"]
            let provider = HTTPProvider(settings)
            var request = CompletionRequest.greeting
            request.model = "large"
            _ = try await provider.complete(request)
            let body = try JSONValue(parsing: fake.requests[0].body)
            #expect(body["model"] == "gpt-4o")
            let estimate = try provider.estimateCost(of: request)
            #expect(estimate.model == "gpt-4o")
        }
    }

    @Test("What was changed about a request is said; what can't be sent fails before it is")
    func adaptations() async throws {
        try await FakeProvider.with(answers: .json(Fixture.chat)) { fake in
            let provider = HTTPProvider.openAI(at: fake)
            var request = CompletionRequest.greeting
            request.model = "o3"
            request.temperature = 0.2
            let response = try await provider.complete(request)
            #expect(response.adaptations.contains { $0.contains("temperature") })
            request.stop = ["x"]
            let error = await providerError { _ = try await provider.complete(request) }
            #expect(error?.code == .badRequest && error?.provider == "openai")
            #expect(fake.requests.count == 1)
        }
    }

    @Test("Models are listed: page by page, by tags and details, or from the price list where there is no listing")
    func models() async throws {
        let script: FakeProvider.Script = { request in
            switch request.path {
            case "/v1/models?limit=1000":
                .json(#"{"data":[{"id":"claude-a","max_input_tokens":9}],"has_more":true,"last_id":"claude-a"}"#)
            case "/v1/models?limit=1000&after_id=claude-a": .json(#"{"data":[{"id":"claude-b"}],"has_more":false}"#)
            case "/v1/models": .json(#"{"object":"list","data":[{"id":"gpt-4o","object":"model"}]}"#)
            case "/api/tags": .json(#"{"models":[{"name":"a:1b","model":"a:1b"},{"name":"b","model":"b"}]}"#)
            case "/api/show" where request.text.contains("a:1b"):
                .json(#"{"model_info":{"general.architecture":"x","x.context_length":4096},"capabilities":["tools"]}"#)
            default: .json(Fixture.error("not_found_error", "no"), status: 404)
            }
        }
        try await FakeProvider.with(script) { fake in
            let anthropic = try await HTTPProvider.anthropic(key: "k", baseURL: fake.url).listModels()
            #expect(anthropic.map(\.id) == ["claude-a", "claude-b"] && anthropic[0].contextLength == 9)
            #expect(try await HTTPProvider.openAI(at: fake).listModels().map(\.id) == ["gpt-4o"])
            let local = try await HTTPProvider.ollama(baseURL: fake.url).listModels()
            #expect(local.map(\.id) == ["a:1b", "b"])
            #expect(local[0].contextLength == 4096 && local[0].capabilities == ["tools"])
            #expect(try await HTTPProvider.ollama(baseURL: fake.url, interface: .chat).listModels().count == 1)
            let qwen = try await HTTPProvider.qwen(key: "k", baseURL: fake.url + "/none").listModels()
            #expect(qwen.contains { $0.id == "qwen-plus" })
            let host = HTTPProvider.compatible("my-host", baseURL: fake.url + "/none")
            #expect(await providerError { _ = try await host?.listModels() }?.code == .notFound)
        }
    }
}
