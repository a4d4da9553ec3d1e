import Budgets
/// How a ledger's row lies in the table `entry`.
enum EntryRow {
    /// The columns, without the number.
    static let columns = [
        "time", "budget", "id", "kind", "currency", "held", "spent", "credit", "day", "parents", "expires", "flags",
        "remaining", "note",
    ]

    private enum Flag {
        static let booksOnExpiry = 1
        static let isWarning = 2
        static let isEstimated = 4
        static let isLate = 8
    }

    static func values(_ entry: LedgerEntry) -> [SQLValue] {
        let flags =
            (entry.booksOnExpiry ? Flag.booksOnExpiry : 0) | (entry.isWarning ? Flag.isWarning : 0)
            | (entry.isEstimated ? Flag.isEstimated : 0) | (entry.isLate ? Flag.isLate : 0)
        return [
            .integer(entry.time.unixSeconds), .text(entry.budget), .text(entry.id), .text(entry.kind.rawValue),
            .text(entry.held.currency.code), SQLValue(entry.held), SQLValue(entry.spent), SQLValue(entry.credit),
            .integer(entry.day.daysSince1970), SQLValue(parents(entry.parents)), SQLValue(entry.expires?.unixSeconds),
            .integer(flags), SQLValue(entry.remaining), SQLValue(entry.note),
        ]
    }

    /// The row whose number and columns the values are.
    static func entry(_ values: [SQLValue]) throws(BudgetError) -> LedgerEntry {
        var row = RowReader(values)
        let sequence = try row.integer()
        let time = Timestamp(unixSeconds: try row.integer())
        let (budget, id, name) = (try row.text(), try row.text(), try row.text())
        guard let kind = LedgerEntry.Kind(rawValue: name) else { throw .corrupt("a row is of the kind \"\(name)\"") }
        let currency = try row.currency()
        let (held, spent, credit) = (try row.money(currency), try row.money(currency), try row.money(currency))
        let day = CalendarDate(daysSince1970: try row.integer())
        var entry = LedgerEntry(
            sequence: sequence, time: time, budget: budget, id: id, kind: kind, currency: currency, day: day,
            parents: try parents(row.optionalText()))
        (entry.held, entry.spent, entry.credit) = (held, spent, credit)
        entry.expires = try row.optionalInteger().map(Timestamp.init(unixSeconds:))
        let flags = try row.integer()
        entry.booksOnExpiry = flags & Flag.booksOnExpiry != 0
        entry.isWarning = flags & Flag.isWarning != 0
        entry.isEstimated = flags & Flag.isEstimated != 0
        entry.isLate = flags & Flag.isLate != 0
        entry.remaining = try row.optionalMoney(currency)
        entry.note = try row.optionalText()
        return entry
    }

    /// Budgets and days as one text, `day name` a line: a name has no line feed. Nil where there are none.
    private static func parents(_ parents: [LedgerEntry.Scope]) -> String? {
        guard !parents.isEmpty else { return nil }
        return parents.map { "\($0.day.daysSince1970) \($0.budget)" }.joined(separator: "\n")
    }

    private static func parents(_ text: String?) throws(BudgetError) -> [LedgerEntry.Scope] {
        var parents: [LedgerEntry.Scope] = []
        for line in text?.split(separator: "\n") ?? [] {
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, let day = Int(parts[0]) else { throw .corrupt("a row's parents can't be read") }
            parents.append(LedgerEntry.Scope(budget: String(parts[1]), day: CalendarDate(daysSince1970: day)))
        }
        return parents
    }
}
