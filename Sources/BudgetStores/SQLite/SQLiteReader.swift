import Budgets
internal import GRDB

/// A ledger in SQLite as it is within one transaction.
struct SQLiteReader: LedgerReader {
    let database: Database
    let now: Timestamp

    private static let record = "SELECT \(BudgetRow.columns.joined(separator: ", ")) FROM budget WHERE name = ?"
    private static let entry = "SELECT sequence, \(EntryRow.columns.joined(separator: ", ")) FROM entry"

    func names() throws(BudgetError) -> [String] {
        try rows("SELECT name FROM budget ORDER BY name", []).compactMap { $0[0].text }
    }

    func record(named name: String) throws(BudgetError) -> BudgetRecord? {
        guard let row = try rows(Self.record, [name]).first else { return nil }
        return try BudgetRow.record(row)
    }

    func totals(of budget: String, _ kind: PeriodKind, period: Int) throws(BudgetError) -> PeriodTotals? {
        let sql = "SELECT currency, period, spent, held FROM period WHERE budget = ? AND kind = ? AND period = ?"
        guard let row = try rows(sql, [budget, kind.rawValue, period]).first else { return nil }
        var reader = RowReader(row)
        let currency = try reader.currency()
        return try BudgetRow.totals(&reader, currency)
    }

    func entries(of budget: String, id: String) throws(BudgetError) -> [LedgerEntry] {
        try entries("WHERE id = ? AND budget = ? ORDER BY sequence", [id, budget])
    }

    func expiredReservations(limit: Int) throws(BudgetError) -> [LedgerEntry] {
        let expired = try rows(
            "SELECT sequence FROM hold WHERE expires <= ? ORDER BY expires, sequence LIMIT ?", [now.unixSeconds, limit])
        var entries: [LedgerEntry] = []
        for row in expired {
            entries += try self.entries("WHERE sequence = ?", [Int(row[0].text ?? "") ?? 0])
        }
        return entries
    }

    func openReservations() throws(BudgetError) -> [LedgerEntry] {
        try entries("WHERE sequence IN (SELECT sequence FROM hold) ORDER BY sequence", [])
    }

    func forEachEntry(
        of budget: String?, since time: Timestamp?, _ body: (LedgerEntry) throws(BudgetError) -> Void
    ) throws(BudgetError) {
        // In parts, so that a ledger of any length takes bounded memory.
        var last = 0
        while true {
            let part = try entries(
                "WHERE sequence > ? AND (?2 IS NULL OR budget = ?2) AND time >= ?3 ORDER BY sequence LIMIT 10000",
                [last, budget, time?.unixSeconds ?? Int.min])
            for entry in part { try body(entry) }
            guard let end = part.last else { return }
            last = end.sequence
        }
    }

    private func entries(_ condition: String, _ arguments: StatementArguments) throws(BudgetError) -> [LedgerEntry] {
        var entries: [LedgerEntry] = []
        for row in try rows("\(Self.entry) \(condition)", arguments) { entries.append(try EntryRow.entry(row)) }
        return entries
    }

    private func rows(_ sql: String, _ arguments: StatementArguments) throws(BudgetError) -> [[SQLValue]] {
        do {
            let statement = try database.cachedStatement(sql: sql)
            return try Row.fetchAll(statement, arguments: arguments).map { row in
                row.databaseValues.map(SQLValue.init)
            }
        } catch { throw BudgetError(sqlite: error) }
    }
}

extension SQLValue {
    fileprivate init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let number): self = .integer(Int(number))
        case .double(let number): self = .text(String(number))
        case .string(let text): self = .text(text)
        case .blob(let bytes): self = .text(String(decoding: bytes, as: UTF8.self))
        }
    }
}
