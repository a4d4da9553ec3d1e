import Budgets
import Testing

/// The examples of the articles of `Budgets`, line for line.
@Suite("The examples of Budgets")
struct BudgetsExamples {
    @Test("of keeping a budget give what they show")
    func keeping() async throws {
        let ledger = BudgetLedger(store: MemoryStore())
        var change = BudgetChange()
        change.dailyLimit = .set(try Money("5"))
        change.hardStopAt = .set(try Money("0.50"))
        _ = try await ledger.commit(.configure("agent", change))

        let account = ledger.account("agent")
        let text = try await account.spend(upTo: Money("0.02")) { spending in
            spending.spent(try Money("0.0125"))
            return "done"
        }
        #expect(text == "done")
        #expect(try account.remaining()?.amount == "4.9875")

        let reservation = try await account.reserve(Money("0.02"), id: "job-17")
        try await account.settle(reservation.id, amount: Money("0.01"))
        #expect(try account.status().spentToday.amount == "0.0225")
    }
}
