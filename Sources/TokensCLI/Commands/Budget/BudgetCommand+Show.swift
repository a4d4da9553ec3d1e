import ArgumentParser
import Budgets
import Completions
import Pricing

extension BudgetCommand {
    /// `tokens budget show`
    struct ShowCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Say what a budget has, and which models it can pay for.",
            discussion: """
                EXAMPLES
                  tokens budget show agent --json
                  tokens budget show agent --candidates openai:gpt-4o,openai:gpt-4o-mini --request request.json
                """)

        @Argument(help: "The budget's name.")
        var name: String
        @Option(
            help: ArgumentHelp(
                "Models to tell apart by whether what remains pays for the request.", valueName: "provider:model,…"))
        var candidates: String?
        @Option(
            help: ArgumentHelp("The normalised request that the candidates would answer.", valueName: "file"),
            completion: .file())
        var request: String?
        @OptionGroup var prices: PriceOptions
        @OptionGroup var options: BudgetOptions

        mutating func validate() throws {
            guard (candidates == nil) == (request == nil) else {
                throw ValidationError("--candidates and --request belong together")
            }
        }

        func run() throws {
            try options.run { output in
                let account = BudgetLedger(store: try options.open()).account(name)
                let answers = try candidates.map { try affordable($0, account) }
                BudgetPrinter(try account.status(), candidates: answers).write(to: &output, json: options.json)
            }
        }

        private func affordable(_ names: String, _ account: BudgetAccount) throws -> [Affordability] {
            let candidates = try names.split(separator: ",").map { name in
                let parts = name.split(separator: ":", maxSplits: 1)
                guard parts.count == 2 else {
                    throw CommandError(code: "bad_candidate", message: "\"\(name)\" isn't PROVIDER:MODEL")
                }
                return Affordability.Candidate(provider: String(parts[0]), model: String(parts[1]))
            }
            let request = try CompletionRequest(json: JSONValue(parsing: Input.bytes(of: request ?? "-")))
            return try account.affordable(candidates, for: request, table: prices.table())
        }
    }

    /// `tokens budget list`
    struct ListCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List all budgets.",
            discussion: "EXAMPLES\n  tokens budget list --json")

        @OptionGroup var options: BudgetOptions

        func run() throws {
            try options.run { output in
                let statuses = try options.open().read { reader throws(BudgetError) in
                    var statuses: [BudgetStatus] = []
                    for name in try reader.names() { statuses.append(try reader.status(of: name)) }
                    return statuses
                }
                if options.json {
                    output.writeLine(JSONValue.array(statuses.map { BudgetPrinter($0).json }).description)
                    return
                }
                var table = TextTable([
                    ("budget", .left), ("today", .right), ("this month", .right), ("held", .right),
                    ("remaining", .right),
                ])
                for status in statuses {
                    table.add([
                        status.budget.name, status.spentToday.amount, status.spentThisMonth.amount, status.held.amount,
                        status.remaining?.amount ?? "no limit",
                    ])
                }
                for line in table.lines { output.writeLine(line) }
            }
        }
    }
}
