import BudgetStores
import Budgets
import Foundation
import GRDB

/// One process that commits as fast as it can.
struct Worker {
    let kind: String
    let place: String

    /// How many commits it made in so many seconds.
    func run(seconds: Double) async throws -> Int {
        let end = Date().addingTimeInterval(seconds)
        switch kind {
        case "bare": return try bare(until: end)
        case "ledger-64": return try await ledger(tasks: 64, until: end)
        default: return try await ledger(tasks: 1, until: end)
        }
    }

    private func ledger(tasks: Int, until end: Date) async throws -> Int {
        let account = BudgetLedger(store: try LedgerLocation(place).open()).account("agent")
        let amount = try Money("0.01")
        return try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<tasks {
                group.addTask {
                    var count = 0
                    while Date() < end {
                        _ = try await account.reserve(amount)
                        count += 1
                    }
                    return count
                }
            }
            var sum = 0
            for try await count in group { sum += count }
            return sum
        }
    }

    private func bare(until end: Date) throws -> Int {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        let queue = try DatabaseQueue(path: place, configuration: configuration)
        return try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            try database.inTransaction(.immediate) {
                try database.execute(
                    sql: """
                        CREATE TABLE IF NOT EXISTS counter (id INTEGER PRIMARY KEY, spent INTEGER, held INTEGER);
                        INSERT OR IGNORE INTO counter VALUES (1, 0, 0);
                        CREATE TABLE IF NOT EXISTS hold (id TEXT PRIMARY KEY, amount INTEGER) WITHOUT ROWID;
                        """)
                return .commit
            }
            var count = 0
            while Date() < end {
                try database.inTransaction(.immediate) {
                    try database.cachedStatement(
                        sql: "UPDATE counter SET held = held + 1 WHERE id = 1 AND spent + held + 1 <= 1000000000000"
                    ).execute()
                    try database.cachedStatement(sql: "INSERT INTO hold VALUES (?, 1)")
                        .execute(arguments: [ReservationID.random()])
                    return .commit
                }
                count += 1
            }
            return count
        }
    }
}
