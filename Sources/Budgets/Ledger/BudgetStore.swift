/// Where budgets and their ledger are kept. Calls block until the answer is durable.
public protocol BudgetStore: Sendable {
    /// Carries out commands in one transaction, each by itself whole or not at all, and answers each once all are
    /// durable. A command that fails or is refused leaves the others be.
    ///
    /// - Throws: `BudgetError` where the transaction as a whole failed; then nothing was changed, unless the error is
    ///   `outcomeUnknown`.
    func commit(_ commands: [LedgerCommand]) throws(BudgetError) -> [Result<LedgerAnswer, BudgetError>]

    /// Reads one moment's state.
    func read<Value>(_ body: (any LedgerReader) throws(BudgetError) -> Value) throws(BudgetError) -> Value
}

extension BudgetStore {
    /// Carries out one command.
    ///
    /// - Throws: `BudgetError`, that of the command or of the store.
    public func commit(_ command: LedgerCommand) throws(BudgetError) -> LedgerAnswer {
        let answers = try commit([command])
        guard let answer = answers.first else { throw .store("the store answered nothing") }
        return try answer.get()
    }
}

/// Commands carried out by the rules: what a store's `commit` does within its transaction.
public struct LedgerOutcome: Sendable {
    /// The answers, in the order of the commands, to be given once the changes are durable.
    public let answers: [Result<LedgerAnswer, BudgetError>]
    /// What is to be written.
    public let changes: LedgerChanges

    /// The outcome of commands on a state that nobody else changes meanwhile.
    public init(of commands: [LedgerCommand], on reader: some LedgerReader) {
        var rules = LedgerRules(reader)
        answers = commands.map { rules.answer($0) }
        changes = rules.ledger.changes
    }
}
