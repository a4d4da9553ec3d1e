import ArgumentParser
import Tokens

/// `tokens encodings`: what text can be counted by.
struct EncodingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "encodings",
        abstract: "List the encodings: their sizes, special tokens and the hashes of their rank files.",
        discussion: """
            EXAMPLE
              tokens encodings --json
            """)

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        var output = Output()
        if json {
            output.writeLine("[" + Encoding.all.map(object).joined(separator: ",") + "]")
        } else {
            output.writeLine("encoding       vocabulary   tokens  special  rank file (SHA-256)")
            for encoding in Encoding.all {
                output.writeLine(
                    left(encoding.name, 14) + right(encoding.vocabularySize, 11) + right(encoding.tokenCount, 9)
                        + right(encoding.specialTokens.count, 9) + "  " + (encoding.rankFileSHA256 ?? "-"))
            }
        }
        output.flush()
    }

    private func left(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private func right(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: " ", count: max(0, width - text.count)) + text
    }

    private func object(_ encoding: Encoding) -> String {
        let special = encoding.specialTokens.map { "\(JSONText.quoted($0.name)):\($0.id)" }.joined(separator: ",")
        let hash = encoding.rankFileSHA256.map(JSONText.quoted) ?? "null"
        return #"{"name":\#(JSONText.quoted(encoding.name)),"vocabulary_size":\#(encoding.vocabularySize),"#
            + #""tokens":\#(encoding.tokenCount),"rank_file_sha256":\#(hash),"#
            + #""pattern":\#(JSONText.quoted(encoding.pattern)),"special_tokens":{\#(special)}}"#
    }
}
