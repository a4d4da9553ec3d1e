import ArgumentParser
import BudgetStores
import Budgets

extension BudgetCommand {
    /// `tokens budget history`
    struct HistoryCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "history",
            abstract: "Show a budget's rows, and on a terminal what was spent day by day.",
            discussion: """
                EXAMPLES
                  tokens budget history agent --since 2026-11-01
                  tokens budget history agent --csv > agent.csv
                """)

        @Argument(help: "The budget's name.")
        var name: String
        @Option(help: ArgumentHelp("Only rows from this moment on.", valueName: "time"))
        var since: Timestamp?
        @Flag(help: "Print comma-separated values.")
        var csv = false
        @Flag(inversion: .prefixedNo, help: "Draw a bar a day; on a terminal, if not said.")
        var chart: Bool?
        @OptionGroup var options: BudgetOptions

        mutating func validate() throws {
            if csv && options.json { throw ValidationError("--csv and --json exclude each other") }
        }

        func run() throws {
            try options.run { output in
                let history = try BudgetHistory(of: name, since: since, in: options.open())
                if options.json {
                    output.writeLine(history.json.description)
                } else if csv {
                    for line in history.csv { output.writeLine(line) }
                } else {
                    for line in history.table { output.writeLine(line) }
                    if chart ?? Output.isTerminal {
                        output.writeLine("")
                        for line in history.chart(width: 40) { output.writeLine(line) }
                    }
                }
            }
        }
    }

    /// `tokens budget verify`
    struct VerifyCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: "Add up all rows of the ledger, and compare with what it shows.",
            discussion: "EXAMPLES\n  tokens budget verify --json")

        @OptionGroup var options: BudgetOptions

        func run() throws {
            try options.run { output in
                let store = try options.open()
                if let file = store as? SQLiteStore { try file.checkIntegrity() }
                let audit = try audit(store)
                if options.json {
                    output.writeLine(
                        JSONValue.object([
                            .init("entries", .count(audit.entries)), .init("open_holds", .count(audit.openHolds)),
                            .init("faults", .strings(audit.faults)),
                        ]).description)
                } else {
                    output.writeLine(
                        "\(audit.entries) rows, \(audit.openHolds) open holds, \(audit.faults.count) faults")
                    for fault in audit.faults { output.writeLine(fault) }
                }
                if !audit.faults.isEmpty { throw ExitCode.failure }
            }
        }

        private func audit(_ store: some BudgetStore) throws -> LedgerAudit { try LedgerAudit(of: store) }
    }
}
