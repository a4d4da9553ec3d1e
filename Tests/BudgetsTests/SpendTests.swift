import Budgets
import Testing

@Suite("Spending in a scope")
struct SpendTests {
    private let store = MemoryStore()
    private let account: BudgetAccount

    init() throws {
        try store.configure("agent") { $0.totalBalance = .set(try .usd("10")) }
        account = BudgetLedger(store: store).account("agent")
    }

    private struct Failure: Error {}

    @Test("books what the work says it spent, and gives back the rest")
    func books() async throws {
        let text = try await account.spend(upTo: .usd("4")) { spending in
            spending.willSend()
            #expect(try store.status(of: "agent").held == .usd("4"))
            spending.spent(try .usd("1.5"))
            return "done"
        }
        #expect(text == "done")
        #expect(try store.status(of: "agent").remaining == .usd("8.5"))
        #expect(try store.status(of: "agent").held == .usd("0"))
    }

    @Test("releases the hold of work that sent nothing, whether it throws or not")
    func releases() async throws {
        try await account.spend(upTo: .usd("4")) { _ in }
        await #expect(throws: Failure.self) { try await account.spend(upTo: .usd("4")) { _ in throw Failure() } }
        let status = try store.status(of: "agent")
        #expect(status.spent.isZero && status.held.isZero)
    }

    @Test("books the whole hold, as an estimate, where what was sent may have been billed")
    func unknown() async throws {
        await #expect(throws: Failure.self) {
            try await account.spend(upTo: .usd("4")) { spending in
                spending.willSend()
                throw Failure()
            }
        }
        let status = try store.status(of: "agent")
        #expect(try status.spent == .usd("4"))
        #expect(try status.estimated == .usd("4"))
    }

    @Test("books what was spent before the work was cancelled")
    func cancelled() async throws {
        let account = account
        let task = Task {
            try await account.spend(upTo: Money("4")) { spending in
                spending.spent(try Money("0.5"), isEstimated: true)
                try await Task.sleep(for: .seconds(60))
            }
        }
        while try store.status(of: "agent").held.isZero { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        let status = try store.status(of: "agent")
        #expect(try status.spent == .usd("0.5"))
        #expect(status.held.isZero)
    }

    @Test("runs nothing that doesn't fit")
    func refuses() async throws {
        await #expect(throws: OverBudget.self) {
            try await account.spend(upTo: .usd("10.01")) { _ in Issue.record("it ran") }
        }
        #expect(try LedgerAudit(of: store).entries == 1)
    }

    @Test("tells which models the budget can pay for, the dearest that fits first")
    func affordable() throws {
        let request = CompletionRequest(model: "", messages: [.user("Hello")], maxTokens: 100_000)
        let candidates = [("openai", "gpt-4o-mini"), ("openai", "gpt-4o"), ("openai", "o1"), ("openai", "no-such")]
            .map { Affordability.Candidate(provider: $0.0, model: $0.1) }
        try store.configure("small") { $0.totalBalance = .set(try .usd("2")) }
        let answers = try BudgetLedger(store: store).account("small").affordable(candidates, for: request)
        #expect(answers.filter(\.fits).map(\.candidate.model) == ["gpt-4o", "gpt-4o-mini"])
        #expect(answers.first { $0.candidate.model == "o1" }?.refusal == .limit(.balance))
        #expect(answers.first { $0.candidate.model == "no-such" }?.fits == false)
    }
}
