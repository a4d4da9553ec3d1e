import Budgets

/// Budgets in PostgreSQL, for many hosts. The server's clock is the one that counts.
///
/// A transaction takes a handful of round trips however many commands it has: the lock, what is to be decided on, and the
/// changes together with the commit. All writers of a ledger wait for one another at one row, so that rows are numbered
/// without gaps.
public final class PostgreSQLStore: BudgetStore {
    private let writer: SharedConnection
    private let reader: SharedConnection
    private let clock: (@Sendable () -> Timestamp)?

    /// The ledger of a database.
    ///
    /// - Parameters:
    ///   - url: What libpq takes, with its options, such as `postgres://user@host/database?sslmode=verify-full`.
    ///   - clock: What tells the time in place of the server's clock: for tests.
    /// - Throws: `BudgetError`: `.unavailable` where the server can't be reached, `.newerSchema`.
    public init(url: String, clock: (@Sendable () -> Timestamp)? = nil) throws(BudgetError) {
        writer = try SharedConnection(url: url)
        try writer.inTurn(PostgreSQLSchema.prepare)
        reader = try SharedConnection(url: url)
        self.clock = clock
    }

    public func commit(_ commands: [LedgerCommand]) throws(BudgetError) -> [Result<LedgerAnswer, BudgetError>] {
        try writer.inTurn { connection throws(BudgetError) in try commit(commands, on: connection) }
    }

    public func read<Value>(
        _ body: (any LedgerReader) throws(BudgetError) -> Value
    ) throws(BudgetError) -> Value {
        try reader.inTurn { connection throws(BudgetError) in
            let now = try connection.rows(
                """
                BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
                SELECT floor(extract(epoch FROM now()))::bigint
                """)
            defer { try? connection.execute("ROLLBACK") }
            return try body(PostgreSQLReader(connection: connection, now: try time(now)))
        }
    }

    private func time(_ rows: [[SQLValue]]) throws(BudgetError) -> Timestamp {
        if let clock { return clock() }
        var row = RowReader(rows.first ?? [])
        return Timestamp(unixSeconds: try row.integer())
    }

    private func commit(
        _ commands: [LedgerCommand], on connection: PostgreSQLConnection
    ) throws(BudgetError) -> [Result<LedgerAnswer, BudgetError>] {
        do throws(BudgetError) {
            // The lock: from here on nobody else changes the ledger. The clock is asked after it.
            let turn = try connection.rows(
                """
                BEGIN; SELECT last, floor(extract(epoch FROM clock_timestamp()))::bigint
                FROM tokens_ledger.turn FOR UPDATE
                """)
            guard let row = turn.first else { throw .corrupt("the ledger has lost count of its rows") }
            var last = RowReader(row)
            let number = try last.integer()
            var reader = PostgreSQLReader(connection: connection, now: try time([Array(row.dropFirst())]))
            try reader.learn(commands.compactMap(\.reference))
            let outcome = LedgerOutcome(of: commands, on: reader)
            if outcome.changes.isEmpty {
                try connection.execute("COMMIT")
            } else {
                let statements = PostgreSQLWriter.statements(outcome.changes, after: number)
                try connection.execute("\(statements); COMMIT")
            }
            return outcome.answers
        } catch {
            if connection.isOpen { try? connection.execute("ROLLBACK") }
            throw error
        }
    }
}
