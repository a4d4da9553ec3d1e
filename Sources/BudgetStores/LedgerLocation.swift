import Budgets

/// Where a ledger is kept.
public enum LedgerLocation: Hashable, Sendable {
    /// A SQLite file, by its path.
    case file(String)
    /// A PostgreSQL database, by an address as libpq takes it.
    case server(String)

    /// The location that a text names: `postgres://…` or `postgresql://…`; `sqlite:PATH`; anything else is a path.
    public init(_ text: String) {
        if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
            self = .server(text)
        } else {
            self = .file(text.hasPrefix("sqlite:") ? String(text.dropFirst("sqlite:".count)) : text)
        }
    }

    /// Opens the ledger there.
    ///
    /// - Parameter isNew: Whether to make a file that isn't there yet. Tables on a server are made in any case.
    /// - Throws: `BudgetError`.
    public func open(createsFile isNew: Bool = true) throws(BudgetError) -> any BudgetStore {
        switch self {
        case .file(let path): try SQLiteStore(path: path, createsFile: isNew)
        case .server(let url): try PostgreSQLStore(url: url)
        }
    }
}
