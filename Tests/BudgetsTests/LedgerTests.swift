import Budgets
import Testing

@Suite("A ledger, in every store")
struct LedgerTests {
    @Test("holds what is reserved, and books what was spent", arguments: StoreKind.allCases)
    func reserveAndSettle(kind: StoreKind) throws {
        let (store, _) = try kind.make()
        try store.configure("agent") { $0.dailyLimit = .set(try .usd("10")) }
        let reservation = try store.reserve("agent", "4", id: "a").get()
        #expect(try reservation.remaining == .usd("6"))
        #expect(try store.status(of: "agent").held == .usd("4"))
        let booking = try store.settle("agent", "a", "1.25")
        #expect(try booking.remaining == .usd("8.75"))
        let status = try store.status(of: "agent")
        #expect(status.held.isZero)
        #expect(try status.spentToday == .usd("1.25"))
        #expect(try store.faults() == [])
    }

    @Test("keeps picodollars", arguments: StoreKind.allCases)
    func exact(kind: StoreKind) throws {
        let (store, _) = try kind.make()
        try store.configure("agent") { $0.totalBalance = .set(try .usd("0.000000000003")) }
        for id in ["a", "b", "c"] {
            _ = try store.reserve("agent", "0.000000000001", id: id).get()
            try store.settle("agent", id, "0.000000000001")
        }
        #expect(try store.status(of: "agent").remaining == .usd("0"))
        #expect(throws: OverBudget.self) { try store.reserve("agent", "0.000000000000000001", id: "d").get() }
        #expect(try store.faults() == [])
    }

    @Test(
        "refuses what doesn't fit a limit, and says which and until when",
        arguments: StoreKind.allCases, ["daily_limit", "monthly_limit", "balance", "hard_stop"])
    func refusals(kind: StoreKind, limit: String) throws {
        let (store, _) = try kind.make(at: "2026-11-24T12:00:00Z")
        try store.configure("agent") { change in
            let amount = BudgetChange.Setting.set(try Money.usd("2"))
            switch limit {
            case "daily_limit": change.dailyLimit = amount
            case "monthly_limit": change.monthlyLimit = amount
            case "balance": change.totalBalance = amount
            default: change.hardStopAt = amount
            }
        }
        guard case .failure(let error) = try store.reserve("agent", "2.000001", id: "a") else {
            Issue.record("it was granted")
            return
        }
        #expect(error.refusal.reason.code == limit)
        #expect(try error.refusal.limit == .usd("2"))
        let ends = ["daily_limit": "2026-11-25T00:00:00Z", "monthly_limit": "2026-12-01T00:00:00Z"][limit]
        #expect(error.refusal.resets == ends.flatMap { Timestamp($0) })
        #expect(try store.reserve("agent", "2", id: "b").get().amount == .usd("2"))
        #expect(try store.status(of: "agent").held == .usd("2"))
    }

    @Test("warns of one reservation over the amount that warns", arguments: StoreKind.allCases)
    func warning(kind: StoreKind) throws {
        let (store, _) = try kind.make()
        try store.configure("agent") { $0.warnAt = .set(try .usd("0.5")) }
        #expect(try !store.reserve("agent", "0.5", id: "a").get().isWarning)
        #expect(try store.reserve("agent", "0.51", id: "b").get().isWarning)
    }

    @Test("answers the same to the same id, and holds once", arguments: StoreKind.allCases)
    func idempotence(kind: StoreKind) throws {
        let (store, _) = try kind.make()
        try store.configure("agent") { $0.totalBalance = .set(try .usd("10")) }
        let first = try store.reserve("agent", "3", id: "a").get()
        for _ in 0..<3 { #expect(try store.reserve("agent", "3", id: "a").get() == first) }
        #expect(try store.status(of: "agent").held == .usd("3"))
        #expect(throws: BudgetError.idConflict("a", was: "a reservation of 3")) {
            try store.reserve("agent", "4", id: "a").get()
        }
        try store.settle("agent", "a", "2")
        #expect(try store.settle("agent", "a", "2").isRepeated)
        #expect(throws: BudgetError.alreadySettled("a", amount: try .usd("2"))) { try store.settle("agent", "a", "1") }
        #expect(try !store.release("agent", "a"))
        try store.topUp("agent", "5", id: "t")
        #expect(try store.topUp("agent", "5", id: "t").isRepeated)
        let status = try store.status(of: "agent")
        #expect(try status.remaining == .usd("13"))
        #expect(try status.spent == .usd("2"))
        #expect(try store.faults() == [])
    }

