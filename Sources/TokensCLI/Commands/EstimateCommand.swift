import ArgumentParser
import Completions
import Pricing

/// `tokens estimate`: what requests will cost before they are sent.
struct EstimateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "estimate",
        abstract: "Say how many tokens a request has and what it will cost, before it is sent.",
        discussion: """
            Reads requests, one JSON object a line, or one over several lines: \
            {"provider":"openai","request":{…the body as it would be sent…}}, or without "provider" \
            {"request":{…the normalised request…}}; "region", "service_tier" and "at" may stand beside. The \
            request may also stand for itself. A single one is shown part by part; several have a row each. With \
            --jsonl it answers each line with a line. Exit status 2 where a request is fine but nobody knows its \
            price: its tokens are told all the same.

            EXAMPLES
              tokens estimate -p anthropic body.json
              echo '{"request":{"model":"gpt-4o","messages":[{"role":"user","content":"Hi"}]}}' | tokens estimate --jsonl
            """)

    @Flag(help: "Answer each line with a line of JSON, as it comes.")
    var jsonl = false

    @Flag(help: "Print JSON: an object for one request, a list for several.")
    var json = false

    @OptionGroup var requests: RequestOptions

    @Option(help: "The region of the price list, of requests that name none.")
    var region: String?

    @Option(help: ArgumentHelp("When requests are sent that don't say; now, if not given.", valueName: "time"))
    var at: Timestamp?

    @Argument(help: "Files of requests; - or none for standard input.", completion: .file())
    var files: [String] = []

    mutating func validate() throws {
        if jsonl && json { throw ValidationError("--jsonl and --json exclude each other") }
    }

    func run() throws {
        let table = try requests.prices.table()
        let tokenizer = try requests.counter()
        let estimate = { (line: ArraySlice<UInt8>) throws -> RequestEstimate in
            let record = try requests.record(JSONValue(parsing: line), table)
            return RequestEstimate(
                of: record, table: table, tokenizer: tokenizer, region: region, time: at ?? .now)
        }
        jsonl ? try answerLines(estimate) : try show(estimate)
    }

    private func answerLines(_ estimate: (ArraySlice<UInt8>) throws -> RequestEstimate) throws {
        var areAllPriced = true
        try JSONLines.run(files) { line in
            let estimate = try estimate(line)
            if case .failure = estimate.cost { areAllPriced = false }
            return Array(estimate.json.description.utf8)
        }
        if !areAllPriced { throw ExitCode(2) }
    }

    private func show(_ estimate: (ArraySlice<UInt8>) throws -> RequestEstimate) throws {
        var estimates: [(name: String, estimate: RequestEstimate)] = []
        var hasFailed = false
        for path in files.isEmpty ? ["-"] : files {
            var reader = try RecordReader(path: path)
            defer { reader.finish() }
            while let record = try reader.next() {
                do {
                    estimates.append(("\(path):\(reader.line)", try estimate(record)))
                } catch {
                    hasFailed = true
                    StandardError.write("tokens: \(path):\(reader.line): \(CommandError(error))")
                }
            }
        }
        var output = Output()
        if json, estimates.count == 1 {
            output.writeLine(estimates[0].estimate.detailedJSON.description)
        } else if json {
            output.writeLine(JSONValue.array(estimates.map(\.estimate.detailedJSON)).description)
        } else {
            let lines = estimates.count == 1 ? estimates[0].estimate.lines : Self.rows(estimates)
            for line in lines { output.writeLine(line) }
        }
        output.flush()
        if hasFailed { throw ExitCode.failure }
        if estimates.contains(where: { if case .failure = $0.estimate.cost { true } else { false } }) {
            throw ExitCode(2)
        }
    }

    /// A row for each of several requests.
    private static func rows(_ estimates: [(name: String, estimate: RequestEstimate)]) -> [String] {
        var table = TextTable([
            ("request", .left), ("model", .left), ("input", .right), ("output", .right), ("cost", .right),
            ("to be held", .right), ("", .left), ("confidence", .left),
        ])
        for (name, estimate) in estimates {
            let cost = try? estimate.cost.get()
            table.add([
                name, estimate.model ?? "?", String(estimate.prompt.tokens),
                estimate.outputTokens.map(String.init) ?? "?", cost?.estimatedCost.amount ?? "?",
                cost?.upperBound.amount ?? "?", cost?.upperBound.currency.code ?? "", "\(estimate.confidence)",
            ])
        }
        return table.lines
    }
}
