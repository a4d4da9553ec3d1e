/// What a store has at one moment: what the rules read.
public protocol LedgerReader {
    /// The time, by the one clock that all users of the store share.
    var now: Timestamp { get }

    /// The names of all budgets, sorted.
    func names() throws(BudgetError) -> [String]

    /// The record of a budget; nil where there's none.
    func record(named name: String) throws(BudgetError) -> BudgetRecord?

    /// The totals of a period that isn't in the budget's record; nil where none were kept.
    func totals(of budget: String, _ kind: PeriodKind, period: Int) throws(BudgetError) -> PeriodTotals?

    /// The rows of an id in a budget, oldest first: up to four.
    func entries(of budget: String, id: String) throws(BudgetError) -> [LedgerEntry]

    /// The rows of open holds whose time is over by now, soonest first, at most so many.
    func expiredReservations(limit: Int) throws(BudgetError) -> [LedgerEntry]

    /// The rows of all open holds.
    func openReservations() throws(BudgetError) -> [LedgerEntry]

    /// Calls with each row, in order, of one budget or of all, from a moment on.
    func forEachEntry(
        of budget: String?, since time: Timestamp?, _ body: (LedgerEntry) throws(BudgetError) -> Void
    ) throws(BudgetError)
}
