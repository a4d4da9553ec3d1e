import Budgets

/// What writes a transaction's changes into PostgreSQL: statements for one round trip.
enum PostgreSQLWriter {
    static func statements(_ changes: LedgerChanges, after last: Int) -> String {
        var statements: [String] = []
        for (_, record) in changes.records.sorted(by: { $0.key < $1.key }) {
            let values = BudgetRow.values(record)
            let updates = zip(BudgetRow.columns, values).dropFirst().map { "\($0) = \($1.literal)" }
            statements.append(
                """
                INSERT INTO tokens_ledger.budget VALUES (\(list(values))) ON CONFLICT (name) DO UPDATE SET \
                \(updates.joined(separator: ", "))
                """)
        }
        for (key, totals) in changes.totals {
            let values: [SQLValue] = [
                .text(key.budget), .text(key.kind.rawValue), .integer(key.period), .text(totals.spent.currency.code),
                SQLValue(totals.spent), SQLValue(totals.held),
            ]
            statements.append(
                """
                INSERT INTO tokens_ledger.period VALUES (\(list(values))) ON CONFLICT (budget, kind, period) \
                DO UPDATE SET spent = EXCLUDED.spent, held = EXCLUDED.held
                """)
        }
        statements += entries(changes.entries, after: last)
        return statements.joined(separator: "; ")
    }

    private static func entries(_ entries: [LedgerEntry], after last: Int) -> [String] {
        guard !entries.isEmpty else { return [] }
        var rows: [String] = []
        var opened: [String] = []
        var ended: [String] = []
        for (index, entry) in entries.enumerated() {
            let sequence = last + 1 + index
            rows.append("(\(sequence), \(list(EntryRow.values(entry))))")
            switch entry.kind {
            case .reserve: opened.append("(\(entry.expires?.unixSeconds ?? 0), \(sequence))")
            case .settle, .release, .expire:
                ended.append("(\(SQLValue.text(entry.id).literal), \(SQLValue.text(entry.budget).literal))")
            case .reverse, .topUp, .adjust, .declare, .undeclare: break
            }
        }
        var statements = [
            "INSERT INTO tokens_ledger.entry VALUES \(rows.joined(separator: ", "))",
            "UPDATE tokens_ledger.turn SET last = \(last + entries.count)",
        ]
        if !opened.isEmpty {
            statements.append("INSERT INTO tokens_ledger.hold VALUES \(opened.joined(separator: ", "))")
        }
        if !ended.isEmpty {
            statements.append(
                """
                DELETE FROM tokens_ledger.hold USING tokens_ledger.entry WHERE hold.expires = entry.expires \
                AND hold.sequence = entry.sequence AND entry.kind = 'reserve' \
                AND (entry.id, entry.budget) IN (\(ended.joined(separator: ", ")))
                """)
        }
        return statements
    }

    private static func list(_ values: [SQLValue]) -> String { values.map(\.literal).joined(separator: ", ") }
}
