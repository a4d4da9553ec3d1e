import ArgumentParser

/// The root of the command: what it says of itself, and its subcommands.
@main
struct TokensCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokens",
        abstract: "Counts tokens exactly, says what a request will cost and what it cost, and sends it.",
        discussion: """
            Reads files, or standard input where no file or '-' is named. Results go to standard output, \
            everything else to standard error. Exit status: 0 fine, 1 something failed, 2 the answer is no \
            (more tokens than --max, a price that nobody knows), 64 wrong usage.

            EXAMPLES
              tokens count README.md Sources/*.swift
              git diff | tokens count --max 8000 && echo "fits"
              tokens show -e cl100k_base notes.txt
              tokens truncate -e o200k_base --to 4000 long.txt > short.txt
            """,
        version: "0.1.0",
        subcommands: [
            CountCommand.self, EncodeCommand.self, DecodeCommand.self, ShowCommand.self, TruncateCommand.self,
            EncodingsCommand.self, ModelsCommand.self, PriceCommand.self, EstimateCommand.self, CompleteCommand.self,
            BudgetCommand.self,
        ])
}
