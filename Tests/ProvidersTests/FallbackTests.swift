import Completions
import FakeProvider
import Pricing
@testable import Providers
import Testing

@Suite("Where one provider fails, the next one answers")
struct FallbackTests {
    private let down = FakeProvider.Answer.json(Fixture.error("overloaded_error", "Overloaded"), status: 529)

    /// What a chain of two answers, of which the first does so.
    private func run(
        _ first: FakeProvider.Answer, second: FakeProvider.Answer = .json(Fixture.message),
        _ request: CompletionRequest = .greeting, change: (inout FallbackChain) -> Void = { _ in }
    ) async throws -> (
        response: CompletionResponse?, error: ProviderError?, first: [FakeProvider.Request],
        second: [FakeProvider.Request]
    ) {
        try await FakeProvider.with(answers: first) { one in
            try await FakeProvider.with(answers: second) { two in
                var chain = FallbackChain([
                    .init(HTTPProvider.openAI(at: one)),
                    .init(HTTPProvider.anthropic(key: "k", baseURL: two.url).impatient, model: "claude-sonnet-4-5"),
                ])
                chain.retry.initialDelay = .milliseconds(2)
                change(&chain)
                do {
                    return (try await chain.complete(request), nil, one.requests, two.requests)
                } catch {
                    return (nil, error as? ProviderError, one.requests, two.requests)
                }
            }
        }
    }

    @Test("The next provider gets its own model, after one more attempt at the first")
    func next() async throws {
        let (response, _, first, second) = try await run(down)
        #expect(response?.provider == "anthropic" && response?.cost?.amount == "0.0045")
        #expect(first.count == 2 && second.count == 1)
        let body = try JSONValue(parsing: second[0].body)
        #expect(body["model"] == "claude-sonnet-4-5")
    }

    @Test("What may be one provider's alone goes on", arguments: [402, 403, 404, 408, 409, 429, 500, 503, 529])
    func goesOn(status: Int) async throws {
        #expect(try await run(.json(Fixture.error("x", "y"), status: status)).response != nil)
    }

    @Test("A wrong key and a wrong request stop", arguments: [400, 401, 413, 422])
    func stops(status: Int) async throws {
        let (_, error, _, second) = try await run(.json(Fixture.error("x", "y"), status: status))
        #expect(error?.status == status && error?.provider == "openai" && second.isEmpty)
    }

    @Test("A wait above two seconds goes on at once")
    func longWait() async throws {
        let start = ContinuousClock.now
        let busy = FakeProvider.Answer.json("{}", status: 429, headers: ["retry-after": "100"])
        let (response, _, first, _) = try await run(busy)
        #expect(response != nil && first.count == 1 && ContinuousClock.now - start < .seconds(90))
    }

    @Test("Where all fail, the error has every attempt")
    func allFail() async throws {
        let (_, error, _, _) = try await run(down, second: .json(Fixture.error("api_error", "oh"), status: 500))
        #expect(error?.code == .allProvidersFailed && error?.isRetryable == true)
        #expect(error?.attempts.map(\.status) == [529, 529, 500, 500, 500])
        #expect(error?.attempts.map(\.provider) == ["openai", "openai", "anthropic", "anthropic", "anthropic"])
    }

    @Test("A prompt that is too long goes on only when asked, and only to a larger window")
    func tooLong() async throws {
        let full = FakeProvider.Answer.json(Fixture.error("context_length_exceeded", "too long"), status: 400)
        #expect(try await run(full).error?.code == .contextTooLong)
        // gpt-4o has 128,000 tokens, claude-sonnet-4-5 has 200,000.
        #expect(try await run(full, change: { $0.skipsToLargerWindow = true }).response != nil)
        let smaller = try await run(full, second: .json(Fixture.chat)) { chain in
            chain = FallbackChain([chain.links[0], .init(chain.links[1].provider, model: "claude-2.0")])
            chain.skipsToLargerWindow = true
            chain.prices = (try? PriceTable(parsing: Array(Self.windows.utf8))) ?? chain.prices
        }
        #expect(smaller.error?.code == .allProvidersFailed && smaller.second.isEmpty)
    }

