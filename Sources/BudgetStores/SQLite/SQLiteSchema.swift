import Budgets
internal import GRDB

/// The tables of a ledger in SQLite.
enum SQLiteSchema {
    /// The form that this version writes, as `PRAGMA user_version` has it.
    static let version = 1
    /// "tkns": says whose file it is.
    static let applicationID = 0x746B_6E73

    /// Makes the tables in an empty file; checks them in any other.
    ///
    /// What grows (`entry`) is only added to at its end. What a commit changes besides is one row of `budget`, one of
    /// the index by id, and one of `hold`, which has only the holds that are open: four pages.
    static func prepare(_ database: Database) throws {
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
        if tables > 0 && application != applicationID {
            throw BudgetError.store("the file is another program's database; name another one")
        }
        guard version <= Self.version else { throw BudgetError.newerSchema(found: version, known: Self.version) }
        guard version == 0 else { return }
        try database.execute(
            sql: """
                CREATE TABLE budget (
                    name TEXT PRIMARY KEY NOT NULL, currency TEXT NOT NULL, definition TEXT NOT NULL,
                    balance TEXT, spent TEXT NOT NULL, estimated TEXT NOT NULL, held TEXT NOT NULL,
                    day INTEGER NOT NULL, day_spent TEXT NOT NULL, day_held TEXT NOT NULL,
                    month INTEGER NOT NULL, month_spent TEXT NOT NULL, month_held TEXT NOT NULL
                ) STRICT, WITHOUT ROWID;
                CREATE TABLE period (
                    budget TEXT NOT NULL, kind TEXT NOT NULL, period INTEGER NOT NULL,
                    currency TEXT NOT NULL, spent TEXT NOT NULL, held TEXT NOT NULL,
                    PRIMARY KEY (budget, kind, period)
                ) STRICT, WITHOUT ROWID;
                CREATE TABLE entry (
                    sequence INTEGER PRIMARY KEY, time INTEGER NOT NULL, budget TEXT NOT NULL, id TEXT NOT NULL,
                    kind TEXT NOT NULL, currency TEXT NOT NULL, held TEXT NOT NULL, spent TEXT NOT NULL,
                    credit TEXT NOT NULL, day INTEGER NOT NULL, parents TEXT, expires INTEGER, flags INTEGER NOT NULL,
                    remaining TEXT, note TEXT
                ) STRICT;
                CREATE INDEX entry_by_id ON entry (id, budget);
                CREATE TABLE hold (
                    expires INTEGER NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY (expires, sequence)
                ) STRICT, WITHOUT ROWID;
                CREATE TRIGGER entry_stays BEFORE UPDATE ON entry
                    BEGIN SELECT RAISE(ABORT, 'rows of the ledger are only added'); END;
                CREATE TRIGGER entry_remains BEFORE DELETE ON entry
                    BEGIN SELECT RAISE(ABORT, 'rows of the ledger are only added'); END;
                PRAGMA application_id = \(applicationID);
                PRAGMA user_version = \(Self.version);
                """)
    }
}
