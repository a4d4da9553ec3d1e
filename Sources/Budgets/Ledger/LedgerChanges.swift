/// What a transaction is to write, whole or not at all.
public struct LedgerChanges: Hashable, Sendable {
    /// Totals of a period by what they are of.
    public struct PeriodKey: Hashable, Sendable {
        /// The budget.
        public let budget: String
        /// Whether it's a day or a month.
        public let kind: PeriodKind
        /// Its number.
        public let period: Int
    }

    /// Records to keep in place of those of their names.
    public internal(set) var records: [String: BudgetRecord] = [:]
    /// Totals to keep in place of those there were.
    public internal(set) var totals: [PeriodKey: PeriodTotals] = [:]
    /// Rows to add, in this order; their numbers are the store's to give.
    public internal(set) var entries: [LedgerEntry] = []

    /// Whether there's nothing to write.
    public var isEmpty: Bool { records.isEmpty && totals.isEmpty && entries.isEmpty }
}