    private static let windows = """
        {"provider":"p","as_of":"2026-01-01","unit":"per_million_tokens","usage_format":"openai","counters":{},"records":[
        {"model":"gpt-4o","currency":"USD","tier":"cheap","prices":{"input":"1","output":"1"},"context_window":1000,"confidence":"high","sources":["s"]},
        {"model":"claude-2.0","currency":"USD","tier":"cheap","prices":{"input":"1","output":"1"},"context_window":1000,"confidence":"high","sources":["s"]}]}
        """

    @Test("Reasoning that one model sealed is not sent to another; what else was said is")
    func reasoning() async throws {
        var request = CompletionRequest.greeting
        request.messages += [
            Message(role: .assistant, content: [.reasoning(.init(text: "hm", signature: "seal")), .text("Yes")]),
            Message(role: .assistant, content: [.reasoning(.init(text: "", redacted: "cipher"))]), .user("Go on"),
        ]
        let (response, _, _, second) = try await run(down, request)
        #expect(response != nil)
        let body = second[0].text
        #expect(!body.contains("seal") && !body.contains("cipher") && body.contains("Yes") && body.contains("Go on"))
    }

    @Test("A stream goes on before anything was handed on, and not after")
    func streams() async throws {
        for (isCut, expected) in [(false, "Hello"), (true, "One two")] {
            let gate = FakeProvider.Gate()
            let pieces = Array(Fixture.chatStream(["One", " two"]).prefix(2))
            let first = isCut ? FakeProvider.Answer.stream(pieces, end: [.pass(gate), .close]) : down
            try await FakeProvider.with(answers: first) { one in
                try await FakeProvider.with(answers: .stream(Fixture.chatStream(["Hello"]))) { two in
                    var chain = FallbackChain([
                        .init(HTTPProvider.openAI(at: one)), .init(HTTPProvider.openAI(at: two)),
                    ])
                    chain.retry = .never
                    var text = ""
                    let stream = chain.stream(.greeting)
                    let error = await providerError {
                        for try await event in stream {
                            if case .text(let piece) = event { text += piece }
                            if text == "One two" { gate.open() }
                        }
                    }
                    #expect(text == expected)
                    #expect(error?.code == (isCut ? .connection : nil))
                    #expect(stream.partial?.text == (isCut ? "One two" : nil))
                    #expect(two.requests.count == (isCut ? 0 : 1))
                }
            }
        }
    }

    @Test("The call's time is that of all together")
    func time() async throws {
        let silent = FakeProvider.Answer([.wait(.seconds(100))])
        try await FakeProvider.with(answers: silent) { fake in
            let chain = FallbackChain([.init(HTTPProvider.openAI(at: fake)), .init(HTTPProvider.openAI(at: fake))])
            let start = ContinuousClock.now
            let error = await providerError {
                _ = try await chain.complete(.greeting, options: CallOptions(timeout: .milliseconds(200)))
            }
            #expect(error?.code == .allProvidersFailed && ContinuousClock.now - start < .seconds(90))
        }
    }

    @Test("A refusal of the observer ends the chain")
    func refusal() async throws {
        struct OverBudget: Error {}
        try await FakeProvider.with(answers: .json(Fixture.chat)) { fake in
            let chain = FallbackChain([.init(HTTPProvider.openAI(at: fake)), .init(HTTPProvider.openAI(at: fake))])
            let log = AttemptLog(refusing: OverBudget())
            await #expect(throws: OverBudget.self) {
                try await chain.complete(.greeting, options: CallOptions(observer: log))
            }
            #expect(fake.requests.isEmpty && log.all.count == 1)
        }
    }
}
