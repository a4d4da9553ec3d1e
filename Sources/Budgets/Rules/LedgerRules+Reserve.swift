extension LedgerRules {
    /// Holds money in a budget and all above it, where every limit has room for it.
    mutating func reserve(_ request: ReservationRequest) throws(BudgetError) -> LedgerAnswer {
        let chain = try chain(from: request.budget)
        try check(id: request.id, request.amount, of: chain[0])
        guard (1...Int(Int32.max)).contains(request.lifetime) else {
            throw .invalid("a hold lasts from 1 to \(Int32.max) seconds, not \(request.lifetime)")
        }
        let earlier = try ledger.entries(of: request.budget, id: request.id)
        guard earlier.isEmpty else { return try repeated(request, earlier, in: chain) }
        if let refusal = try refusal(of: request, in: chain) { return .refused(refusal) }

        var entry = entry(.reserve, id: request.id, in: chain)
        entry.held = request.amount
        entry.expires = Timestamp(unixSeconds: ledger.now.unixSeconds + request.lifetime)
        entry.booksOnExpiry = request.booksOnExpiry
        for record in chain where try record.warns(of: request.amount) { entry.isWarning = true }
        entry.note = request.note
        if let room = try remaining(in: chain) {
            do throws(MoneyError) {
                entry.remaining = max(try room.subtracting(request.amount), .zero(room.currency))
            } catch { throw .money(error) }
        }
        try post(entry)
        return .granted(Reservation(entry, state: .held))
    }

    /// The answer to an id that was used before.
    private func repeated(
        _ request: ReservationRequest, _ earlier: [LedgerEntry], in chain: [BudgetRecord]
    ) throws(BudgetError) -> LedgerAnswer {
        guard let first = earlier.first, first.kind == .reserve, first.held == request.amount else {
            throw .idConflict(request.id, was: earlier.first.map(\.summary) ?? "")
        }
        switch earlier.last?.kind {
        case .settle: return .granted(Reservation(first, state: .settled))
        case .release: return .refused(try ended(request, .released, in: chain))
        case .expire: return .refused(try ended(request, .expired, in: chain))
        default: return .granted(Reservation(first, state: .held))
        }
    }

    private func ended(
        _ request: ReservationRequest, _ reason: Refusal.Reason, in chain: [BudgetRecord]
    ) throws(BudgetError) -> Refusal {
        Refusal(
            reason: reason, budget: request.budget, requested: request.amount, limit: nil, spent: nil, held: nil,
            remaining: try remaining(in: chain), resets: nil)
    }

    /// The first limit that has no room; nil where all have. What costs nothing passes every limit.
    func refusal(
        of request: ReservationRequest, in chain: [BudgetRecord]
    ) throws(BudgetError) -> Refusal? {
        guard !request.amount.isZero else { return nil }
        for record in chain {
            if let hardStop = record.budget.hardStopAt, request.amount > hardStop {
                return Refusal(
                    reason: .limit(.hardStop), budget: record.budget.name, requested: request.amount, limit: hardStop,
                    spent: nil, held: nil, remaining: try remaining(in: chain), resets: nil)
            }
        }
        for record in chain {
            for headroom in try record.headrooms() where request.amount > headroom.room {
                return Refusal(
                    reason: .limit(headroom.kind), budget: record.budget.name, requested: request.amount,
                    limit: headroom.limit, spent: headroom.spent, held: headroom.held,
                    remaining: try remaining(in: chain), resets: try resets(headroom.kind, of: record.budget))
            }
        }
        return nil
    }

    private func resets(_ kind: LimitKind, of budget: Budget) throws(BudgetError) -> Timestamp? {
        let calendar = try Calendars.calendar(of: budget)
        return switch kind {
        case .daily: calendar.nextDay(after: ledger.now)
        case .monthly: calendar.nextMonth(after: ledger.now)
        case .balance, .hardStop: nil
        }
    }
}

extension BudgetRecord {
    /// Whether one reservation is over what warns.
    func warns(of amount: Money) throws(BudgetError) -> Bool {
        guard let warnAt = budget.warnAt else { return false }
        do throws(MoneyError) { return try amount.exceeds(warnAt) } catch { throw .money(error) }
    }
}

extension Reservation {
    init(_ entry: LedgerEntry, state: State) {
        self.init(
            budget: entry.budget, id: entry.id, amount: entry.held, expires: entry.expires ?? entry.time,
            isWarning: entry.isWarning, remaining: entry.remaining, state: state)
    }
}

extension LedgerEntry {
    /// What the row was for, to tell people.
    var summary: String {
        switch kind {
        case .reserve: "a reservation of \(held)"
        case .settle: "a settlement of \(spent)"
        case .topUp: "a top-up of \(credit)"
        case .adjust: "an adjustment of \(spent)"
        case .declare, .undeclare, .release, .expire, .reverse: kind.rawValue
        }
    }
}
