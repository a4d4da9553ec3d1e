import Budgets

/// The tables of a ledger in PostgreSQL, in a schema of their own.
enum PostgreSQLSchema {
    static let version = 1

    /// Makes the tables where there are none, one process at a time; checks them where there are.
    static func prepare(_ connection: PostgreSQLConnection) throws(BudgetError) {
        if let version = try versionFound(connection) {
            guard version <= Self.version else { throw .newerSchema(found: version, known: Self.version) }
            return
        }
        // The number names this lock; it ends with the transaction.
        try connection.execute("BEGIN; SELECT pg_advisory_xact_lock(\(0x746B_6E73))")
        do throws(BudgetError) {
            if try versionFound(connection) == nil { try connection.execute(tables) }
            try connection.execute("COMMIT")
        } catch {
            try? connection.execute("ROLLBACK")
            throw error
        }
    }

    private static func versionFound(_ connection: PostgreSQLConnection) throws(BudgetError) -> Int? {
        guard try connection.rows("SELECT to_regclass('tokens_ledger.version')::text")[0][0].text != nil else {
            return nil
        }
        return try connection.rows("SELECT number FROM tokens_ledger.version").first?[0].text.flatMap { Int($0) }
    }

    /// The row of a budget has room on its page for its next versions, so that no index changes with it.
    private static let tables = """
        CREATE SCHEMA IF NOT EXISTS tokens_ledger;
        CREATE TABLE tokens_ledger.version (number integer NOT NULL);
        INSERT INTO tokens_ledger.version VALUES (\(version));
        CREATE TABLE tokens_ledger.budget (
            name text PRIMARY KEY, currency text NOT NULL, definition text NOT NULL,
            balance text, spent text NOT NULL, estimated text NOT NULL, held text NOT NULL,
            day bigint NOT NULL, day_spent text NOT NULL, day_held text NOT NULL,
            month bigint NOT NULL, month_spent text NOT NULL, month_held text NOT NULL
        ) WITH (fillfactor = 20);
        CREATE TABLE tokens_ledger.period (
            budget text NOT NULL, kind text NOT NULL, period bigint NOT NULL,
            currency text NOT NULL, spent text NOT NULL, held text NOT NULL,
            PRIMARY KEY (budget, kind, period)
        );
        CREATE TABLE tokens_ledger.entry (
            sequence bigint PRIMARY KEY, time bigint NOT NULL, budget text NOT NULL, id text NOT NULL,
            kind text NOT NULL, currency text NOT NULL, held text NOT NULL, spent text NOT NULL, credit text NOT NULL,
            day bigint NOT NULL, parents text, expires bigint, flags bigint NOT NULL, remaining text, note text
        );
        CREATE INDEX entry_by_id ON tokens_ledger.entry (id, budget);
        CREATE TABLE tokens_ledger.hold (
            expires bigint NOT NULL, sequence bigint NOT NULL, PRIMARY KEY (expires, sequence)
        );
        CREATE TABLE tokens_ledger.turn (last bigint NOT NULL);
        INSERT INTO tokens_ledger.turn VALUES (0);
        CREATE FUNCTION tokens_ledger.refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'rows of the ledger are only added'; END $$;
        CREATE TRIGGER entry_stays BEFORE UPDATE OR DELETE ON tokens_ledger.entry
            FOR EACH ROW EXECUTE FUNCTION tokens_ledger.refuse();
        """
}