    @Test("frees what is released, and doesn't grant its id again", arguments: StoreKind.allCases)
    func release(kind: StoreKind) throws {
        let (store, _) = try kind.make()
        try store.configure("agent") { $0.dailyLimit = .set(try .usd("1")) }
        _ = try store.reserve("agent", "1", id: "a").get()
        #expect(try store.release("agent", "a"))
        #expect(try !store.release("agent", "a"))
        #expect(try store.status(of: "agent").remaining == .usd("1"))
        guard case .failure(let error) = try store.reserve("agent", "1", id: "a") else {
            Issue.record("it was granted")
            return
        }
        #expect(error.refusal.reason == .released)
        #expect(try store.settle("agent", "a", "0.25").isLate)
        #expect(try store.status(of: "agent").spentToday == .usd("0.25"))
        #expect(try store.faults() == [])
    }

    @Test(
        "ends holds whose time is over, and still books what comes late", arguments: StoreKind.allCases, [false, true])
    func expiry(kind: StoreKind, books: Bool) throws {
        let (store, clock) = try kind.make()
        try store.configure("agent") { $0.dailyLimit = .set(try .usd("1")) }
        _ = try store.reserve("agent", "1", id: "a", lifetime: 60, booksOnExpiry: books).get()
        clock.advance(59)
        #expect(try store.status(of: "agent").remaining == .usd("0"))
        clock.advance(1)
        #expect(try store.status(of: "agent").held == .usd("0"))
        #expect(try store.status(of: "agent").remaining == .usd(books ? "0" : "1"))
        #expect(try store.status(of: "agent").estimated == .usd(books ? "1" : "0"))
        if !books { _ = try store.reserve("agent", "0.5", id: "b").get() }
        let booking = try store.settle("agent", "a", "0.75")
        #expect(booking.isLate && !booking.isRepeated)
        #expect(try store.status(of: "agent").spentToday == .usd("0.75"))
        #expect(try store.status(of: "agent").remaining == .usd(books ? "0.25" : "0"))
        #expect(try store.status(of: "agent").estimated == .usd("0"))
        #expect(try store.faults() == [])
    }

    @Test("books more than was held, and shows by how much", arguments: StoreKind.allCases)
    func overrun(kind: StoreKind) throws {
        let (store, _) = try kind.make()
        try store.configure("agent") { $0.dailyLimit = .set(try .usd("1")) }
        _ = try store.reserve("agent", "1", id: "a").get()
        #expect(try store.settle("agent", "a", "1.5").overrun == .usd("0.5"))
        let status = try store.status(of: "agent")
        #expect(try status.spentToday == .usd("1.5"))
        #expect(try status.remaining == .usd("0"))
        #expect(throws: OverBudget.self) { try store.reserve("agent", "0.01", id: "b").get() }
    }

    @Test("books a hold that ends after midnight to the day of the reservation", arguments: StoreKind.allCases)
    func rollover(kind: StoreKind) throws {
        let (store, clock) = try kind.make(at: "2026-11-30T23:59:59Z")
        try store.configure("agent") { change in
            change.dailyLimit = .set(try .usd("1"))
            change.monthlyLimit = .set(try .usd("5"))
        }
        _ = try store.reserve("agent", "1", id: "a").get()
        clock.advance(1)
        _ = try store.reserve("agent", "1", id: "b").get()
        try store.settle("agent", "a", "0.5")
        let status = try store.status(of: "agent")
        #expect(status.spentToday.isZero)
        #expect(status.spentThisMonth.isZero)
        #expect(try status.spent == .usd("0.5"))
        clock.set("2026-11-30T12:00:00Z")
        #expect(try store.status(of: "agent").spentToday == .usd("0.5"))
        #expect(try store.status(of: "agent").remaining == .usd("0.5"))
        #expect(try store.faults() == [])
    }

    @Test("must fit every budget above, in one step", arguments: StoreKind.allCases)
    func parents(kind: StoreKind) throws {
        let (store, _) = try kind.make()
        try store.configure("company") { $0.totalBalance = .set(try .usd("10")) }
        try store.configure("team") { change in
            change.parent = .set("company")
            change.dailyLimit = .set(try .usd("3"))
        }
        try store.configure("agent") { change in
            change.parent = .set("team")
            change.dailyLimit = .set(try .usd("8"))
        }
        _ = try store.reserve("agent", "2", id: "a").get()
        guard case .failure(let error) = try store.reserve("agent", "2", id: "b") else {
            Issue.record("it was granted")
            return
        }
        #expect(error.refusal.budget == "team")
        #expect(try error.refusal.remaining == .usd("1"))
        #expect(try store.status(of: "agent").held == .usd("2"))
        #expect(try store.status(of: "company").held == .usd("2"))
        try store.settle("agent", "a", "1")
        #expect(try store.status(of: "company").remaining == .usd("9"))
        #expect(try store.faults() == [])
        #expect(throws: BudgetError.self) { try store.configure("company") { $0.parent = .set("agent") } }
        #expect(try store.status(of: "company").budget.parent == nil)
    }

