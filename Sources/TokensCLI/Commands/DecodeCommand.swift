import ArgumentParser
import Tokens

/// `tokens decode`: ids to bytes.
struct DecodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode",
        abstract: "Turn token ids back into the bytes they stand for.",
        discussion: """
            Ids are separated by spaces, commas or line feeds. With --jsonl each line is an array of ids; the \
            answer is a string, or {"base64":"…"} where the bytes aren't UTF-8.

            EXAMPLES
              echo 13225 11 2375 0 | tokens decode -e o200k_base
              tokens encode -e cl100k_base notes.txt | tokens decode -e cl100k_base | cmp - notes.txt
            """)

    @OptionGroup var encodingOptions: EncodingOptions
    @OptionGroup var linesOptions: LinesOptions

    @Argument(help: "The file to read; '-' or none for standard input.", completion: .file())
    var file: String?

    func run() throws {
        let encoding = try encodingOptions.idTokenizer()
        if linesOptions.jsonl {
            return try JSONLines.run(file.map { [$0] } ?? []) { line in
                guard let ids = JSONText.ids(line) else { throw CommandError.notAnArray }
                let bytes = try encoding.decode(ids)
                if bytes.isWellFormedUTF8 { return JSONText.quoted(bytes) }
                return Array(#"{"base64":"\#(Base64.encoded(bytes))"}"#.utf8)
            }
        }
        let separators = Array(" ,\n\r\t[]".utf8)
        let words = try Input.bytes(of: file ?? "-").split { separators.contains($0) }
        var ids: [TokenID] = []
        for word in words {
            guard let id = TokenID(String(decoding: word, as: UTF8.self)) else {
                let shown = String(decoding: word.prefix(40), as: UTF8.self)
                throw CommandError(code: "bad_id", message: "'\(shown)' isn't a token id")
            }
            ids.append(id)
        }
        var output = Output()
        output.write(try encoding.decode(ids))
        output.flush()
    }
}
