import Budgets

/// A ledger in PostgreSQL as it is within one transaction. What it knows already needs no round trip.
struct PostgreSQLReader: LedgerReader {
    let connection: PostgreSQLConnection
    let now: Timestamp
    /// The rows of the ids that were learnt, by budget and id.
    private var known: [String: [String: [LedgerEntry]]] = [:]

    init(connection: PostgreSQLConnection, now: Timestamp) {
        self.connection = connection
        self.now = now
    }

    /// Reads the rows of many ids in one round trip.
    mutating func learn(_ references: [(budget: String, id: String)]) throws(BudgetError) {
        guard references.count > 1 else { return }
        for (budget, id) in references { known[budget, default: [:]][id] = [] }
        let list = references.map { "(\(SQLValue.text($0.id).literal), \(SQLValue.text($0.budget).literal))" }
        for entry in try entries("WHERE (id, budget) IN (\(list.joined(separator: ", "))) ORDER BY sequence", []) {
            known[entry.budget]?[entry.id]?.append(entry)
        }
    }

    static let record = "SELECT \(BudgetRow.columns.joined(separator: ", ")) FROM tokens_ledger.budget"
    static let entry = "SELECT sequence, \(EntryRow.columns.joined(separator: ", ")) FROM tokens_ledger.entry"

    func names() throws(BudgetError) -> [String] {
        try connection.rows("SELECT name FROM tokens_ledger.budget ORDER BY name COLLATE \"C\"").compactMap {
            $0[0].text
        }
    }

    func record(named name: String) throws(BudgetError) -> BudgetRecord? {
        guard let row = try connection.rows("\(Self.record) WHERE name = $1", [.text(name)]).first else { return nil }
        return try BudgetRow.record(row)
    }

    func totals(of budget: String, _ kind: PeriodKind, period: Int) throws(BudgetError) -> PeriodTotals? {
        let found = try connection.rows(
            """
            SELECT currency, period, spent, held FROM tokens_ledger.period
            WHERE budget = $1 AND kind = $2 AND period = $3
            """, [.text(budget), .text(kind.rawValue), .integer(period)])
        guard let row = found.first else { return nil }
        var reader = RowReader(row)
        let currency = try reader.currency()
        return try BudgetRow.totals(&reader, currency)
    }

    func entries(of budget: String, id: String) throws(BudgetError) -> [LedgerEntry] {
        if let entries = known[budget]?[id] { return entries }
        return try entries("WHERE id = $1 AND budget = $2 ORDER BY sequence", [.text(id), .text(budget)])
    }

    func expiredReservations(limit: Int) throws(BudgetError) -> [LedgerEntry] {
        try entries(
            """
            WHERE sequence IN (SELECT sequence FROM tokens_ledger.hold WHERE expires <= $1 ORDER BY expires LIMIT $2)
            ORDER BY expires, sequence
            """, [.integer(now.unixSeconds), .integer(limit)])
    }

    func openReservations() throws(BudgetError) -> [LedgerEntry] {
        try entries("WHERE sequence IN (SELECT sequence FROM tokens_ledger.hold) ORDER BY sequence", [])
    }

    func forEachEntry(
        of budget: String?, since time: Timestamp?, _ body: (LedgerEntry) throws(BudgetError) -> Void
    ) throws(BudgetError) {
        // In parts, so that a ledger of any length takes bounded memory.
        var last = 0
        while true {
            let part = try entries(
                """
                WHERE sequence > $1 AND ($2::text IS NULL OR budget = $2) AND time >= $3
                ORDER BY sequence LIMIT 10000
                """, [.integer(last), SQLValue(budget), .integer(time?.unixSeconds ?? Int.min)])
            for entry in part { try body(entry) }
            guard let end = part.last else { return }
            last = end.sequence
        }
    }

    private func entries(_ condition: String, _ parameters: [SQLValue]) throws(BudgetError) -> [LedgerEntry] {
        var entries: [LedgerEntry] = []
        for row in try connection.rows("\(Self.entry) \(condition)", parameters) {
            entries.append(try EntryRow.entry(row))
        }
        return entries
    }
}
