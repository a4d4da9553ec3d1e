import ArgumentParser
import Completions
import Pricing

/// `tokens price`: what recorded usages cost.
struct PriceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "price",
        abstract: "Say what recorded usages cost, to the last digit.",
        discussion: """
            Reads records, one JSON object a line: provider, model, time and the usage object as the \
            provider's API returned it, or its whole response. Sums them by day and model; a single \
            record is shown part by part. With --jsonl it answers each line with a line. Exit status 2 \
            where a record is fine but nobody knows its price.

            EXAMPLES
              tokens price --provider anthropic responses.jsonl
              echo '{"provider":"openai","model":"gpt-4o","usage":{"prompt_tokens":812}}' | tokens price --jsonl
            """)

    @Flag(help: "Answer each line with a line of JSON, as it comes.")
    var jsonl = false

    @Flag(help: "Print JSON.")
    var json = false

    @Option(name: .shortAndLong, help: "The provider of records that name none.")
    var provider: String?

    @Option(help: ArgumentHelp("The time of records that have none; now, if not given.", valueName: "time"))
    var at: Timestamp?

    @OptionGroup var prices: PriceOptions

    @Argument(help: "Files of records; - or none for standard input.", completion: .file())
    var files: [String] = []

    mutating func validate() throws {
        if jsonl && json { throw ValidationError("--jsonl and --json exclude each other") }
    }

    func run() throws {
        let pricer = LinePricer(table: try prices.table(), provider: provider, time: at ?? .now)
        if jsonl {
            try JSONLines.run(files) { Array(try pricer.price($0).cost.json.description.utf8) }
        } else {
            try sum(pricer)
        }
    }

    private func sum(_ pricer: LinePricer) throws {
        var ledger = PriceLedger()
        for path in files.isEmpty ? ["-"] : files {
            var reader = try RecordReader(path: path)
            defer { reader.finish() }
            while let record = try reader.next() {
                do {
                    try ledger.add(pricer.price(record))
                } catch {
                    let error = CommandError(error)
                    ledger.addFailure(error)
                    if ledger.failures.count <= Self.reportedFailures {
                        StandardError.write("tokens: \(path):\(reader.line): \(error)")
                    }
                }
            }
        }
        if ledger.failures.count > Self.reportedFailures {
            StandardError.write("tokens: \(ledger.failures.count) records have no cost")
        }
        var output = Output()
        if json {
            output.writeLine(try ledger.json().description)
        } else {
            for line in try ledger.textTable().lines { output.writeLine(line) }
        }
        output.flush()
        if ledger.failures.count > 0 { throw ExitCode(ledger.failures.areMissingPrices ? 2 : 1) }
    }

    /// How many failures are told one by one.
    private static let reportedFailures = 10
}
