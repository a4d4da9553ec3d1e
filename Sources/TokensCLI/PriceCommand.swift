import ArgumentParser
import Completions
import Pricing

/// `tokens price`: what recorded usages cost.
struct PriceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "price",
        abstract: "What a recorded usage cost, to the last digit.",
        discussion: """
            Reads records, one JSON object a line (or a single object): the provider, the model, the time and the usage \
            object as the provider's API returned it, or whole responses. Without --jsonl it sums them by day and model. \
            A record without a time is priced at --at. Exits 2 where a model has no price.

            Example:
              echo '{"provider":"openai","model":"gpt-4o","usage":{"prompt_tokens":1000,"completion_tokens":200}}' \
            | tokens price --jsonl
              tokens price --provider anthropic responses.jsonl
            """)

    @Flag(help: "Answer each line with one line of JSON, as it comes.")
    var jsonl = false

    @Flag(help: "The sums as JSON.")
    var json = false

    @Option(name: .shortAndLong, help: "The provider of records that name none.")
    var provider: String?

    @OptionGroup var options: PriceOptions

    @Argument(help: "A file of records; - or nothing for standard input.")
    var file: String?

    func validate() throws {
        if jsonl && json { throw ValidationError("--jsonl and --json exclude each other.") }
    }

    func run() throws {
        let pricer = LinePricer(table: try options.table(), provider: provider, time: options.at ?? .now)
        do {
            var lines = try LineReader(file)
            if jsonl {
                try answerLines(&lines, pricer)
            } else {
                try sumLines(&lines, pricer)
            }
        } catch let error as LineReader.Failure {
            Output.note("tokens: \(error)")
            throw ExitCode(1)
        }
    }

    /// Answers each line in its place.
    private func answerLines(_ lines: inout LineReader, _ pricer: LinePricer) throws {
        var hasFailed = false
        while let line = try lines.next() {
            switch pricer.price(line) {
            case .success(let priced): Output.line(priced.cost.json.description)
            case .failure(let failure):
                Output.line(failure.json.description)
                hasFailed = true
            }
        }
        if hasFailed { throw ExitCode(1) }
    }

    /// Sums all lines by day and model; a single record is shown part by part.
    private func sumLines(_ lines: inout LineReader, _ pricer: LinePricer) throws {
        var ledger = PriceLedger()
        var number = 0
        var single: PricedLine?
        var unpriced = false
        while var line = try lines.next() {
            number += 1
            if number == 1 { try completeObject(&line, from: &lines) }
            if case .bytes(let bytes) = line, bytes.allSatisfy({ $0 <= 0x20 }) { continue }
            switch pricer.price(line) {
            case .success(let priced):
                single = ledger.isEmpty ? priced : nil
                try ledger.add(priced)
            case .failure(let failure):
                ledger.failures += 1
                unpriced = unpriced || failure.isMissingPrice
                if ledger.failures <= 10 { Output.note("tokens: line \(number): \(failure.message)") }
            }
        }
        if ledger.failures > 10 { Output.note("tokens: \(ledger.failures) lines have no cost") }
        if json {
            Output.line((ledger.failures == 0 ? single?.cost.json : nil)?.description ?? ledger.json.description)
        } else if let single, ledger.failures == 0 {
            single.cost.lines.isEmpty ? Output.line("0") : single.table.lines.forEach(Output.line)
        } else if !ledger.isEmpty {
            ledger.table.lines.forEach(Output.line)
        }
        if ledger.failures > 0 { throw ExitCode(unpriced ? 2 : 1) }
    }

    /// Appends what follows to a first line that begins an object written over several lines.
    private func completeObject(_ line: inout LineReader.Line, from lines: inout LineReader) throws {
        guard case .bytes(var bytes) = line, bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{"),
            !bytes.contains(UInt8(ascii: "}"))
        else { return }
        while case .bytes(let next)? = try lines.next(), bytes.count < LineReader.longestLine {
            bytes += [UInt8(ascii: "\n")] + next
        }
        line = .bytes(bytes)
    }
}
