import BudgetStores
import Budgets
import Foundation
import Synchronization
import Testing

/// Sixteen at a time spend from one budget through processes of the command, a quarter of which are killed at a random
/// moment. What is booked must be what was answered; a process that was killed may have done its step or not, but
/// nothing in between. `make attack` does it for a minute, `make test` for two seconds a store.
@Suite("Many processes that spend from one budget, and are killed", .serialized)
struct BudgetAttackTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let seconds = environment["TOKENS_ATTACK_SECONDS"].flatMap(Double.init) ?? 2
    private static let attackers = 16
    private static let holdSeconds = 3

    @Test("don't overspend it in a file, and lose nothing")
    func file() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try await attack(folder.url.appending(path: "ledger.sqlite").path)
    }

    @Test(
        "don't overspend it on a server, and lose nothing",
        .enabled(if: environment["TOKENS_POSTGRES"] != nil, "no PostgreSQL server: make test starts one"))
    func server() async throws {
        let url = try #require(Self.environment["TOKENS_POSTGRES"])
        let name = "attack_\(UInt64.random(in: 0...UInt64.max))"
        let created = try Step.run("/usr/bin/env", ["psql", "-q", "-d", url, "-c", "CREATE DATABASE \(name)"])
        #expect(created.status == 0)
        try await attack(url.replacing("/postgres?", with: "/\(name)?"))
    }

    private func attack(_ place: String) async throws {
        let limit = try Money("1")
        let store = try LedgerLocation(place).open()
        var change = BudgetChange()
        change.totalBalance = .set(limit)
        _ = try store.commit(.configure("agent", change))

        let ends = Date().addingTimeInterval(Self.seconds)
        let report = Report()
        await withTaskGroup(of: Void.self) { group in
            for attacker in 0..<Self.attackers {
                group.addTask {
                    var number = 0
                    while Date() < ends {
                        number += 1
                        Attacker(place: place, report: report).spendOnce(id: "\(attacker)-\(number)")
                    }
                }
            }
        }
        try await Task.sleep(for: .seconds(Self.holdSeconds + 1))
        _ = try store.commit(.expire)

        let (status, audit) = (try store.status(of: "agent"), try LedgerAudit(of: store))
        #expect(audit.faults == [] && audit.openHolds == 0)
        #expect(status.held.isZero)
        #expect(status.spent <= limit)
        let outcome = report.outcome
        #expect(outcome.failures == [])
        #expect(outcome.settled > 0 && outcome.killed > 0)
        // What a killed settlement booked is known from its row alone.
        var booked = Money.zero()
        try store.read { reader throws(BudgetError) in
            for (id, amount) in outcome.answered {
                let rows = try reader.entries(of: "agent", id: id).filter { $0.kind == .settle }
                if rows.map(\.spent) != [amount] { report.fail("\(id) was answered with \(amount), booked \(rows)") }
            }
            try reader.forEachEntry(of: "agent", since: nil) { entry throws(BudgetError) in
                do throws(MoneyError) { booked = try booked.adding(entry.spent) } catch { throw .money(error) }
            }
        }
        #expect(report.outcome.failures == [])
        #expect(booked == status.spent)
        print("\(outcome.settled) settled, \(outcome.refused) refused, \(outcome.killed) processes killed")
    }

    /// What the attackers were told.
    private final class Report: Sendable {
        struct Outcome {
            var answered: [String: Money] = [:]
            var settled = 0
            var refused = 0
            var killed = 0
            var failures: [String] = []
        }

        private let state = Mutex(Outcome())

        var outcome: Outcome { state.withLock { $0 } }

        func note(_ change: (inout Outcome) -> Void) { state.withLock { change(&$0) } }

        func fail(_ what: String) { note { $0.failures.append(what) } }
    }

    private struct Attacker {
        let place: String
        let report: Report

        func spendOnce(id: String) {
            do {
                let (amount, cost) = (
                    try Money("0.0\(Int.random(in: 10...50))"), try Money("0.000\(Int.random(in: 1...9))")
                )
                let reserved = try step([
                    "reserve", "agent", "--amount", amount.amount, "--id", id, "--ttl",
                    "\(BudgetAttackTests.holdSeconds)",
                ])
                guard let reserved else { return }
                guard reserved == 0 else {
                    return reserved == 2
                        ? report.note { $0.refused += 1 } : report.fail("reserve \(id): status \(reserved)")
                }
                if Bool.random(), Bool.random() {
                    if let status = try step(["release", "agent", "--id", id]), status != 0 {
                        report.fail("release \(id): status \(status)")
                    }
                    return
                }
                guard let settled = try step(["settle", "agent", "--id", id, "--amount", cost.amount]) else { return }
                guard settled == 0 else { return report.fail("settle \(id): status \(settled)") }
                report.note { outcome in
                    outcome.answered[id] = cost
                    outcome.settled += 1
                }
            } catch {
                report.fail("\(id): \(error)")
            }
        }

        /// The status of one run of the command; nil where it was killed.
        private func step(_ arguments: [String]) throws -> Int32? {
            let mayKill = Int.random(in: 0..<4) == 0
            let run = try Step.run(
                TokensProcess.executable.path, ["budget"] + arguments + ["--store", place, "--json"],
                killAfter: mayKill ? Double.random(in: 0...0.03) : nil)
            if run.wasKilled { report.note { $0.killed += 1 } }
            return run.wasKilled ? nil : run.status
        }
    }

    private struct Step {
        let status: Int32
        let wasKilled: Bool

        static func run(_ program: String, _ arguments: [String], killAfter seconds: Double? = nil) throws -> Step {
            let process = Process()
            process.executableURL = URL(filePath: program)
            process.arguments = arguments
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            if let seconds {
                Thread.sleep(forTimeInterval: seconds)
                kill(process.processIdentifier, SIGKILL)
            }
            process.waitUntilExit()
            return Step(status: process.terminationStatus, wasKilled: process.terminationReason == .uncaughtSignal)
        }
    }
}
