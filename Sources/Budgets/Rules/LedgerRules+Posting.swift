extension LedgerRules {
    /// Adds a row and moves the totals of every budget it counts in, in the periods that the row names.
    mutating func post(_ entry: LedgerEntry) throws(BudgetError) {
        for scope in entry.scopes {
            guard var record = try ledger.record(named: scope.budget) else { continue }
            do throws(MoneyError) {
                try record.add(entry, isOwn: scope.budget == entry.budget)
            } catch { throw .money(error) }
            for (kind, period) in [(PeriodKind.day, scope.day.daysSince1970), (.month, scope.day.month)] {
                if record[kind].period == period {
                    record[kind] = try record[kind].adding(entry)
                } else {
                    let zero = Money.zero(record.budget.currency)
                    let old =
                        try ledger.totals(of: scope.budget, kind, period: period)
                        ?? PeriodTotals(period: period, spent: zero, held: zero)
                    ledger.save(try old.adding(entry), of: scope.budget, kind)
                }
            }
            ledger.save(record)
        }
        ledger.append(entry)
    }
}

extension PeriodTotals {
    /// The totals with a row counted in.
    func adding(_ entry: LedgerEntry) throws(BudgetError) -> PeriodTotals {
        do throws(MoneyError) {
            return PeriodTotals(
                period: period, spent: try spent.adding(entry.spent), held: try held.adding(entry.held))
        } catch { throw .money(error) }
    }
}

extension BudgetRecord {
    /// Adds a row to what holds for all time. A credit is for the row's own budget alone.
    mutating func add(_ entry: LedgerEntry, isOwn: Bool) throws(MoneyError) {
        held = try held.adding(entry.held)
        spent = try spent.adding(entry.spent)
        if entry.isEstimated { estimated = try estimated.adding(entry.spent) }
        if isOwn {
            switch entry.kind {
            case .topUp, .declare: balance = try (balance ?? .zero(budget.currency)).adding(entry.credit)
            case .undeclare: balance = nil
            case .reserve, .settle, .release, .expire, .reverse, .adjust: break
            }
        }
        balance = try balance?.subtracting(entry.spent)
    }
}
