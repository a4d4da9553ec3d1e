import Completions
import FakeProvider
@testable import Providers
import Testing

@Suite("Attempts are made again as the official clients do")
struct RetryTests {
    private func run(
        _ answers: [FakeProvider.Answer], retry: RetryPolicy? = nil, timeout: Duration? = nil
    ) async throws -> (requests: Int, error: ProviderError?, log: [String]) {
        let queue = AnswerQueue(answers)
        return try await FakeProvider.with({ _ in queue.next() }) { fake in
            let log = AttemptLog()
            let provider = HTTPProvider.openAI(at: fake)
            let options = CallOptions(timeout: timeout, retry: retry, observer: log)
            let error = await providerError { _ = try await provider.complete(.greeting, options: options) }
            return (fake.requests.count, error, log.all)
        }
    }

    private func failure(_ status: Int, _ headers: [String: String] = [:]) -> FakeProvider.Answer {
        .json(Fixture.error("some_error", "no luck"), status: status, headers: headers)
    }

    @Test("408, 409, 429 and everything from 500 are tried again", arguments: [408, 409, 429, 500, 502, 503, 504, 529])
    func retried(status: Int) async throws {
        let (requests, error, _) = try await run([failure(status), failure(status), .json(Fixture.chat)])
        #expect(requests == 3 && error == nil)
    }

    @Test("Other failures are not", arguments: [400, 401, 402, 403, 404, 413, 422])
    func notRetried(status: Int) async throws {
        let (requests, error, _) = try await run([failure(status), .json(Fixture.chat)])
        #expect(requests == 1 && error?.status == status && error?.isRetryable == false)
    }

    @Test("After the last attempt the error has those before it")
    func exhausted() async throws {
        let (requests, error, log) = try await run([failure(500), failure(503), failure(529)])
        #expect(requests == 3)
        #expect(error?.status == 529 && error?.code == .overloaded)
        #expect(error?.attempts.map(\.status) == [500, 503])
        #expect(
            log == [
                "1 gpt-4o", "1 server_error false", "2 gpt-4o", "2 overloaded false", "3 gpt-4o", "3 overloaded false",
            ])
    }

    @Test("x-should-retry overrides the status, both ways")
    func shouldRetry() async throws {
        #expect(try await run([failure(500, ["x-should-retry": "false"]), .json(Fixture.chat)]).requests == 1)
        #expect(try await run([failure(400, ["x-should-retry": "true"]), .json(Fixture.chat)]).requests == 2)
    }

    @Test("No money is no reason to try again")
    func quota() async throws {
        let broke = FakeProvider.Answer.json(Fixture.error("insufficient_quota", "You exceeded"), status: 429)
        let (requests, error, _) = try await run([broke, .json(Fixture.chat)])
        #expect(requests == 1 && error?.code == .insufficientFunds)
    }

    @Test("A provider's own wait holds: in milliseconds, in seconds with a fraction, as a date")
    func retryAfter() async throws {
        for headers in [
            ["retry-after-ms": "120"], ["retry-after": "0.12"], ["retry-after-ms": "120", "retry-after": "50"],
        ] {
            let start = ContinuousClock.now
            #expect(try await run([failure(429, headers), .json(Fixture.chat)]).requests == 2)
            #expect(ContinuousClock.now - start >= .milliseconds(120), "\(headers)")
        }
    }

    @Test("The delay is the provider's where it is short enough, else doubles with jitter, or there is none")
    func delays() {
        func error(_ seconds: Int?) -> ProviderError {
            ProviderError(.rateLimited, "", retryAfter: seconds.map { .seconds($0) }, isRetryable: true)
        }
        func delay(_ policy: RetryPolicy, _ seconds: Int?, retries: Int = 0, random: Double = 0) -> Duration? {
            var policy = policy
            policy.random = { random }
            return policy.delay(after: error(seconds), retries: retries, wasConnected: true)
        }
        #expect(delay(.openAI, 120) == .seconds(120))
        #expect(delay(.openAI, 121) == nil)
        #expect(delay(.anthropic, 60) == .seconds(60))
        #expect(delay(.anthropic, 61) == .milliseconds(500))
        #expect(delay(.beforeFallback, 2) == .seconds(2))
        #expect(delay(.beforeFallback, 3) == nil)
        #expect(delay(.openAI, nil, retries: 1) == .seconds(1))
        #expect(delay(.openAI, nil, retries: 1, random: 1) == .milliseconds(750))
        #expect(delay(.openAI, nil, retries: 2) == nil)
        #expect(delay(RetryPolicy(maxRetries: 99), nil, retries: 60) == .seconds(8))
        #expect(delay(.never, nil) == nil)
    }

    @Test("A wait beyond the call's time is not begun")
    func deadline() async throws {
        let start = ContinuousClock.now
        let (requests, error, _) = try await run(
            [failure(429, ["retry-after": "115"]), .json(Fixture.chat)], timeout: .seconds(110))
        #expect(requests == 1 && error?.code == .rateLimited && error?.retryAfter == .seconds(115))
        #expect(ContinuousClock.now - start < .seconds(100))
    }

    @Test("A connection that breaks before the answer is tried again, and may have been billed")
    func broken() async throws {
        for end: FakeProvider.Answer.Step in [.close, .reset] {
            let (requests, error, log) = try await run([.init([end]), .json(Fixture.chat)])
            #expect(requests == 2 && error == nil)
            #expect(log[1] == "1 connection true")
        }
    }

    @Test("A server that isn't there can't have billed; a local one is not tried again")
    func refused() async throws {
        let fake = try await FakeProvider { _ in .json(Fixture.chat) }
        try await fake.stop()
        let log = AttemptLog()
        let options = CallOptions(observer: log)
        let error = await providerError {
            _ = try await HTTPProvider.openAI(at: fake).complete(.greeting, options: options)
        }
        #expect(error?.code == .connection && error?.isRetryable == true && error?.attempts.count == 2)
        #expect(log.all.filter { $0.contains("connection false") }.count == 3)
        let local = await providerError { _ = try await HTTPProvider.ollama(baseURL: fake.url).complete(.greeting) }
        #expect(local?.code == .connection && local?.attempts.isEmpty == true)
    }

    @Test("An observer that refuses ends the call with its error, and nothing is sent")
    func refusal() async throws {
        struct OverBudget: Error {}
        try await FakeProvider.with(answers: failure(500)) { fake in
            let provider = HTTPProvider.openAI(at: fake)
            let never = AttemptLog(refusing: OverBudget())
            await #expect(throws: OverBudget.self) {
                try await provider.complete(.greeting, options: CallOptions(observer: never))
            }
            #expect(fake.requests.isEmpty && never.all == ["1 gpt-4o"])
            let once = AttemptLog(refusing: OverBudget(), from: 2)
            await #expect(throws: OverBudget.self) {
                try await provider.complete(.greeting, options: CallOptions(observer: once))
            }
            #expect(fake.requests.count == 1)
            #expect(once.all == ["1 gpt-4o", "1 server_error false", "2 gpt-4o"])
        }
    }
}
