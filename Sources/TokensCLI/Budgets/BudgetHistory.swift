import Budgets

/// A budget's rows, in the forms in which they are shown.
struct BudgetHistory {
    private let entries: [LedgerEntry]

    init(of name: String, since time: Timestamp?, in store: any BudgetStore) throws {
        entries = try store.read { reader throws(BudgetError) in
            guard try reader.record(named: name) != nil else {
                throw BudgetError.unknownBudget(name, known: try reader.names())
            }
            var entries: [LedgerEntry] = []
            try reader.forEachEntry(of: name, since: time) { entries.append($0) }
            return entries
        }
    }

    private static let columns = ["time", "kind", "id", "held_usd", "spent_usd", "credit_usd", "marks", "note"]

    private static func cells(_ entry: LedgerEntry) -> [String] {
        [
            entry.time.description, entry.kind.rawValue, entry.id, entry.held.amount, entry.spent.amount,
            entry.credit.amount, marks(entry).joined(separator: " "), entry.note ?? "",
        ]
    }

    private static func marks(_ entry: LedgerEntry) -> [String] {
        [(entry.isWarning, "warning"), (entry.isEstimated, "estimated"), (entry.isLate, "late")]
            .compactMap { $0.0 ? $0.1 : nil }
    }

    var json: JSONValue {
        .array(
            entries.map { entry in
                var members: [JSONValue.Member] = zip(Self.columns, Self.cells(entry))
                    .filter { $0.0 != "marks" && !($0.0 == "note" && $0.1.isEmpty) }
                    .map { JSONValue.Member($0.0, .string($0.1)) }
                for mark in Self.marks(entry) { members.append(.init(mark, .bool(true))) }
                if let expires = entry.expires { members.append(.init("expires", .string(expires.description))) }
                return .object(members)
            })
    }

    /// By RFC 4180, but with line feeds alone.
    var csv: [String] {
        [Self.columns.joined(separator: ",")]
            + entries.map { Self.cells($0).map(Self.quoted).joined(separator: ",") }
    }

    private static func quoted(_ cell: String) -> String {
        guard cell.utf8.contains(where: { ",\"\n\r".utf8.contains($0) }) else { return cell }
        return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    var table: [String] {
        var table = TextTable([
            ("time", .left), ("kind", .left), ("id", .left), ("held", .right), ("spent", .right), ("credit", .right),
            ("", .left), ("note", .left),
        ])
        for entry in entries { table.add(Self.cells(entry)) }
        return table.lines
    }

    /// A bar for each day on which something was spent, the longest as wide as said.
    func chart(width: Int) -> [String] {
        var days: [CalendarDate: Int128] = [:]
        for entry in entries where !entry.spent.isZero { days[entry.day, default: 0] += entry.spent.units }
        let most = days.values.max() ?? 0
        return days.sorted { $0.key < $1.key }.map { day, units in
            let length = most > 0 ? max(0, Int(units * Int128(width) / most)) : 0
            let amount = Money(units: units, currency: .usd).amount
            return "\(day)  \(String(repeating: "█", count: length)) \(amount)"
        }
    }
}
