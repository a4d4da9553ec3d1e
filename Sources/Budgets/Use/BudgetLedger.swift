/// Budgets and their ledger, for concurrent tasks: commands that come together share a commit.
///
/// ```swift
/// let ledger = BudgetLedger(store: MemoryStore())
/// let account = ledger.account("agent")
/// ```
public struct BudgetLedger: Sendable {
    /// Where it is kept.
    public let store: any BudgetStore
    private let queue: CommitQueue

    /// A ledger over a store.
    public init(store: any BudgetStore) {
        self.store = store
        queue = CommitQueue(store: store)
    }

    /// One budget of it, whether it exists yet or not.
    public func account(_ name: String) -> BudgetAccount {
        BudgetAccount(name: name, ledger: self)
    }

    /// Carries out a command; it isn't cancelled with the task.
    ///
    /// - Throws: `BudgetError`, the command's or the store's.
    public func commit(_ command: LedgerCommand) async throws(BudgetError) -> LedgerAnswer {
        try await queue.commit(command)
    }
}
