extension SQLValue {
    /// The value as it stands in a statement, for statements that go to the server many at once. Strings conform to the
    /// standard: nothing in them but the quote has a meaning. A zero byte can't be in them; the rules refuse it.
    var literal: String {
        switch self {
        case .null: "NULL"
        case .integer(let number): String(number)
        case .text(let text):
            "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
        }
    }
}
