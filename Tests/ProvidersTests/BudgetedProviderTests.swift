import Budgets
import Completions
import FakeProvider
import Pricing
@testable import Providers
import Testing

@Suite("A provider that spends from a budget")
struct BudgetedProviderTests {
    private let ledger = BudgetLedger(store: MemoryStore())
    private var account: BudgetAccount { ledger.account("agent") }

    private func budget(_ balance: String) async throws {
        var change = BudgetChange()
        change.totalBalance = .set(try Money(balance))
        _ = try await ledger.commit(.configure("agent", change))
    }

    @Test("holds the most it may cost while it is under way, and books what it cost")
    func books() async throws {
        try await budget("1")
        try await FakeProvider.with(answers: .json(Fixture.chat)) { fake in
            let provider = BudgetedProvider(HTTPProvider.openAI(at: fake), account: account)
            let response = try await provider.complete(.greeting)
            #expect(response.cost?.amount == "0.0035")
        }
        let status = try account.status()
        #expect(status.spent.amount == "0.0035")
        #expect(status.held.isZero && status.estimated.isZero)
    }

    @Test("sends nothing that doesn't fit")
    func refuses() async throws {
        try await budget("0.0001")
        try await FakeProvider.with(answers: .json(Fixture.chat)) { fake in
            let provider = BudgetedProvider(HTTPProvider.openAI(at: fake), account: account)
            let error = await providerError { _ = try await provider.complete(.greeting) }
            #expect(error?.code == .overBudget)
            #expect(fake.requests.isEmpty)
        }
        #expect(try LedgerAudit(of: ledger.store).entries == 1)
    }

    @Test("sends nothing whose price nobody knows")
    func unknownPrice() async throws {
        try await budget("1")
        try await FakeProvider.with(answers: .json(Fixture.chat)) { fake in
            let provider = BudgetedProvider(HTTPProvider.openAI(at: fake), account: account)
            let request = CompletionRequest(model: "no-such-model", messages: [.user("Hi")], maxTokens: 10)
            let error = await providerError { _ = try await provider.complete(request) }
            #expect(error?.code == .overBudget)
            #expect(fake.requests.isEmpty)
        }
    }

    @Test("releases what a provider refused, and holds for each attempt anew")
    func attempts() async throws {
        try await budget("1")
        let busy = FakeProvider.Answer.json(Fixture.error("server_error", "busy"), status: 429)
        try await FakeProvider.with(answers: busy, busy, .json(Fixture.chat)) { fake in
            let provider = BudgetedProvider(HTTPProvider.openAI(at: fake), account: account)
            _ = try await provider.complete(.greeting)
        }
        var kinds: [LedgerEntry.Kind] = []
        try ledger.store.read { reader throws(BudgetError) in
            try reader.forEachEntry(of: "agent", since: nil) { kinds.append($0.kind) }
        }
        #expect(kinds == [.declare, .reserve, .release, .reserve, .release, .reserve, .settle])
        #expect(try account.status().spent.amount == "0.0035")
    }

    @Test("books a stream that its reader gave up by what had come, as an estimate")
    func abandoned() async throws {
        try await budget("1")
        try await FakeProvider.with(answers: .stream(Fixture.chatStream(["One ", "two ", "three"]))) { fake in
            let provider = BudgetedProvider(HTTPProvider.openAI(at: fake), account: account)
            for try await event in provider.stream(.greeting) {
                if case .text = event { break }
            }
        }
        // The connection is closed, and the attempt ended, beside the reader.
        for _ in 0..<2_000 where try !account.status().held.isZero { try await Task.sleep(for: .milliseconds(1)) }
        let status = try account.status()
        #expect(status.held.isZero)
        #expect(!status.spent.isZero && status.estimated == status.spent)
        #expect(try LedgerAudit(of: ledger.store).faults == [])
    }
}