    @Test("changes limits without forgetting what was spent", arguments: StoreKind.allCases)
    func change(kind: StoreKind) throws {
        let (store, _) = try kind.make()
        try store.configure("agent") { change in
            change.dailyLimit = .set(try .usd("5"))
            change.totalBalance = .set(try .usd("20"))
        }
        _ = try store.reserve("agent", "4", id: "a").get()
        try store.settle("agent", "a", "4")
        try store.configure("agent") { $0.dailyLimit = .set(try .usd("3")) }
        #expect(throws: OverBudget.self) { try store.reserve("agent", "0.1", id: "b").get() }
        try store.configure("agent") { $0.dailyLimit = .remove }
        #expect(try store.status(of: "agent").remaining == .usd("16"))
        for _ in 0..<2 { try store.configure("agent") { $0.totalBalance = .set(try .usd("25")) } }
        #expect(try store.status(of: "agent").remaining == .usd("21"))
        try store.configure("agent") { $0.totalBalance = .set(try .usd("0")) }
        #expect(throws: OverBudget.self) { try store.reserve("agent", "0.1", id: "c").get() }
        try store.configure("agent") { $0.totalBalance = .remove }
        #expect(try store.status(of: "agent").remaining == nil)
        #expect(try store.faults() == [])
    }

    @Test("shares limits among purposes, each enforced", arguments: StoreKind.allCases)
    func allocation(kind: StoreKind) throws {
        let (store, _) = try kind.make()
        try store.configure("agent") { change in
            change.dailyLimit = .set(try .usd("10"))
            change.allocation = [Allocation(purpose: "research", millionths: 300_000)]
        }
        #expect(throws: OverBudget.self) { try store.reserve("agent/research", "3.01", id: "a").get() }
        _ = try store.reserve("agent/research", "3", id: "b").get()
        #expect(try store.status(of: "agent").remaining == .usd("7"))
        #expect(try store.faults() == [])
    }

    @Test("says what is wrong with what it's asked, and changes nothing", arguments: StoreKind.allCases)
    func errors(kind: StoreKind) throws {
        let (store, _) = try kind.make()
        try store.configure("agent")
        #expect(throws: BudgetError.unknownBudget("agnt", known: ["agent"])) { try store.status(of: "agnt") }
        #expect(throws: BudgetError.unknownReservation("x", budget: "agent")) { try store.settle("agent", "x", "1") }
        #expect(throws: BudgetError.self) { try store.reserve("agent", "-1", id: "a").get() }
        #expect(throws: BudgetError.self) { try store.reserve("agent", "1", id: "").get() }
        #expect(throws: BudgetError.unknownTimeZone("CET")) { try store.configure("b") { $0.timeZone = "CET" } }
        let yuan = try Money("1", currency: .cny)
        #expect(throws: BudgetError.self) {
            try store.commit(.reserve(ReservationRequest(budget: "agent", id: "y", amount: yuan)))
        }
        #expect(throws: BudgetError.money(.overflow)) {
            let most = try Money("100000000000000000000", currency: .usd)
            for id in ["m", "n"] {
                _ = try store.commit(.reserve(ReservationRequest(budget: "agent", id: id, amount: most)))
            }
        }
        #expect(try store.faults() == [])
    }

    @Test("carries out commands of one transaction each by itself", arguments: StoreKind.allCases)
    func together(kind: StoreKind) throws {
        let (store, _) = try kind.make()
        try store.configure("agent") { $0.dailyLimit = .set(try .usd("1")) }
        let commands: [LedgerCommand] = try ["0.6", "0.6", "0.4"].enumerated().map { index, amount in
            .reserve(ReservationRequest(budget: "agent", id: "\(index)", amount: try .usd(amount)))
        }
        let answers = try store.commit(commands + [.settle(Settlement(budget: "agent", id: "0", amount: .usd("0.1")))])
        guard case .success(.granted) = answers[0], case .success(.refused) = answers[1],
            case .success(.granted) = answers[2], case .success(.booked(let booking)) = answers[3]
        else {
            Issue.record("\(answers)")
            return
        }
        #expect(try booking.remaining == .usd("0.5"))
        #expect(try store.faults() == [])
    }
}
