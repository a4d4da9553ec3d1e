import Budgets
internal import CPQ

/// One connection to a PostgreSQL server, for one thread at a time. It is opened again when it broke.
final class PostgreSQLConnection {
    private let url: String
    private var connection: OpaquePointer?

    init(url: String) throws(BudgetError) {
        if let problem = pq_load() { throw .store(String(cString: problem)) }
        self.url = url
        try reopen()
    }

    deinit {
        if let connection { pq_close(connection) }
    }

    /// Whether the server answers on it, as far as is known.
    var isOpen: Bool { pq_is_open(connection) }

    /// Opens it anew.
    func reopen() throws(BudgetError) {
        if let connection { pq_close(connection) }
        connection = pq_connect(url)
        guard isOpen else { throw .unavailable(lastError) }
        try execute("SET standard_conforming_strings = on; SET client_encoding = 'UTF8'")
    }

    /// Carries out statements in one round trip.
    func execute(_ statements: String) throws(BudgetError) {
        guard let connection else { throw .unavailable("there is no connection") }
        let result = pq_execute(connection, statements)
        defer { pq_free(result) }
        guard pq_is_fine(result) else { throw error(result) }
    }

    /// The rows that a statement gives, the values as text.
    func rows(_ statement: String, _ parameters: [SQLValue] = []) throws(BudgetError) -> [[SQLValue]] {
        guard let connection else { throw .unavailable("there is no connection") }
        let result = Self.withTexts(parameters.map(\.text)) { texts in
            parameters.isEmpty
                ? pq_execute(connection, statement)
                : pq_execute_with(connection, statement, Int32(parameters.count), texts)
        }
        defer { pq_free(result) }
        guard pq_is_fine(result) else { throw error(result) }
        let columns = pq_column_count(result)
        return (0..<pq_row_count(result)).map { row in
            (0..<columns).map { column in
                SQLValue(pq_value(result, row, column).map { String(cString: $0) })
            }
        }
    }

    private func error(_ result: OpaquePointer?) -> BudgetError {
        guard isOpen else { return .unavailable(lastError) }
        let message = result.map { String(cString: pq_error($0)) }.flatMap { $0.isEmpty ? nil : $0 } ?? lastError
        let text = message.split(separator: "\n").first.map(String.init) ?? "the server didn't say why"
        return switch pq_sql_state(result).map({ String(cString: $0) }) {
        // Serialization failure, deadlock, lock not available, query cancelled, server shutting down.
        case "40001", "40P01", "55P03", "57014", "57P01", "57P02", "57P03", "53300": .unavailable(text)
        case "53100": .store("the server's disk is full: nothing was changed; make room and ask again")
        case "25006": .store("the server takes no writes: it is a replica, or set to read only")
        default: .store(text)
        }
    }

    /// The first line of what libpq says. It tells hosts and users, never a password.
    private var lastError: String {
        let text = String(cString: pq_connection_error(connection))
        return text.split(separator: "\n").first.map(String.init) ?? "the connection broke"
    }

    /// Texts as C has them, while the body runs.
    private static func withTexts<Value>(
        _ texts: [String?], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Value
    ) -> Value {
        var bytes: [CChar] = []
        let starts = texts.map { text in
            text.map { text in
                let start = bytes.count
                bytes.append(contentsOf: text.utf8CString)
                return start
            }
        }
        return bytes.withUnsafeBufferPointer { bytes in
            let pointers = starts.map { start in start.flatMap { bytes.baseAddress?.advanced(by: $0) } }
            return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
        }
    }
}
