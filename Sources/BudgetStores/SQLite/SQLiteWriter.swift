import Budgets
internal import GRDB

/// What writes a transaction's changes into SQLite.
struct SQLiteWriter {
    let database: Database

    private static func insertion(_ table: String, _ columns: [String], or action: String = "") -> String {
        let places = Array(repeating: "?", count: columns.count).joined(separator: ", ")
        return "INSERT \(action) INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(places))"
    }

    private static let record = insertion("budget", BudgetRow.columns, or: "OR REPLACE")
    private static let entry = insertion("entry", EntryRow.columns)
    private static let totals = insertion(
        "period", ["budget", "kind", "period", "currency", "spent", "held"], or: "OR REPLACE")

    func apply(_ changes: LedgerChanges) throws {
        for (_, record) in changes.records.sorted(by: { $0.key < $1.key }) {
            try run(Self.record, BudgetRow.values(record))
        }
        for (key, totals) in changes.totals {
            try run(
                Self.totals,
                [
                    .text(key.budget), .text(key.kind.rawValue), .integer(key.period),
                    .text(totals.spent.currency.code),
                    SQLValue(totals.spent), SQLValue(totals.held),
                ])
        }
        for entry in changes.entries {
            try run(Self.entry, EntryRow.values(entry))
            if entry.kind == .reserve {
                try run(
                    "INSERT INTO hold (expires, sequence) VALUES (?, ?)",
                    [SQLValue(entry.expires?.unixSeconds), .integer(Int(database.lastInsertedRowID))])
            } else {
                try closeHold(of: entry)
            }
        }
    }

    /// Closes the hold that a row ends, if it is still open.
    private func closeHold(of entry: LedgerEntry) throws {
        switch entry.kind {
        case .settle, .release, .expire:
            try run(
                """
                DELETE FROM hold WHERE (expires, sequence) IN
                (SELECT expires, sequence FROM entry WHERE id = ? AND budget = ? AND kind = 'reserve')
                """, [.text(entry.id), .text(entry.budget)])
        case .reserve, .reverse, .topUp, .adjust, .declare, .undeclare: break
        }
    }

    private func run(_ sql: String, _ values: [SQLValue]) throws {
        let statement = try database.cachedStatement(sql: sql)
        try statement.execute(arguments: StatementArguments(values.map(\.databaseValue)))
    }
}

extension SQLValue {
    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .text(let text): text.databaseValue
        }
    }
}
