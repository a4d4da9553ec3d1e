/// What a budget has, at a moment.
public struct BudgetStatus: Hashable, Sendable {
    /// The definition.
    public let budget: Budget
    /// What was spent today, by the budget's own calendar.
    public let spentToday: Money
    /// What was spent this month.
    public let spentThisMonth: Money
    /// All that was ever spent.
    public let spent: Money
    /// The part of it that is estimated, because a provider told no usage.
    public let estimated: Money
    /// What is held for requests that are under way.
    public let held: Money
    /// What is left of the balance, holds not taken off; nil where the budget has none.
    public let balance: Money?
    /// What may still be reserved, of the budget's limits and of all above it; nil where nothing limits.
    public let remaining: Money?
    /// When today ends.
    public let dayEnds: Timestamp
    /// When this month ends.
    public let monthEnds: Timestamp
}

extension LedgerReader {
    /// What a budget has. Holds whose time is over don't count, whether they have been ended in the store or not.
    ///
    /// - Throws: `BudgetError.unknownBudget`, or the store's.
    public func status(of name: String) throws(BudgetError) -> BudgetStatus {
        var rules = LedgerRules(self)
        try rules.expireHolds()
        let chain = try rules.chain(from: name)
        let record = chain[0]
        let calendar = try Calendars.calendar(of: record.budget)
        return BudgetStatus(
            budget: record.budget, spentToday: record.day.spent, spentThisMonth: record.month.spent,
            spent: record.spent, estimated: record.estimated, held: record.held, balance: record.balance,
            remaining: try rules.remaining(in: chain), dayEnds: calendar.nextDay(after: now),
            monthEnds: calendar.nextMonth(after: now))
    }
}

extension BudgetStore {
    /// What a budget has now.
    ///
    /// - Throws: `BudgetError.unknownBudget`, or the store's.
    public func status(of name: String) throws(BudgetError) -> BudgetStatus {
        try read { reader throws(BudgetError) in try reader.status(of: name) }
    }
}
