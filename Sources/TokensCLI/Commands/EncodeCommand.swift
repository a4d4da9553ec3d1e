import ArgumentParser
import Tokens

/// `tokens encode`: text to ids.
struct EncodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "encode",
        abstract: "Turn text into token ids, separated by spaces.",
        discussion: """
            EXAMPLES
              printf 'Hello, world!' | tokens encode -e o200k_base
              printf '"<|endoftext|>"\\n' | tokens encode -e cl100k_base --special allow --jsonl
            """)

    /// What names of special tokens in the text are.
    enum Special: String, ExpressibleByArgument, CaseIterable {
        case text, allow, reject

        var policy: SpecialTokenPolicy {
            switch self {
            case .text: .asText
            case .allow: .allowAll
            case .reject: .rejected
            }
        }
    }

    @OptionGroup var encodingOptions: EncodingOptions
    @OptionGroup var textOptions: TextOptions
    @OptionGroup var linesOptions: LinesOptions

    @Option(help: "Names of special tokens are text, become special tokens (allow), or are an error (reject).")
    var special: Special = .text

    @Option(help: "How many cores to use (default: all).")
    var threads: Int?

    @Argument(help: "The file to read; '-' or none for standard input.", completion: .file())
    var file: String?

    func validate() throws {
        if let threads, threads < 1 { throw ValidationError("--threads is 1 or more") }
    }

    func run() throws {
        let encoding = try encodingOptions.idTokenizer()
        if linesOptions.jsonl {
            return try JSONLines.run(file.map { [$0] } ?? []) { line in
                guard let string = JSONText.string(line) else { throw CommandError.notAString }
                let ids = try encoding.encode(Input.text(string, keepsBytes: false), specialTokens: special.policy)
                return Array(("[" + ids.map { String($0) }.joined(separator: ",") + "]").utf8)
            }
        }
        let text = try Input.text(of: file ?? "-", keepsBytes: textOptions.bytes)
        let ids =
            special == .text
            ? encoding.encode(text, threads: threads ?? Cores.count)
            : try encoding.encode(text, specialTokens: special.policy)
        var output = Output()
        for (position, id) in ids.enumerated() { output.write((position == 0 ? "" : " ") + String(id)) }
        output.writeLine("")
        output.flush()
    }
}
