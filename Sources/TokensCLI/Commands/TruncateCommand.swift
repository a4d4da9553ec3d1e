import ArgumentParser
import Tokens

/// `tokens truncate`: as much of a text as a number of tokens holds.
struct TruncateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "truncate",
        abstract: "Print the longest prefix or suffix of a text within a number of tokens.",
        discussion: """
            The part is cut between characters and counted by itself, as it would be sent.

            EXAMPLES
              tokens truncate -e o200k_base --to 4000 long.txt > short.txt
              tokens truncate -m gpt-4o --to 500 --keep end server.log
            """)

    /// Which end of the text stays.
    enum Keep: String, ExpressibleByArgument, CaseIterable {
        case start, end
    }

    @OptionGroup var encodingOptions: EncodingOptions
    @OptionGroup var textOptions: TextOptions
    @OptionGroup var linesOptions: LinesOptions

    @Option(help: "The greatest number of tokens.")
    var to: Int

    @Option(help: "Which end of the text to keep: start or end.")
    var keep: Keep = .start

    @Argument(help: "The file to read; '-' or none for standard input.", completion: .file())
    var file: String?

    func validate() throws {
        if to < 0 { throw ValidationError("--to can't be negative") }
    }

    func run() throws {
        let encoding = try encodingOptions.resolved()
        if linesOptions.jsonl {
            return try JSONLines.run(file.map { [$0] } ?? []) { line in
                guard let string = JSONText.string(line) else { throw CommandError.notAString }
                return JSONText.quoted(truncated(Input.text(string, keepsBytes: false), encoding))
            }
        }
        let text = try Input.text(of: file ?? "-", keepsBytes: textOptions.bytes)
        var output = Output()
        output.write(truncated(text, encoding))
        output.flush()
    }

    private func truncated(_ text: [UInt8], _ encoding: Encoding) -> ArraySlice<UInt8> {
        switch keep {
        case .start: text.prefix(encoding.prefixLength(of: text, tokens: to))
        case .end: text.suffix(encoding.suffixLength(of: text, tokens: to))
        }
    }
}
