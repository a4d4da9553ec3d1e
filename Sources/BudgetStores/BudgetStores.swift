import Budgets

/// The stores there are, by the place that names them.
public enum BudgetStores {
    /// Opens the ledger at a place.
    ///
    /// - Parameters:
    ///   - place: `postgres://…` or `postgresql://…`, as libpq takes it; `sqlite:PATH`; anything else is the path of a
    ///     SQLite file.
    ///   - isNew: Whether to make what isn't there yet.
    /// - Throws: `BudgetError`.
    public static func open(_ place: String, createsFile isNew: Bool = true) throws(BudgetError) -> any BudgetStore {
        if place.hasPrefix("postgres://") || place.hasPrefix("postgresql://") {
            return try PostgreSQLStore(url: place)
        }
        let path = place.hasPrefix("sqlite:") ? String(place.dropFirst("sqlite:".count)) : place
        return try SQLiteStore(path: path, createsFile: isNew)
    }
}
