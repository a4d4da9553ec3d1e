/// Whether what a ledger shows follows from its rows.
public struct LedgerAudit: Hashable, Sendable {
    /// How many rows there are.
    public private(set) var entries = 0
    /// How many holds are open.
    public private(set) var openHolds = 0
    /// What contradicts the rows, in sentences; empty where all follows from them.
    public private(set) var faults: [String] = []

    /// Adds up all rows of a store, and compares. Linear in the rows.
    ///
    /// - Throws: `BudgetError` where the store can't be read.
    public init(of store: some BudgetStore) throws(BudgetError) {
        self = try store.read { reader throws(BudgetError) in try LedgerAudit(reader) }
    }

    private init(_ reader: any LedgerReader) throws(BudgetError) {
        var sums: [String: BudgetRecord] = [:]
        var periods: [LedgerChanges.PeriodKey: PeriodTotals] = [:]
        var open: [String: [String: Money]] = [:]
        var count = 0
        var found: [String] = []
        try reader.forEachEntry(of: nil, since: nil) { entry throws(BudgetError) in
            count += 1
            if entry.sequence != count { found.append("row \(entry.sequence) stands at place \(count)") }
            for scope in entry.scopes {
                let budget = Budget(name: scope.budget, currency: entry.held.currency)
                var record = sums[scope.budget] ?? BudgetRecord(budget: budget, day: scope.day)
                do throws(MoneyError) {
                    try record.add(entry, isOwn: scope.budget == entry.budget)
                } catch { throw .money(error) }
                sums[scope.budget] = record
                for (kind, period) in [(PeriodKind.day, scope.day.daysSince1970), (.month, scope.day.month)] {
                    let key = LedgerChanges.PeriodKey(budget: scope.budget, kind: kind, period: period)
                    let zero = Money.zero(entry.held.currency)
                    periods[key] = try (periods[key] ?? PeriodTotals(period: period, spent: zero, held: zero))
                        .adding(entry)
                }
            }
            switch entry.kind {
            case .reserve: open[entry.budget, default: [:]][entry.id] = entry.held
            case .settle, .release, .expire: open[entry.budget]?[entry.id] = nil
            case .reverse, .topUp, .adjust, .declare, .undeclare: break
            }
        }
        entries = count
        openHolds = open.values.reduce(0) { $0 + $1.count }
        let held = try reader.openReservations()
        if held.count != openHolds { found.append("\(held.count) holds are open, \(openHolds) by the rows") }
        for name in try reader.names() {
            guard let record = try reader.record(named: name) else { continue }
            let sum = sums[name] ?? BudgetRecord(budget: record.budget, day: CalendarDate(daysSince1970: 0))
            for (what, kept, added) in [
                ("spent", record.spent, sum.spent), ("held", record.held, sum.held),
                ("estimated", record.estimated, sum.estimated),
            ] where kept != added { found.append("\(name): \(what) is \(kept), by the rows \(added)") }
            if record.balance != sum.balance {
                found.append(
                    "\(name): the balance is \(Self.text(record.balance)), by the rows \(Self.text(sum.balance))")
            }
            for (key, added) in periods where key.budget == name {
                let kept =
                    record[key.kind].period == key.period
                    ? record[key.kind] : try reader.totals(of: name, key.kind, period: key.period)
                if kept
                    ?? PeriodTotals(
                        period: key.period, spent: .zero(added.spent.currency), held: .zero(added.held.currency))
                    != added
                {
                    found.append("\(name): the totals of \(key.kind) \(key.period) don't follow from the rows")
                }
            }
        }
        faults = found
    }

    private static func text(_ money: Money?) -> String { money?.description ?? "none" }
}
