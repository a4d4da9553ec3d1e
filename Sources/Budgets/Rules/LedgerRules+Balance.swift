extension LedgerRules {
    /// Adds to a balance, once. A budget without a balance has one from then on.
    mutating func topUp(
        _ budget: String, id: String, amount: Money, note: String?
    ) throws(BudgetError) -> Booking {
        try book(.topUp, in: budget, id: id, amount: amount, note: note)
    }

    /// Corrects what was spent, once.
    mutating func adjust(
        _ budget: String, id: String, amount: Money, note: String?
    ) throws(BudgetError) -> Booking {
        try book(.adjust, in: budget, id: id, amount: amount, note: note)
    }

    private mutating func book(
        _ kind: LedgerEntry.Kind, in budget: String, id: String, amount: Money, note: String?
    ) throws(BudgetError) -> Booking {
        let chain = try chain(from: budget)
        try check(id: id, amount, of: chain[0], allowingNegative: true)
        let earlier = try ledger.entries(of: budget, id: id)
        if let first = earlier.first {
            guard first.kind == kind, (kind == .topUp ? first.credit : first.spent) == amount else {
                throw .idConflict(id, was: first.summary)
            }
        } else {
            var entry = entry(kind, id: id, in: chain)
            if kind == .topUp { entry.credit = amount } else { entry.spent = amount }
            entry.note = note
            try post(entry)
        }
        return Booking(
            budget: budget, id: id, amount: amount, overrun: .zero(amount.currency), isLate: false,
            isRepeated: !earlier.isEmpty, remaining: try remaining(of: budget))
    }
}
