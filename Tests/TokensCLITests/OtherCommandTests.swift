import Foundation
import Testing

extension CommandTests {
    @Suite("tokens show, truncate, encodings")
    struct Others {
        @Test("show prints a table of offsets, ids and texts, with '|' at pieces")
        func show() throws {
            let run = try TokensProcess.run("show", "-e", "o200k_base", input: "I don't 1234")
            let rows = run.lines.map {
                $0.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true).map(String.init)
            }
            #expect(rows.map { $0[0] } == ["0", "1", "7", "8", "11"])
            #expect(rows.map { $0[2] } == ["| \"I\"", "| \" don't\"", "| \" \"", "| \"123\"", "| \"4\""])
            let ids = try TokensProcess.run("encode", "-e", "o200k_base", input: "I don't 1234").text
            #expect(rows.map { $0[1] } == ids.split(whereSeparator: \.isWhitespace).map(String.init))
        }

        @Test("show writes bytes that aren't characters as hexadecimal, and no colours where it's not a terminal")
        func showBytes() throws {
            let run = try TokensProcess.run("show", "--bytes", bytes: [0x61, 0xFF, 0x01])
            #expect(run.text.contains(#"\xff"#))
            #expect(!run.text.contains("\u{1B}"))
            #expect(try TokensProcess.run("show", input: "a\tb\u{1}").text.contains(#"\u0001"#))
            #expect(
                try TokensProcess.run("show", input: "a", environment: ["NO_COLOR": "1"]).text
                    == "       0      64 | \"a\"\n")
        }

        @Test("truncate keeps the start or the end, and all where it fits")
        func truncate() throws {
            let text = "Hello, world! 😀"
            #expect(try TokensProcess.run("truncate", "--to", "2", input: text).text == "Hello,")
            #expect(try TokensProcess.run("truncate", "--to", "1", "--keep", "end", input: text).text == " 😀")
            #expect(try TokensProcess.run("truncate", "--to", "100", input: text).text == text)
            #expect(try TokensProcess.run("truncate", "--to", "0", input: text).output.isEmpty)
            #expect(try TokensProcess.run("truncate", "--to", "-1", input: text).status == 64)
            #expect(try TokensProcess.run("truncate", input: text).status == 64)
        }

        @Test("encodings lists all with sizes and hashes, as a table and as JSON")
        func encodings() throws {
            let names = [
                "gpt2", "r50k_base", "p50k_base", "p50k_edit", "cl100k_base", "o200k_base", "o200k_harmony", "qwen",
                "qwen3",
            ]
            let table = try TokensProcess.run("encodings")
            #expect(table.lines.count == names.count + 1 && table.status == 0)
            let list = try #require(TokensProcess.run("encodings", "--json").json().first as? [[String: Any]])
            #expect(list.map { $0["name"] as? String } == names)
            for encoding in list {
                #expect(
                    Set(encoding.keys) == [
                        "name", "vocabulary_size", "tokens", "rank_file_sha256", "pattern", "special_tokens",
                    ])
                #expect((encoding["rank_file_sha256"] as? String)?.count == 64)
            }
            #expect(list[4]["vocabulary_size"] as? Int == 100_277)
            #expect((list[4]["special_tokens"] as? [String: Int])?["<|endofprompt|>"] == 100_276)
            for name in names { #expect(table.text.contains(name)) }
        }
    }

    @Suite("Usage and failure")
    struct Usage {
        @Test(
            "Wrong usage is status 64, told on standard error",
            arguments: [
                ["nonsense"], ["count", "--nonsense"], ["count", "-e", "o200k"],
                ["count", "-e", "gpt2", "-m", "gpt-4"],
                ["count", "--vocab", "x"], ["count", "--pattern", "x"], ["count", "--max", "-1"],
                ["count", "--max", "many"],
                ["count", "--threads", "0"], ["encode", "--threads", "0"], ["count", "--pre-tokenizer", "none"],
                ["truncate", "--to", "1", "--keep", "middle"],
            ])
        func wrongUsage(arguments: [String]) throws {
            let process = Process(), output = Pipe(), errors = Pipe()
            process.executableURL = TokensProcess.executable
            process.arguments = arguments
            (process.standardInput, process.standardOutput, process.standardError) = (
                FileHandle.nullDevice, output, errors
            )
            try process.runToEnd()
            #expect(process.terminationStatus == 64)
            #expect(output.fileHandleForReading.availableData.isEmpty)
            #expect(!errors.fileHandleForReading.availableData.isEmpty)
        }

        @Test("A model that isn't known fails, and names near ones", arguments: ["count", "encode", "show"])
        func unknownModel(command: String) throws {
            let run = try TokensProcess.run(command, "-m", "gpt-4.1o", input: "a")
            #expect(run.status == 1 && run.output.isEmpty)
            #expect(run.errors.contains("gpt-4.1o") && run.errors.contains("gpt-4.1,"))
        }

        @Test("An encoding that isn't known names near ones")
        func unknownEncoding() throws {
            #expect(try TokensProcess.run("count", "-e", "cl100k", input: "a").errors.contains("cl100k_base"))
        }

        @Test(
            "--help of every command has an example",
            arguments: ["count", "encode", "decode", "show", "truncate", "encodings"])
        func help(command: String) throws {
            let run = try TokensProcess.run(command, "--help")
            #expect(run.status == 0 && run.text.contains("EXAMPLE") && run.text.contains("tokens \(command)"))
        }

        @Test(
            "Whoever stops reading ends it, without a crash or a hang",
            arguments: [["encode"], ["show"], ["count", "--jsonl"]])
        func closedOutput(arguments: [String]) throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let input = try folder.file("in", bytes: Array(String(repeating: "\"some words\"\n", count: 100_000).utf8))
            let process = Process(), output = Pipe(), errors = Pipe()
            process.executableURL = TokensProcess.executable
            process.arguments = arguments
            process.standardInput = try FileHandle(forReadingFrom: input)
            (process.standardOutput, process.standardError) = (output, errors)
            let end = try process.start()
            try output.fileHandleForReading.close()
            try output.fileHandleForWriting.close()
            end.wait()
            let brokenPipe: Int32 = 13
            #expect(
                process.terminationReason == .uncaughtSignal
                    ? process.terminationStatus == brokenPipe : process.terminationStatus == 1)
            #expect(!String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self).contains("Fatal"))
        }
    }
}
