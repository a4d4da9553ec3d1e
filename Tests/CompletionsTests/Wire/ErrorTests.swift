import Completions
import Testing

@Suite("Errors of providers")
struct ErrorTests {
    private func error(
        _ status: Int, _ body: String = "", _ headers: [String: String] = [:], now: Int? = nil,
        by format: any WireFormat = ChatCompletions(provider: "openai")
    ) -> ProviderError {
        format.error(status: status, headers: headers, body: body.utf8.map { $0 }, now: now)
    }

    @Test(
        "The body says the kind before the status does",
        arguments: [
            (
                400,
                #"{"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low"}}"#,
                .insufficientFunds
            ),
            (
                429, #"{"error":{"code":"insufficient_quota","message":"You exceeded your current quota"}}"#,
                .insufficientFunds
            ),
            (
                429,
                #"{"type":"error","error":{"type":"rate_limit_error","message":"m","details":{"error_code":"enforced_spend_limit_reached"}}}"#,
                .insufficientFunds
            ),
            (
                429,
                #"{"error":{"code":429,"message":"You exceeded your current quota","details":[{"retryDelay":"36s"}]}}"#,
                .rateLimited
            ),
            (400, #"{"code":"Arrearage","message":"m"}"#, .insufficientFunds),
            (403, #"{"code":"AllocationQuota.FreeTierOnly","message":"m"}"#, .insufficientFunds),
            (400, #"{"error":{"code":"context_length_exceeded","message":"m"}}"#, .contextTooLong),
            (400, #"{"error":{"message":"prompt is too long: 9 tokens > 8 maximum"}}"#, .contextTooLong),
            (
                400,
                #"{"error":{"code":"invalid_parameter_error","message":"<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, 8]"}}"#,
                .contextTooLong
            ),
            (400, #"{"code":"invalid-argument","error":"Incorrect API key provided"}"#, .authentication),
            (400, #"{"error":{"code":"data_inspection_failed","message":"m"}}"#, .contentFilter),
            (
                400, #"{"error":{"code":"invalid_parameter_error","message":"<400> InternalError.Algo: no"}}"#,
                .badRequest
            ),
            (404, #"{"error":"model 'x' not found"}"#, .notFound), (404, "", .notFound), (402, "", .insufficientFunds),
            (529, #"{"type":"error","error":{"type":"overloaded_error","message":"m"}}"#, .overloaded),
            (500, #"{"error":{"message":"The model is overloaded"}}"#, .overloaded), (503, "busy", .overloaded),
            (502, "<html><h1>502 Bad Gateway</h1></html>", .serverError), (408, "", .timeout),
            (413, "", .contextTooLong),
            (422, #"{"detail":[{"msg":"field required"}]}"#, .badRequest),
            (429, #"{"code":"Throttling.RateQuota","message":"m"}"#, .rateLimited),
        ] as [(Int, String, ProviderError.Code)])
    func codes(_ status: Int, _ body: String, _ code: ProviderError.Code) {
        let error = error(status, body)
        #expect(error.code == code)
        #expect(error.status == status)
        #expect(!error.message.isEmpty)
    }

    @Test("A gateway's time-out is Anthropic's own")
    func gatewayTimeout() {
        #expect(error(504, by: AnthropicMessages()).code == .timeout)
        #expect(error(504).code == .serverError)
    }

    @Test("The message is the provider's, in whatever shape it comes")
    func messages() {
        for body in [
            #"{"error":{"message":"M"}}"#, #"{"error":"M"}"#, #"{"message":"M"}"#, #"{"detail":"M"}"#, "M",
            #"[{"error":{"message":"M"}}]"#, "<html><body><p>M</p></body></html>", #"{"errors":[{"message":"M"}]}"#,
            #"{"detail":[{"msg":"M"}]}"#, "\"M\"",
        ] {
            #expect(error(400, body).message == "M", "\(body)")
        }
        #expect(error(400, String(repeating: "é", count: 5000)).message.utf8.count < 2100)
    }

    @Test("What is worth another try is as in the official clients, but for missing money")
    func retries() {
        let retried = [400, 401, 403, 404, 408, 409, 422, 429, 500, 502, 503, 504, 529].filter { error($0).isRetryable }
        #expect(retried == [408, 409, 429, 500, 502, 503, 504, 529])
        #expect(!error(500, "", ["x-should-retry": "false"]).isRetryable)
        #expect(error(400, "", ["x-should-retry": "true"]).isRetryable)
        #expect(!error(429, #"{"error":{"type":"insufficient_quota"}}"#, ["x-should-retry": "true"]).isRetryable)
    }

    @Test(
        "The delay is milliseconds, seconds or a date",
        arguments: [
            (["retry-after-ms": "1500"], Duration.milliseconds(1500)),
            (["retry-after-ms": "250", "retry-after": "9"], .milliseconds(250)),
            (["retry-after": "61"], .seconds(61)), (["retry-after": "0.5"], .milliseconds(500)),
            (["retry-after": "Sun, 06 Nov 1994 08:49:37 GMT"], .seconds(37)), (["retry-after": "-1"], nil),
            (["retry-after": "nan"], nil), (["retry-after": "1e300"], nil),
            (["retry-after": "Sun, 06 Nov 1994 08:49:00 GMT"], nil),
            (["retry-after": "soon"], nil), ([:], nil),
        ] as [([String: String], Duration?)])
    func delays(_ headers: [String: String], _ delay: Duration?) {
        #expect(error(429, "", headers, now: 784_111_740).retryAfter == delay)
        #expect(error(400, "", headers, now: 784_111_740).retryAfter == nil)
    }

    @Test("A delay may stand in the body")
    func bodyDelays() {
        #expect(error(429, #"{"error":{"message":"m","details":[{"retryDelay":"36s"}]}}"#).retryAfter == .seconds(36))
        let reset = #"{"error":{"message":"m","metadata":{"headers":{"X-RateLimit-Reset":"1000500"}}}}"#
        #expect(error(429, reset, now: 1000).retryAfter == .milliseconds(500))
        #expect(error(429, reset).retryAfter == nil)
    }

    @Test("No key stays in a message")
    func keys() {
        for secret in [
            "sk-abcdefgh12345678", "sk-inval************************-key", "gsk_abcdefgh1234", "AIzaSyA1234567890",
        ] {
            let text = error(401, #"{"error":{"message":"Incorrect API key provided: \#(secret). You can"}}"#).message
            #expect(text == "Incorrect API key provided: [redacted] You can")
        }
        #expect(!error(401, "Authorization: Bearer abcdefgh12345").message.contains("abcdefgh"))
    }

    @Test("The provider's name for the request is in a header or the body")
    func requestIDs() {
        #expect(error(400, "", ["request-id": "a"]).requestID == "a")
        #expect(error(400, #"{"error":{"message":"m"},"request_id":"b"}"#).requestID == "b")
    }
}

@Suite("Listings and interfaces")
struct ListingTests {
    @Test("Models are read from each provider's listing")
    func listings() throws {
        let anthropic = try ModelListing(
            parsing:
                #"{"data":[{"id":"a","display_name":"A","max_input_tokens":200000,"max_tokens":64000,"capabilities":{"batch":{"supported":true},"x":{"supported":false}}}],"has_more":true,"last_id":"a"}"#
                .utf8,
            provider: "anthropic")
        #expect(anthropic.models[0].contextLength == 200_000 && anthropic.models[0].maxOutput == 64000)
        #expect(anthropic.models[0].capabilities == ["batch"])
        #expect(anthropic.nextPage == "a")
        let openAI = try ModelListing(parsing: #"{"object":"list","data":[{"id":"o"}]}"#.utf8, provider: "openai")
        #expect(openAI.models.map(\.id) == ["o"] && openAI.nextPage == nil)
        var ollama = try ModelListing(
            parsing: #"{"models":[{"name":"q:8b","model":"q:8b","remote_host":"h"}]}"#.utf8, provider: "ollama"
        ).models[0]
        ollama.take(
            ollamaDetails: try json(
                #"{"model_info":{"general.architecture":"qwen3","qwen3.context_length":40960},"capabilities":["tools"]}"#
            ))
        #expect(ollama.contextLength == 40960 && ollama.isRemote && ollama.capabilities == ["tools"])
        #expect(throws: ProviderError.self) { try ModelListing(parsing: "{}".utf8, provider: "x") }
    }

    @Test("A path, or a body, says its interface")
    func interfaces() throws {
        #expect(WireInterface(path: "/openai/v1/chat/completions?x=1") == .chat)
        #expect(WireInterface(path: "/v1/messages") == .messages)
        #expect(WireInterface(path: "/api/chat") == .ollama)
        #expect(WireInterface(path: "/v1/embeddings") == nil)
        let bodies: [(String, String, WireInterface)] = [
            ("openai", #"{"messages":[]}"#, .chat), ("openai", #"{"input":"x"}"#, .responses),
            ("anthropic", #"{"messages":[]}"#, .messages), ("ollama", #"{"messages":[],"options":{}}"#, .ollama),
            ("ollama", #"{"messages":[],"max_tokens":5}"#, .chat), ("qwen", #"{"input":{"messages":[]}}"#, .dashScope),
        ]
        for (provider, body, interface) in bodies {
            #expect(WireInterface(provider: provider, body: try json(body)) == interface, "\(body)")
        }
    }
}
