import Completions
import FakeProvider
import Pricing
@testable import Providers
import Synchronization
import Testing

@Suite("Models are chosen by what a task needs")
struct SelectionTests {
    private func candidates() -> [ModelCandidate] {
        let openAI = HTTPProvider.openAI(key: "k")
        return [
            ModelCandidate("gpt-4.1-nano", of: openAI, tier: .cheap),
            ModelCandidate("gpt-4o", of: openAI, tier: .standard, maxContext: 128_000),
            ModelCandidate("gpt-4.1", of: openAI, tier: .standard),
            ModelCandidate("claude-opus-4-1", of: HTTPProvider.anthropic(key: "k"), tier: .expensive),
            ModelCandidate("llama3.2", of: HTTPProvider.ollama(), tier: .free, isLocal: true),
        ]
    }

    private func names(_ need: TaskNeed, _ request: CompletionRequest = .greeting) -> [String] {
        TierSelector().select(from: candidates(), for: request, need: need).map(\.model)
    }

    @Test("The harder the task, the dearer the first; in one tier the cheaper one comes first")
    func complexity() {
        #expect(names(.init(complexity: .low)) == ["llama3.2", "gpt-4.1-nano", "gpt-4.1", "gpt-4o", "claude-opus-4-1"])
        #expect(names(.init(complexity: .medium)).prefix(2) == ["gpt-4.1", "gpt-4o"])
        #expect(names(.init(complexity: .high)).first == "claude-opus-4-1")
    }

    @Test("Who waits gets a smaller model")
    func urgency() {
        #expect(names(.init(complexity: .high, isUrgent: true)).first == "gpt-4.1")
        #expect(names(.init(complexity: .medium, isUrgent: true)).first == "llama3.2")
    }

    @Test("What is private stays on the caller's machines")
    func privacy() { #expect(names(.init(complexity: .high, privacy: .localOnly)) == ["llama3.2"]) }

    @Test("What remains decides who may be asked; what is free always may")
    func remaining() throws {
        let little = Money(units: 100_000_000_000_000, currency: .usd)
        let names = names(.init(complexity: .high, remaining: little))
        #expect(names == ["gpt-4.1-nano", "llama3.2"])
        #expect(self.names(.init(remaining: .zero(.usd))) == ["llama3.2"])
    }

    @Test("The chosen models are a chain; none chosen is none")
    func chain() {
        let chain = FallbackChain(from: candidates(), for: .greeting, need: .init(complexity: .high))
        #expect(chain?.links.map(\.model) == ["claude-opus-4-1", "gpt-4.1", "gpt-4o", "gpt-4.1-nano", "llama3.2"])
        let cloud = candidates().filter { !$0.isLocal }
        #expect(FallbackChain(from: cloud, for: .greeting, need: .init(privacy: .localOnly)) == nil)
    }

    @Test("A caller's own rule can take the place")
    func pluggable() {
        struct Last: ModelSelector {
            func select(
                from candidates: [ModelCandidate], for request: CompletionRequest, need: TaskNeed
            ) -> [ModelCandidate] {
                candidates.suffix(1)
            }
        }
        let chain = FallbackChain(selecting: Last(), from: candidates(), for: .greeting, need: .init())
        #expect(chain?.links.map(\.model) == ["llama3.2"])
    }

    @Test("A provider that fails again and again is left alone, then tried by one")
    func circuit() async throws {
        let answers = AnswerQueue([.json("{}", status: 500), .json("{}", status: 500), .json(Fixture.chat)])
        try await FakeProvider.with({ _ in answers.next() }) { fake in
            let passed = Mutex(Duration.zero)
            let start = ContinuousClock.now
            let breaker = CircuitBreaker(
                HTTPProvider.openAI(at: fake), threshold: 2, pause: .seconds(30),
                now: { start + passed.withLock(\.self) })
            let options = CallOptions(retry: .never)
            for _ in 0..<2 {
                #expect(
                    await providerError { _ = try await breaker.complete(.greeting, options: options) }?.status == 500)
            }
            let alone = await providerError { _ = try await breaker.stream(.greeting, options: options).collect() }
            #expect(alone?.code == .overloaded && alone?.isRetryable == true && alone?.retryAfter != nil)
            #expect(fake.requests.count == 2)
            passed.withLock { $0 = .seconds(31) }
            let first = try await breaker.complete(.greeting, options: options)
            let second = try await breaker.stream(.greeting, options: options).collect()
            #expect(first.text == "Hello there" && second.text == "Hello there")
        }
    }
}
