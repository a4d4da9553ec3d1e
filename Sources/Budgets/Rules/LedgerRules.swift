/// What may happen to a ledger, over whatever store.
///
/// A command changes the draft; where it throws, the draft is put back as it was, so that it is whole or not at all.
struct LedgerRules<Reader: LedgerReader> {
    var ledger: LedgerDraft<Reader>

    init(_ reader: Reader) {
        ledger = LedgerDraft(reader)
    }

    /// How many budgets may stand one above another.
    static var deepestChain: Int { 16 }

    /// Carries out a command, or leaves everything as it was.
    mutating func answer(_ command: LedgerCommand) -> Result<LedgerAnswer, BudgetError> {
        let before = ledger
        do throws(BudgetError) {
            return .success(try carryOut(command))
        } catch {
            ledger = before
            return .failure(error)
        }
    }

    private mutating func carryOut(_ command: LedgerCommand) throws(BudgetError) -> LedgerAnswer {
        try expireHolds()
        switch command {
        case .configure(let name, let change): return .configured(try configure(name, change))
        case .reserve(let request): return try reserve(request)
        case .settle(let settlement): return .booked(try settle(settlement))
        case .release(let budget, let id): return .released(wasOpen: try release(id, of: budget))
        case .topUp(let budget, let id, let amount, let note):
            return .booked(try topUp(budget, id: id, amount: amount, note: note))
        case .adjust(let budget, let id, let amount, let note):
            return .booked(try adjust(budget, id: id, amount: amount, note: note))
        case .expire: return .expired(ledger.changes.entries.count { $0.kind == .expire })
        }
    }

    /// A budget's record, in the period of now.
    mutating func present(_ name: String) throws(BudgetError) -> BudgetRecord {
        guard var record = try ledger.record(named: name) else {
            throw .unknownBudget(name, known: try ledger.names())
        }
        if let change = record.zoneChange, ledger.now >= change.from {
            record.budget.timeZone = change.timeZone
            record.zoneChange = nil
            ledger.save(record)
        }
        let today = try Calendars.calendar(of: record.budget).day(at: ledger.now)
        guard record.day.period != today.daysSince1970 || record.month.period != today.month else { return record }
        try turn(&record, .day, to: today.daysSince1970)
        try turn(&record, .month, to: today.month)
        ledger.save(record)
        return record
    }

    /// Puts a period's totals aside and takes up another's. It needn't be a later one: clocks are also set back.
    private mutating func turn(
        _ record: inout BudgetRecord, _ kind: PeriodKind, to period: Int
    ) throws(BudgetError) {
        let old = record[kind]
        guard old.period != period else { return }
        if !old.isEmpty { ledger.save(old, of: record.budget.name, kind) }
        let zero = Money.zero(record.budget.currency)
        record[kind] =
            try ledger.totals(of: record.budget.name, kind, period: period)
            ?? PeriodTotals(period: period, spent: zero, held: zero)
    }

    /// A budget and those above it, nearest first.
    mutating func chain(from name: String) throws(BudgetError) -> [BudgetRecord] {
        var chain = [try present(name)]
        while let parent = chain[chain.count - 1].budget.parent {
            guard chain.count < Self.deepestChain, !chain.contains(where: { $0.budget.name == parent }) else {
                throw .invalid(
                    "the budgets above \(name) are more than \(Self.deepestChain) or lead back to themselves")
            }
            chain.append(try present(parent))
        }
        return chain
    }

    /// A new row of a budget, counting also in those above it.
    func entry(_ kind: LedgerEntry.Kind, id: String, in chain: [BudgetRecord]) -> LedgerEntry {
        let scopes = chain.map { record in
            LedgerEntry.Scope(budget: record.budget.name, day: CalendarDate(daysSince1970: record.day.period))
        }
        return LedgerEntry(
            time: ledger.now, budget: scopes[0].budget, id: id, kind: kind, currency: chain[0].budget.currency,
            day: scopes[0].day, parents: Array(scopes.dropFirst()))
    }

    /// What may still be spent of all limits together, not below 0; nil where nothing limits.
    func remaining(in chain: [BudgetRecord]) throws(BudgetError) -> Money? {
        var least: Money?
        for record in chain {
            for headroom in try record.headrooms() { least = min(least ?? headroom.room, headroom.room) }
        }
        return least.map { max($0, .zero($0.currency)) }
    }

    /// The same after a row was written.
    mutating func remaining(of name: String) throws(BudgetError) -> Money? { try remaining(in: chain(from: name)) }

    /// Checks an id and an amount from outside.
    func check(
        id: String, _ amount: Money, of record: BudgetRecord, allowingNegative: Bool = false
    ) throws(BudgetError) {
        guard (1...256).contains(id.utf8.count), !id.utf8.contains(0) else {
            throw .invalid("an id has 1 to 256 bytes, none of them 0")
        }
        guard amount.currency == record.budget.currency else {
            throw .money(.currencyMismatch(amount.currency, record.budget.currency))
        }
        guard allowingNegative || !amount.isNegative else { throw .invalid("an amount can't be below 0: \(amount)") }
    }
}
