import ArgumentParser
import Completions
import Tokens

/// `tokens count`: like `wc`, in tokens.
struct CountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "count",
        abstract: "Count tokens: a line a file, and their total.",
        discussion: """
            Counts the text alone; what frames a message isn't in it. With --request it counts the prompt of a \
            whole request as the provider bills it, and shows where its tokens are.

            EXAMPLES
              tokens count -m gpt-4o prompt.txt
              tokens count -m claude-sonnet-5 prompt.txt
              tokens count --max 8000 prompt.txt || echo "too long"
              tokens count -m claude-sonnet-4-5 --request request.json
              printf '"Hello"\\n"world"\\n' | tokens count --jsonl
            """)

    @OptionGroup var encodingOptions: EncodingOptions
    @OptionGroup var textOptions: TextOptions
    @OptionGroup var linesOptions: LinesOptions

    @Option(help: "The greatest count that's fine: exit status 2 for more in total.")
    var max: Int?

    @Option(
        help: """
            A request whose prompt to count, in the forms that 'tokens estimate' takes; the model is --model's, or \
            its own.
            """, completion: .file())
    var request: String?

    @Option(help: "How many cores to use (default: all).")
    var threads: Int?

    @Flag(help: "Print JSON.")
    var json = false

    @Argument(help: "Files to read; '-' or none for standard input.", completion: .file())
    var files: [String] = []

    func validate() throws {
        if let max, max < 0 { throw ValidationError("--max can't be negative") }
        if let threads, threads < 1 { throw ValidationError("--threads is 1 or more") }
        let isOfText = !files.isEmpty || linesOptions.jsonl || encodingOptions.namesEncoding
        if request != nil, isOfText {
            throw ValidationError("--request goes with --model, --tokenizer, --max and --json alone")
        }
    }

    /// What a file has.
    private struct Row {
        var name: String
        var tokens: Int
        var bytes: Int
    }

    func run() throws {
        if let request { return try countRequest(request) }
        let counter = try encodingOptions.counter()
        if linesOptions.jsonl { return try countLines(counter) }

        var rows: [Row] = []
        var failed = false
        let progress = Progress(total: files.count)
        // A few files at a time: their texts are in memory together.
        let names = files.isEmpty ? ["-"] : files
        for group in stride(from: 0, to: names.count, by: 32) {
            var texts: [[UInt8]] = []
            for name in names[group..<Swift.min(group + 32, names.count)] {
                do {
                    let bytes = try Input.bytes(of: name)
                    rows.append(Row(name: name, tokens: 0, bytes: bytes.count))
                    texts.append(Input.text(bytes, keepsBytes: textOptions.bytes))
                } catch {
                    failed = true
                    StandardError.write("tokens: \(error)")
                }
            }
            let counts =
                names.count == 1
                ? texts.map { counter.count($0, threads: threads ?? Cores.count) }
                : counter.countBatch(texts, threads: threads)
            for (position, count) in counts.enumerated() { rows[rows.count - counts.count + position].tokens = count }
            progress.report(done: rows.count)
        }
        progress.finish()
        let total = rows.reduce(0) { $0 + $1.tokens }
        json ? printJSON(rows, total: total, counter: counter) : printTable(rows, total: total)
        if failed { throw ExitCode.failure }
        try requireAtMost(total)
    }

    private func requireAtMost(_ total: Int) throws {
        guard let max, total > max else { return }
        StandardError.write("tokens: \(total) tokens are more than \(max)")
        throw ExitCode(2)
    }

    private func countRequest(_ path: String) throws {
        let json = try JSONValue(parsing: Input.bytes(of: path))
        let record = try RequestRecord(json: json, provider: nil, model: encodingOptions.model, table: .current)
        if let error = record.missingProvider { throw error }
        let prompt = record.prepared.promptCount(tokenizer: try encodingOptions.ownTokenizer())
        var output = Output()
        if self.json {
            let object: JSONValue = [
                "model": .optional(record.prepared.model), "tokens": .count(prompt.tokens),
                "confidence": .string(prompt.confidence.rawValue), "reasons": .strings(prompt.reasons),
                "parts": prompt.partsJSON,
            ]
            output.writeLine(object.description)
        } else {
            for line in prompt.lines { output.writeLine(line) }
        }
        output.flush()
        try requireAtMost(prompt.tokens)
    }

    private func countLines(_ counter: any TokenCounter) throws {
        var exceeded = false
        try JSONLines.run(files) { line in
            guard let string = JSONText.string(line) else { throw CommandError.notAString }
            let count = counter.count(Input.text(string, keepsBytes: false))
            if let max, count > max { exceeded = true }
            return Array(String(count).utf8)
        }
        if exceeded { throw ExitCode(2) }
    }

    private func printTable(_ rows: [Row], total: Int) {
        var output = Output()
        let isSingleStream = files.isEmpty
        let width = String(total).count
        for row in rows {
            let count = String(repeating: " ", count: width - String(row.tokens).count) + String(row.tokens)
            output.writeLine(isSingleStream ? count : "\(count) \(row.name)")
        }
        if rows.count > 1 { output.writeLine("\(total) total") }
        output.flush()
    }

    private func printJSON(_ rows: [Row], total: Int, counter: any TokenCounter) {
        var output = Output()
        let bytes = rows.reduce(0) { $0 + $1.bytes }
        let files = rows.map { row in
            #"{"file":\#(JSONText.quoted(row.name)),"tokens":\#(row.tokens),"bytes":\#(row.bytes)}"#
        }
        output.writeLine(
            #"{"encoding":\#(JSONText.quoted(counter.name)),"tokens":\#(total),"bytes":\#(bytes),"#
                + #""files":[\#(files.joined(separator: ","))]}"#)
        output.flush()
    }
}
