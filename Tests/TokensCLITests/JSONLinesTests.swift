import Foundation
import Testing

extension CommandTests {
    @Suite("--jsonl")
    struct JSONLines {
        private func errorCode(_ value: Any) -> String? {
            let error = (value as? [String: Any])?["error"] as? [String: String]
            return error.flatMap { Set($0.keys) == ["code", "message"] ? $0["code"] : nil }
        }

        @Test("Each line has its answer in order, a bad one an error in its place")
        func badLines() throws {
            let lines = [
                #""Hello, world!""#, #"{"a":1}"#, #""open"#, "", #"["Hello"]"#, "12", "null", #""a" "b""#, #""\x""#,
                #""\u12""#,
                "\"tab\there\"", #"  "fine"  "#,
            ]
            let run = try TokensProcess.run("count", "--jsonl", input: lines.joined(separator: "\n") + "\n")
            let answers = try run.json()
            #expect(answers.count == lines.count)
            #expect(answers.first as? Int == 4 && answers.last as? Int == 1)
            for answer in answers[1..<(lines.count - 1)] { #expect(errorCode(answer) == "bad_line") }
            #expect(run.status == 1)
        }

        @Test("All lines fine, the status is 0; the last need not end; CRLF is taken")
        func fine() throws {
            let run = try TokensProcess.run("count", "--jsonl", input: "\"one\"\r\n\"two three\"\n\"\"")
            #expect(run.text == "1\n2\n0\n" && run.status == 0)
            #expect(try TokensProcess.run("count", "--jsonl").text == "")
        }

        @Test("Escapes are JSON's; half a surrogate pair is U+FFFD")
        func escapes() throws {
            let run = try TokensProcess.run(
                "encode", "--jsonl",
                input: #"""
                    "\"\\\/\b\f\n\r\t\u0041\u00e9\ud83d\ude00"
                    "\ud83d"
                    "\ude00x"
                    "\ud83d\u0041"
                    "\ud83d\ud83d\ude00"

                    """#)
            let ids = try run.json().map { try JSONSerialization.data(withJSONObject: $0) }
            let input = ids.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
            let decoded = try TokensProcess.run("decode", "--jsonl", input: input).json() as? [String]
            #expect(decoded == ["\"\\/\u{8}\u{C}\n\r\tAé😀", "\u{FFFD}", "\u{FFFD}x", "\u{FFFD}A", "\u{FFFD}😀"])
        }

        @Test("A string with bytes that aren't UTF-8 has U+FFFD for each maximal part")
        func malformed() throws {
            let run = try TokensProcess.run(
                "encode", "--jsonl", bytes: [0x22, 0x61, 0xF0, 0x9F, 0x62, 0xFF, 0x22, 0x0A])
            #expect(run.text == (try TokensProcess.run("encode", "--jsonl", input: "\"a\u{FFFD}b\u{FFFD}\"\n").text))
            #expect(run.status == 0)
        }

        @Test("encode answers arrays, and errors of special tokens in place")
        func encode() throws {
            let input = "\"Hello, world!\"\n\"<|endoftext|>\"\n\"\"\n"
            let run = try TokensProcess.run("encode", "--jsonl", "--special", "reject", input: input)
            #expect(run.lines[0] == "[13225,11,2375,0]" && run.lines[2] == "[]" && run.status == 1)
            #expect(try errorCode(run.json()[1]) == "special_token_in_text")
            let allowed = try TokensProcess.run("encode", "--jsonl", "--special", "allow", input: input)
            #expect(allowed.lines == ["[13225,11,2375,0]", "[199999]", "[]"] && allowed.status == 0)
        }

        @Test("decode answers strings, or base64 where the bytes aren't UTF-8")
        func decode() throws {
            let input = "[13225, 11,2375,0]\n[]\n[47927]\n[300000]\n[01]\n[1,]\n[1.0]\n[-1]\n[\"1\"]\n1\n[4294967296]\n"
            let run = try TokensProcess.run(
                "decode", "-e", "cl100k_base", "--jsonl", input: "[9906,11,1917,0]\n[]\n[9468]\n" + input)
            let answers = try run.json()
            #expect(answers[0] as? String == "Hello, world!" && answers[1] as? String == "")
            let base64 = (answers[2] as? [String: String])?["base64"]
            #expect(base64.flatMap { Data(base64Encoded: $0) } == Data([0xF0, 0x9F]))
            #expect(errorCode(answers[6]) == "unknown_token")
            for answer in answers[7...] { #expect(errorCode(answer) == "bad_line") }
            #expect(answers.count == 14 && run.status == 1)
        }

        @Test("truncate answers strings")
        func truncate() throws {
            let run = try TokensProcess.run(
                "truncate", "--to", "2", "--jsonl", input: "\"Hello, world!\"\n\"a\\n\"\n7\n")
            #expect(run.lines[0] == "\"Hello,\"" && run.lines[1] == #""a\n""#)
            #expect(try errorCode(run.json()[2]) == "bad_line")
        }

        @Test("A line is answered before the next one comes, however long it is")
        func prompt() throws {
            let process = Process(), input = Pipe(), output = Pipe()
            process.executableURL = TokensProcess.executable
            process.arguments = ["count", "--jsonl"]
            (process.standardInput, process.standardOutput) = (input, output)
            let end = try process.start()
            for words in [1, 100, 1_000_000, 2] {
                let line = "\"" + String(repeating: " word", count: words) + "\"\n"
                try input.fileHandleForWriting.write(contentsOf: Data(line.utf8))
                #expect(String(decoding: output.fileHandleForReading.availableData, as: UTF8.self) == "\(words)\n")
            }
            try input.fileHandleForWriting.close()
            end.wait()
            #expect(process.terminationStatus == 0)
        }
    }
}
