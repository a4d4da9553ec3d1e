import ArgumentParser
import Budgets

extension BudgetCommand {
    /// `tokens budget import`
    struct ImportCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: "Make a budget, or change it, by a budget.yaml.",
            discussion: """
                The file has daily_limit, monthly_limit, total_balance, warn_at, hard_stop_at, cost_tiers and \
                allocation, each optional, and may have name, parent and time_zone.

                EXAMPLES
                  tokens budget import budget.yaml --name agent
                """)

        @Argument(help: "The file; - for standard input.", completion: .file())
        var file: String
        @Option(help: "The budget's name, in place of the file's; \"default\" where neither names it.")
        var name: String?
        @OptionGroup var options: BudgetOptions

        func run() throws {
            try options.run { output in
                let text = String(decoding: try Input.bytes(of: file), as: UTF8.self)
                let definition = try BudgetFile(parsing: text, path: file)
                let store = try options.open(createsFile: true)
                let name = name ?? definition.name ?? "default"
                _ = try store.commit(.configure(name, definition.change))
                BudgetPrinter(try store.status(of: name)).write(to: &output, json: options.json)
            }
        }
    }
}
