import ArgumentParser
import Tokens

/// `tokens show`: where the tokens of a text begin and end.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the tokens of a text: coloured on a terminal, a table otherwise.",
        discussion: """
            The table has a line a token: the byte it starts at, its id, its text as a JSON string with \
            bytes that aren't whole characters as \\x…; a new piece is marked with '|'.

            EXAMPLE
              printf "I don't know" | tokens show -e cl100k_base
            """)

    @OptionGroup var encodingOptions: EncodingOptions
    @OptionGroup var textOptions: TextOptions

    @Flag(help: "Print the table on a terminal too.")
    var table = false

    @Argument(help: "The file to read; '-' or none for standard input.", completion: .file())
    var file: String?

    func run() throws {
        let encoding = try encodingOptions.resolved()
        let text = try Input.text(of: file ?? "-", keepsBytes: textOptions.bytes)
        var output = Output()
        if Output.isColored && !table {
            try writeColored(text, encoding, to: &output)
        } else {
            try writeTable(text, encoding, to: &output)
        }
        output.flush()
    }

    private func writeColored(_ text: [UInt8], _ encoding: Encoding, to output: inout Output) throws {
        let colors = [45, 42, 43, 46, 44]
        var position = 0
        // Tokens inside one character are coloured together: half a character can't be printed.
        var pending: [UInt8] = []
        for id in encoding.encode(text) {
            pending += try encoding.decode([id])
            guard pending.isWellFormedUTF8 || pending.count > 16 else { continue }
            output.write("\u{1B}[30;\(colors[position % colors.count])m")
            for line in pending.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
                if line.offset > 0 { output.write("⏎\u{1B}[0m\n\u{1B}[30;\(colors[position % colors.count])m") }
                output.write(Input.text(Array(line.element), keepsBytes: false))
            }
            output.write("\u{1B}[0m")
            pending = []
            position += 1
        }
        output.write(Input.text(pending, keepsBytes: false))
        output.writeLine("")
    }

    private func writeTable(_ text: [UInt8], _ encoding: Encoding, to output: inout Output) throws {
        var offset = 0
        for piece in encoding.pieces(of: text) {
            for (position, id) in piece.ids.enumerated() {
                let bytes = try encoding.decode([id])
                let place = padded(String(offset), 8), number = padded(String(id), 7)
                output.write("\(place) \(number) \(position == 0 ? "|" : " ") ")
                output.write(Self.readable(bytes))
                output.writeLine("")
                offset += bytes.count
            }
        }
    }

    private func padded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    /// A JSON string where the bytes are UTF-8, else each of them as `\xNN`.
    private static func readable(_ bytes: [UInt8]) -> [UInt8] {
        if bytes.isWellFormedUTF8 { return JSONText.quoted(bytes) }
        let hexadecimal = bytes.map { byte in
            #"\x"# + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return Array(hexadecimal.joined().utf8)
    }
}
