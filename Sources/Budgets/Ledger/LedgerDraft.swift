/// A ledger as it will be: a store's state with changes over it that aren't written yet.
struct LedgerDraft<Reader: LedgerReader> {
    let reader: Reader
    private(set) var changes = LedgerChanges()
    private var drafted: [Reference: [LedgerEntry]] = [:]
    /// Records as the store has them: each is read once a transaction.
    private var read: [String: BudgetRecord] = [:]
    /// Whether the holds whose time is over have been ended.
    var isSwept = false

    private struct Reference: Hashable {
        let budget: String
        let id: String
    }

    init(_ reader: Reader) {
        self.reader = reader
    }

    var now: Timestamp { reader.now }

    func names() throws(BudgetError) -> [String] {
        Array(Set(try reader.names()).union(changes.records.keys)).sorted()
    }

    /// Read once; from then on as the draft has it.
    mutating func record(named name: String) throws(BudgetError) -> BudgetRecord? {
        if let record = changes.records[name] ?? read[name] { return record }
        guard let record = try reader.record(named: name) else { return nil }
        read[name] = record
        return record
    }

    mutating func save(_ record: BudgetRecord) {
        changes.records[record.budget.name] = record
    }

    func totals(of budget: String, _ kind: PeriodKind, period: Int) throws(BudgetError) -> PeriodTotals? {
        let key = LedgerChanges.PeriodKey(budget: budget, kind: kind, period: period)
        if let totals = changes.totals[key] { return totals }
        return try reader.totals(of: budget, kind, period: period)
    }

    mutating func save(_ totals: PeriodTotals, of budget: String, _ kind: PeriodKind) {
        changes.totals[LedgerChanges.PeriodKey(budget: budget, kind: kind, period: totals.period)] = totals
    }

    func entries(of budget: String, id: String) throws(BudgetError) -> [LedgerEntry] {
        try reader.entries(of: budget, id: id) + (drafted[Reference(budget: budget, id: id)] ?? [])
    }

    mutating func append(_ entry: LedgerEntry) {
        changes.entries.append(entry)
        drafted[Reference(budget: entry.budget, id: entry.id), default: []].append(entry)
    }
}
