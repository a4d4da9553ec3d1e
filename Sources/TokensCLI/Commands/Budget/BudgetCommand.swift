import ArgumentParser

/// `tokens budget`: what may be spent, what is held, and what was spent.
struct BudgetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "budget",
        abstract: "Keep budgets that can't be overspent.",
        discussion: """
            Reserve the most that a request can cost before it is sent, settle what it cost, release what wasn't \
            sent. A reservation that doesn't fit every limit is refused (exit status 2), whoever else spends at the \
            same time. Amounts are exact decimal numbers of US dollars.

            EXAMPLES
              tokens budget create agent --daily 5 --monthly 100 --hard-stop-at 0.50 --time-zone Europe/Berlin
              tokens budget reserve agent --amount 0.0125 --id job-17 --json
              tokens budget settle agent --id job-17 --amount 0.0098
              tokens budget show agent
            """,
        subcommands: [
            CreateCommand.self, ShowCommand.self, ListCommand.self, TopUpCommand.self, ReserveCommand.self,
            SettleCommand.self, ReleaseCommand.self, AdjustCommand.self, HistoryCommand.self, ImportCommand.self,
            VerifyCommand.self,
        ])
}
