extension LedgerRules {
    /// Makes a budget, or changes it, and the budgets that its purposes' shares are.
    mutating func configure(_ name: String, _ change: BudgetChange) throws(BudgetError) -> BudgetRecord {
        let existing = try ledger.record(named: name) == nil ? nil : try present(name)
        var budget = try change.applied(to: existing?.budget, named: name)
        let calendar = try Calendars.calendar(of: existing?.budget ?? budget)
        var record = existing ?? BudgetRecord(budget: budget, day: calendar.day(at: ledger.now))
        if let old = existing?.budget.timeZone {
            // Today's limit stays today's until the midnight that it was set for.
            if let timeZone = change.timeZone {
                record.zoneChange =
                    timeZone == old
                    ? nil : BudgetRecord.ZoneChange(timeZone: timeZone, from: calendar.nextDay(after: ledger.now))
            }
            budget.timeZone = old
        }
        let declared = record.budget.totalBalance
        record.budget = budget
        ledger.save(record)
        let chain = try chain(from: name)
        for parent in chain.dropFirst() where parent.budget.currency != budget.currency {
            throw .money(.currencyMismatch(budget.currency, parent.budget.currency))
        }
        if existing == nil || declared != budget.totalBalance {
            try declare(budget.totalBalance, before: existing == nil ? nil : declared, in: chain)
        }
        if let allocation = change.allocation ?? existing?.budget.allocation {
            try share(budget, by: allocation, before: existing?.budget.allocation ?? [])
        }
        return try present(name)
    }

    /// Moves the balance by how much the declared one changed.
    private mutating func declare(
        _ total: Money?, before: Money?, in chain: [BudgetRecord]
    ) throws(BudgetError) {
        guard total != before else { return }
        var entry = entry(total == nil ? .undeclare : .declare, id: "balance", in: chain)
        if let total {
            do throws(MoneyError) {
                entry.credit = try total.subtracting(before ?? .zero(total.currency))
            } catch { throw .money(error) }
        }
        try post(entry)
    }

    /// Makes each share a budget of its own. A purpose that has none any more keeps its budget, without limits.
    private mutating func share(
        _ budget: Budget, by allocation: [Allocation], before: [Allocation]
    ) throws(BudgetError) {
        for part in allocation {
            _ = try configure(budget.name(ofPurpose: part.purpose), BudgetChange(budget.budget(of: part)))
        }
        for part in before where !allocation.contains(where: { $0.purpose == part.purpose }) {
            let name = budget.name(ofPurpose: part.purpose)
            let unlimited = Budget(
                name: name, parent: budget.name, timeZone: budget.timeZone, currency: budget.currency)
            _ = try configure(name, BudgetChange(unlimited))
        }
    }
}
