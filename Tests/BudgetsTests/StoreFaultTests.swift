import BudgetStores
import Budgets
import Foundation
import Testing

@Suite("A store in trouble")
struct StoreFaultTests {
    private func budget(at path: String) throws {
        try SQLiteStore(path: path).configure("agent") { $0.totalBalance = .set(try .usd("10")) }
    }

    @Test("keeps everything when it's opened again")
    func reopened() throws {
        let path = try TestFiles.newLedger()
        try budget(at: path)
        _ = try SQLiteStore(path: path).reserve("agent", "4", id: "a").get()
        #expect(try SQLiteStore(path: path).status(of: "agent").remaining == .usd("6"))
    }

    @Test("refuses a ledger of a later version")
    func newerSchema() throws {
        let path = try TestFiles.newLedger()
        try budget(at: path)
        try sql("PRAGMA user_version = 99", path)
        #expect(throws: BudgetError.newerSchema(found: 99, known: 1)) { try SQLiteStore(path: path) }
    }

    @Test("refuses another program's database")
    func foreign() throws {
        let path = try TestFiles.newLedger()
        try sql("CREATE TABLE t (x)", path)
        #expect(throws: BudgetError.self) { try SQLiteStore(path: path) }
    }

    @Test("refuses a file that isn't a database, and leaves it as it is")
    func garbage() throws {
        let path = try TestFiles.newLedger()
        let garbage = Data(repeating: 0x2A, count: 8_192)
        try garbage.write(to: URL(filePath: path))
        #expect { try SQLiteStore(path: path) } throws: { ($0 as? BudgetError)?.code == "store_corrupt" }
        #expect(try Data(contentsOf: URL(filePath: path)) == garbage)
    }

    @Test("sees damaged pages before it grants anything more")
    func damaged() throws {
        let path = try TestFiles.newLedger()
        try budget(at: path)
        try sql("PRAGMA wal_checkpoint(TRUNCATE)", path)
        let file = try FileHandle(forUpdating: URL(filePath: path))
        let size = try file.seekToEnd()
        try file.seek(toOffset: 4_096)
        try file.write(contentsOf: Data(repeating: 0x5A, count: Int(size) - 4_096))
        try file.close()
        #expect(throws: BudgetError.self) {
            _ = try SQLiteStore(path: path).reserve("agent", "1", id: "a").get()
        }
    }

    @Test("doesn't begin anew where a ledger was and is gone")
    func gone() throws {
        let path = try TestFiles.newLedger()
        try Data().write(to: URL(filePath: path + "-wal"))
        #expect { try SQLiteStore(path: path) } throws: { ($0 as? BudgetError)?.code == "store_corrupt" }
        #expect(throws: BudgetError.self) { try SQLiteStore(path: TestFiles.newLedger(), createsFile: false) }
    }

    @Test("grants nothing on a full disk, and goes on where there's room again")
    func diskFull() throws {
        let path = try TestFiles.newLedger()
        try budget(at: path)
        let store = try SQLiteStore(path: path, mostPages: 16)
        var granted = 0
        var code: String?
        while code == nil, granted < 10_000 {
            do {
                _ = try store.reserve("agent", "0.0001", id: "\(granted)").get()
                granted += 1
            } catch let error as BudgetError { code = error.code }
        }
        #expect(code == "store_failed" && granted > 0)
        let roomy = try SQLiteStore(path: path)
        #expect(try roomy.status(of: "agent").held == Money.usd("0.0001").multiplied(by: granted))
        _ = try roomy.reserve("agent", "0.0001", id: "more").get()
        #expect(try roomy.faults() == [])
    }

    @Test("says that a ledger may not be written", .enabled(if: getuid() != 0, "root may write any file"))
    func readOnly() throws {
        let path = try TestFiles.newLedger()
        try budget(at: path)
        try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path)
        #expect { try SQLiteStore(path: path).reserve("agent", "1", id: "a").get() } throws: {
            ($0 as? BudgetError)?.code == "store_failed"
        }
    }

    @Test("is unavailable, not over budget, where another process holds it too long")
    func busy() throws {
        let path = try TestFiles.newLedger()
        try budget(at: path)
        let other = Process()
        other.executableURL = URL(filePath: "/usr/bin/env")
        other.arguments = [
            "perl", "-e",
            "use Fcntl ':flock'; open(F, '+<', $ARGV[0]); flock(F, LOCK_EX); print 1; close(STDOUT); sleep 60",
            path + "-lock",
        ]
        let pipe = Pipe()
        other.standardOutput = pipe
        try other.run()
        _ = pipe.fileHandleForReading.readDataToEndOfFile()
        // Only the queue is held: whoever has waited long enough in it goes on without.
        let store = try SQLiteStore(path: path, patience: 0.2)
        _ = try store.reserve("agent", "1", id: "a").get()
        other.terminate()
        other.waitUntilExit()
        #expect(try store.faults() == [])
    }

    @Test("answers what a million rows have as fast as what ten have", .enabled(if: TestFiles.isLong))
    func millionRows() throws {
        let store = try SQLiteStore(path: TestFiles.newLedger())
        try store.configure("agent") { $0.totalBalance = .set(try .usd("10000000")) }
        for batch in 0..<500 {
            let commands: [LedgerCommand] = try (0..<1_000).flatMap { index -> [LedgerCommand] in
                let id = "\(batch)-\(index)"
                return [
                    .reserve(ReservationRequest(budget: "agent", id: id, amount: try .usd("1"))),
                    .settle(Settlement(budget: "agent", id: id, amount: try .usd("0.5"))),
                ]
            }
            for answer in try store.commit(commands) { _ = try answer.get() }
        }
        let clock = ContinuousClock()
        #expect(try store.status(of: "agent").spent == .usd("250000"))
        let fastest = try (0..<20).map { _ in
            try clock.measure { _ = try store.status(of: "agent") }
        }.min()
        #expect(try #require(fastest) < .milliseconds(1))
        let audit = try LedgerAudit(of: store)
        #expect(audit.entries == 1_000_001 && audit.faults.isEmpty)
    }

    @Test(
        "finds the server again after it was stopped in the middle",
        .enabled(if: TestServer.url != nil && TestFiles.isLong))
    func serverRestarted() throws {
        let store = try PostgreSQLStore(url: TestServer.newDatabase())
        try store.configure("agent") { $0.totalBalance = .set(try .usd("10")) }
        _ = try store.reserve("agent", "4", id: "a").get()
        try TestServer.restart()
        #expect(try store.status(of: "agent").remaining == .usd("6"))
        try TestServer.restart()
        #expect(try store.settle("agent", "a", "1").remaining == .usd("9"))
        #expect(try store.faults() == [])
    }

    private func sql(_ statement: String, _ path: String) throws {
        try SQLiteFile.execute(statement, path: path)
    }
}
