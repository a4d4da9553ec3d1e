import Budgets
import Foundation
internal import GRDB

/// Budgets in a SQLite file, for the processes of one machine.
///
/// Every commit is on the disk before it is answered (write-ahead log, `synchronous=FULL`). A file system that several
/// machines share won't do: use PostgreSQL there.
public final class SQLiteStore: BudgetStore {
    private let writer: DatabaseQueue
    private let reader: DatabaseQueue
    private let queue: WritersQueue
    private let clock: @Sendable () -> Timestamp

    /// The ledger in a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - isNew: Whether to make the file where there's none.
    ///   - patience: How many seconds a command waits for other processes before it says that the ledger is unavailable.
    ///   - mostPages: How many pages of 4 KiB the file may have; nil for as many as the disk has room for.
    ///   - clock: What tells the time.
    /// - Throws: `BudgetError`: `.store` where there's no such file or it can't be opened, `.corrupt`, `.newerSchema`.
    public init(
        path: String, createsFile isNew: Bool = true, patience: Double = 5, mostPages: Int? = nil,
        clock: @escaping @Sendable () -> Timestamp = { .now }
    ) throws(BudgetError) {
        try Self.check(path, isNew: isNew)
        self.clock = clock
        queue = WritersQueue(path: path + "-lock", patience: .milliseconds(Int(patience * 1_000)))
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(patience)
            configuration.label = "budget-ledger"
            configuration.prepareDatabase { database in
                try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000")
                if let mostPages { _ = try Row.fetchAll(database, sql: "PRAGMA max_page_count = \(mostPages)") }
            }
            let queue = queue
            writer = try queue.inTurn {
                let writer = try DatabaseQueue(path: path, configuration: configuration)
                try writer.writeWithoutTransaction { database in
                    try database.execute(sql: "PRAGMA journal_mode = WAL")
                    try database.inTransaction(.immediate) {
                        try SQLiteSchema.prepare(database)
                        return .commit
                    }
                }
                return writer
            }
            reader = try DatabaseQueue(path: path, configuration: configuration)
        } catch { throw BudgetError(sqlite: error) }
    }

    public func commit(_ commands: [LedgerCommand]) throws(BudgetError) -> [Result<LedgerAnswer, BudgetError>] {
        do {
            return try queue.inTurn {
                try writer.writeWithoutTransaction { database in
                    var answers: [Result<LedgerAnswer, BudgetError>] = []
                    try database.inTransaction(.immediate) {
                        let outcome = LedgerOutcome(of: commands, on: SQLiteReader(database: database, now: clock()))
                        answers = outcome.answers
                        try SQLiteWriter(database: database).apply(outcome.changes)
                        return .commit
                    }
                    return answers
                }
            }
        } catch { throw BudgetError(sqlite: error) }
    }

    public func read<Value>(
        _ body: (any LedgerReader) throws(BudgetError) -> Value
    ) throws(BudgetError) -> Value {
        do {
            return try reader.read { database in try body(SQLiteReader(database: database, now: clock())) }
        } catch { throw BudgetError(sqlite: error) }
    }

    /// Looks whether the file's pages are whole. Linear in the file.
    ///
    /// - Throws: `BudgetError.corrupt` naming what isn't.
    public func checkIntegrity() throws(BudgetError) {
        let problem: String?
        do {
            problem = try reader.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
        } catch { throw BudgetError(sqlite: error) }
        if let problem, problem != "ok" { throw .corrupt(problem) }
    }

    /// A ledger that was there and is gone must not begin anew as if nothing had been spent.
    private static func check(_ path: String, isNew: Bool) throws(BudgetError) {
        let files = FileManager.default
        let size = (try? files.attributesOfItem(atPath: path)[.size] as? Int) ?? nil
        guard size ?? 0 == 0 else { return }
        guard !files.fileExists(atPath: path + "-wal") else {
            throw .corrupt("\(path) is gone or empty, but its log is there")
        }
        guard isNew else { throw .store("there is no ledger at \(path); create a budget first, or name its place") }
    }
}
