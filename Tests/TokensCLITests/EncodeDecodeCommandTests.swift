import Foundation
import Testing

extension CommandTests {
    @Suite("tokens encode and decode")
    struct EncodeDecode {
        @Test("Ids are separated by spaces, and decode to the text")
        func roundTrip() throws {
            let run = try TokensProcess.run("encode", "-e", "o200k_base", input: "Hello, world!")
            #expect(run.text == "13225 11 2375 0\n" && run.status == 0)
            #expect(try TokensProcess.run("decode", "-e", "o200k_base", input: run.text).text == "Hello, world!")
            #expect(
                try TokensProcess.run("decode", "-e", "o200k_base", input: "[13225, 11,2375\n0]").text
                    == "Hello, world!")
            #expect(try TokensProcess.run("encode", input: "").text == "\n")
            #expect(try TokensProcess.run("decode", input: "").output.isEmpty)
        }

        @Test("A file, as well as standard input")
        func file() throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let text = try folder.file("text", "Hello, world!"), ids = try folder.file("ids", "13225 11 2375 0")
            #expect(try TokensProcess.run("encode", text).text == "13225 11 2375 0\n")
            #expect(try TokensProcess.run("decode", ids).text == "Hello, world!")
            #expect(try TokensProcess.run("encode", text + ".missing").status == 1)
            #expect(try TokensProcess.run("decode", text + ".missing").status == 1)
        }

        @Test("Special tokens are text, allowed, or rejected")
        func special() throws {
            let text = "a<|endoftext|>"
            let asText = try TokensProcess.run("encode", "-e", "cl100k_base", input: text)
            #expect(
                asText.text
                    == (try TokensProcess.run("encode", "-e", "cl100k_base", "--special", "text", input: text).text))
            #expect(!asText.text.contains("100257"))
            #expect(
                try TokensProcess.run("encode", "-e", "cl100k_base", "--special", "allow", input: text).text
                    == "64 100257\n")
            let rejected = try TokensProcess.run("encode", "-e", "cl100k_base", "--special", "reject", input: text)
            #expect(rejected.status == 1 && rejected.text == "")
            #expect(rejected.errors.contains("'<|endoftext|>' at byte 1"))
            #expect(try TokensProcess.run("encode", "--special", "maybe", input: text).status == 64)
        }

        @Test(
            "An id that's no token's, or no id, is an error", arguments: ["1 100256", "1 x", "4294967296", "-1", "1.5"])
        func badIDs(ids: String) throws {
            let run = try TokensProcess.run("decode", "-e", "cl100k_base", input: ids)
            #expect(run.status == 1 && run.output.isEmpty && run.errors.hasPrefix("Error: "))
        }

        @Test("Bytes that aren't UTF-8 come back with --bytes, or replaced without")
        func malformed() throws {
            let bytes: [UInt8] = [0xE6, 0x97, 0x61, 0x80, 0xC0, 0x80, 0x20, 0xFF]
            let kept = try TokensProcess.run("encode", "--bytes", bytes: bytes)
            #expect(try TokensProcess.run("decode", input: kept.text).output == Data(bytes))
            let replaced = try TokensProcess.run("encode", bytes: bytes)
            #expect(
                try TokensProcess.run("decode", input: replaced.text).text == String(decoding: bytes, as: UTF8.self))
        }
    }
}
