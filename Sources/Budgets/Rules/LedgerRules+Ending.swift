extension LedgerRules {
    /// Books what was spent of a reservation, once, whether its hold is still open or not.
    mutating func settle(_ settlement: Settlement) throws(BudgetError) -> Booking {
        let own = try present(settlement.budget)
        try check(id: settlement.id, settlement.amount, of: own)
        let earlier = try reservation(settlement.id, of: settlement.budget)
        let reservation = earlier[0]
        let booked = try sum(earlier.map(\.spent), in: own)
        let isRepeated = earlier.contains { $0.kind == .settle }
        if isRepeated, booked != settlement.amount {
            throw .alreadySettled(settlement.id, amount: booked)
        }
        let isOpen = earlier.count == 1
        if !isRepeated {
            if !booked.isZero {
                var reversal = LedgerEntry(.reverse, ending: reservation, at: ledger.now)
                reversal.spent = booked.negated
                reversal.isEstimated = true
                try post(reversal)
            }
            var entry = LedgerEntry(.settle, ending: reservation, at: ledger.now)
            if isOpen { entry.held = reservation.held.negated }
            entry.spent = settlement.amount
            entry.isEstimated = settlement.isEstimated
            entry.isLate = !isOpen
            entry.note = settlement.note
            try post(entry)
        }
        return Booking(
            budget: settlement.budget, id: settlement.id, amount: settlement.amount,
            overrun: max(try difference(settlement.amount, reservation.held), .zero(own.budget.currency)),
            isLate: isRepeated ? earlier.contains { $0.isLate } : !isOpen, isRepeated: isRepeated,
            remaining: try remaining(of: settlement.budget))
    }

    /// Ends a hold of which nothing was spent. Ending it again changes nothing.
    mutating func release(_ id: String, of budget: String) throws(BudgetError) -> Bool {
        _ = try present(budget)
        let earlier = try reservation(id, of: budget)
        guard earlier.count == 1 else { return false }
        var entry = LedgerEntry(.release, ending: earlier[0], at: ledger.now)
        entry.held = earlier[0].held.negated
        try post(entry)
        return true
    }

    /// Ends the holds whose time is over, once a transaction.
    mutating func expireHolds() throws(BudgetError) {
        guard !ledger.isSwept else { return }
        for reservation in try ledger.reader.expiredReservations(limit: 1_000) {
            var entry = LedgerEntry(.expire, ending: reservation, at: ledger.now)
            entry.held = reservation.held.negated
            if reservation.booksOnExpiry {
                entry.spent = reservation.held
                entry.isEstimated = true
            }
            try post(entry)
        }
        ledger.isSwept = true
    }

    /// The rows of a reservation, its own first.
    private func reservation(_ id: String, of budget: String) throws(BudgetError) -> [LedgerEntry] {
        let earlier = try ledger.entries(of: budget, id: id)
        guard earlier.first?.kind == .reserve else { throw .unknownReservation(id, budget: budget) }
        return earlier
    }

    private func sum(_ amounts: [Money], in record: BudgetRecord) throws(BudgetError) -> Money {
        do throws(MoneyError) { return try Money.sum(amounts, in: record.budget.currency) } catch {
            throw .money(error)
        }
    }

    private func difference(_ left: Money, _ right: Money) throws(BudgetError) -> Money {
        do throws(MoneyError) { return try left.subtracting(right) } catch { throw .money(error) }
    }
}

extension LedgerEntry {
    /// A row that ends a reservation: it counts in the budgets and days in which the reservation did.
    fileprivate init(_ kind: Kind, ending reservation: LedgerEntry, at time: Timestamp) {
        self.init(
            time: time, budget: reservation.budget, id: reservation.id, kind: kind,
            currency: reservation.held.currency, day: reservation.day, parents: reservation.parents)
    }
}

extension Money {
    /// The same below 0. An amount's opposite is within the range, which is even.
    fileprivate var negated: Money { Money(units: -units, currency: currency) }
}
