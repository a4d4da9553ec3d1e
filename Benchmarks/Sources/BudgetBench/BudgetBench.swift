import BudgetStores
import Budgets
import Foundation

/// How many reservations a second a ledger makes, beside the bare store that does the least a budget needs: a
/// conditional update of one counter and one row, made durable.
///
///     budget-bench [SECONDS]                 everything, SECONDS (3) a figure
///     budget-bench worker KIND PLACE SECONDS one process of a figure; prints how often it committed
///
/// PostgreSQL is measured where `$TOKENS_POSTGRES` names a server and `pgbench` is installed.
@main
struct BudgetBench {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == "worker", arguments.count == 4, let seconds = Double(arguments[3]) {
            print(try await Worker(kind: arguments[1], place: arguments[2]).run(seconds: seconds))
            return
        }
        let seconds = arguments.first.flatMap(Double.init) ?? 3
        try await sqlite(seconds)
        try await postgreSQL(seconds)
    }

    private static func sqlite(_ seconds: Double) async throws {
        let bareOne = try await rate("bare", processes: 1, place: newFile(), seconds)
        let bareMany = try await rate("bare", processes: 16, place: newFile(), seconds)
        print("SQLite, synchronous=FULL, write-ahead log")
        report("bare commits, 1 process", bareOne, against: bareOne)
        report(
            "1 task", try await rate("ledger-1", processes: 1, place: newLedger(newFile()), seconds), against: bareOne)
        report(
            "64 tasks in 1 process", try await rate("ledger-64", processes: 1, place: newLedger(newFile()), seconds),
            against: bareOne)
        report("bare commits, 16 processes", bareMany, against: bareMany)
        report(
            "16 processes", try await rate("ledger-1", processes: 16, place: newLedger(newFile()), seconds),
            against: bareMany)
    }

    private static func postgreSQL(_ seconds: Double) async throws {
        guard let url = ProcessInfo.processInfo.environment["TOKENS_POSTGRES"] else {
            print("PostgreSQL isn't measured: run this by 'make bench-budgets', which starts a server")
            return
        }
        print("PostgreSQL, synchronous_commit=on, one budget")
        for clients in [1, 16] {
            guard let bare = try BarePostgreSQL(url: url).rate(clients: clients, seconds: seconds) else {
                print("pgbench isn't installed: no figure of the bare statement")
                return
            }
            report("bare statement, \(clients) clients", bare, against: bare)
            let place = try newLedger(url)
            report(
                "\(clients) processes", try await rate("ledger-1", processes: clients, place: place, seconds),
                against: bare)
            if clients > 1 {
                report(
                    "64 tasks in 1 process", try await rate("ledger-64", processes: 1, place: place, seconds),
                    against: bare)
            }
        }
    }

    /// What processes of this program do together, a second.
    private static func rate(_ kind: String, processes: Int, place: String, _ seconds: Double) async throws -> Double {
        let runs = try (0..<processes).map { _ in
            let (process, output) = (Process(), Pipe())
            process.executableURL = URL(filePath: CommandLine.arguments[0])
            process.arguments = ["worker", kind, place, "\(seconds)"]
            process.standardOutput = output
            try process.run()
            return (process, output)
        }
        var commits = 0
        for (process, output) in runs {
            let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            commits += Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
        }
        return Double(commits) / seconds
    }

    private static func report(_ what: String, _ rate: Double, against bare: Double) {
        let name = what.padding(toLength: 28, withPad: " ", startingAt: 0)
        print("  \(name) \(String(format: "%9.0f a second  %5.2fx", rate, rate / bare))")
    }

    private static func newFile() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "budget-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.appending(path: "store.sqlite").path
    }

    /// A place with a budget that lets everything pass.
    private static func newLedger(_ place: String) throws -> String {
        var change = BudgetChange()
        change.totalBalance = .set(try Money("1000000000"))
        change.dailyLimit = .set(try Money("1000000000"))
        _ = try LedgerLocation(place).open().commit(.configure("agent", change))
        return place
    }
}
