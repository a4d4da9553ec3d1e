import Foundation
import Testing

extension CommandTests {
    @Suite("tokens count")
    struct Count {
        @Test("Standard input, named or not, has a number; o200k_base is the default")
        func standardInput() throws {
            let unnamed = try TokensProcess.run("count", input: "Hello, world!")
            #expect(unnamed.text == "4\n" && unnamed.status == 0 && unnamed.errors == "")
            #expect(try TokensProcess.run("count", "-", input: "Hello, world!").text == "4 -\n")
            #expect(try TokensProcess.run("count").text == "0\n")
            let o200k = try TokensProcess.run("count", input: "नमस्ते दुनिया"),
                cl100k = try TokensProcess.run("count", "-e", "cl100k_base", input: "नमस्ते दुनिया")
            #expect(o200k.text == (try TokensProcess.run("count", "-e", "o200k_base", input: "नमस्ते दुनिया").text))
            #expect(Int(o200k.lines[0])! < Int(cl100k.lines[0])!)
        }

        @Test("Several files have a line each, aligned, and a total")
        func files() throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let one = try folder.file("one", "Hello, world!"),
                two = try folder.file("two", String(repeating: " word", count: 120))
            let run = try TokensProcess.run("count", one, two)
            #expect(run.text == "  4 \(one)\n120 \(two)\n124 total\n")
            #expect(
                try TokensProcess.run("count", one, "-", "--threads", "2", input: "Hi").text
                    == "4 \(one)\n1 -\n5 total\n")
        }

        @Test("A hundred files keep their order")
        func manyFiles() throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let paths = try (1...100).map { try folder.file("\($0)", String(repeating: " a", count: $0)) }
            let process = Process(), pipe = Pipe()
            process.executableURL = TokensProcess.executable
            process.arguments = ["count"] + paths
            process.standardOutput = pipe
            let end = try process.start()
            let lines = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self).split(
                separator: "\n")
            end.wait()
            #expect(lines.map { Int($0.drop { $0 == " " }.prefix { $0 != " " }) } == Array(1...100) + [5050])
        }

        @Test("A missing file is told, the others are counted, and the status is 1")
        func missingFile() throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let file = try folder.file("file", "Hello, world!"), missing = file + ".missing"
            let run = try TokensProcess.run("count", missing, file)
            #expect(run.status == 1)
            #expect(run.text == "4 \(file)\n")
            #expect(run.errors == "tokens: \(missing): No such file or directory\n")
            #expect(try TokensProcess.run("count", folder.url.path).status == 1)
        }

        @Test("--json has the encoding, totals, and each file")
        func json() throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let one = try folder.file("o\"ne", "Hello, world!"), two = try folder.file("two", "é")
            let run = try TokensProcess.run("count", "-m", "gpt-4", "--json", one, two)
            let object = try #require(run.json().first as? [String: Any])
            #expect(Set(object.keys) == ["encoding", "tokens", "bytes", "files"])
            #expect(object["encoding"] as? String == "cl100k_base")
            #expect(object["tokens"] as? Int == 5)
            #expect(object["bytes"] as? Int == 15)
            let files = try #require(object["files"] as? [[String: Any]])
            #expect(files.map { $0["file"] as? String } == [one, two])
            #expect(files.map { $0["tokens"] as? Int } == [4, 1])
            #expect(files.map { $0["bytes"] as? Int } == [13, 2])
        }

        @Test(
            "--max answers by status: 0 within, 2 above, with the count all the same",
            arguments: [(3, 2), (4, 0), (5, 0), (0, 2)] as [(Int, Int32)])
        func max(limit: Int, status: Int32) throws {
            let run = try TokensProcess.run("count", "--max", "\(limit)", input: "Hello, world!")
            #expect(run.status == status && run.text == "4\n")
            #expect(run.errors.isEmpty == (status == 0))
            let lines = try TokensProcess.run(
                "count", "--jsonl", "--max", "\(limit)", input: "\"Hello, world!\"\n\"\"\n")
            #expect(lines.status == status && lines.text == "4\n0\n")
        }

        @Test("Bytes that aren't UTF-8 are read as U+FFFD, or with --bytes as they are")
        func malformed() throws {
            let bytes: [UInt8] = Array("a".utf8) + [0xF0, 0x9F] + Array("b".utf8) + [0xFF]
            let replaced = try TokensProcess.run("count", bytes: bytes)
            #expect(replaced.text == (try TokensProcess.run("count", input: "a\u{FFFD}b\u{FFFD}").text))
            let ids = try TokensProcess.run("encode", "--bytes", bytes: bytes)
            #expect(
                try TokensProcess.run("count", "--bytes", bytes: bytes).lines == [
                    "\(ids.text.split(separator: " ").count)"
                ])
            #expect(try TokensProcess.run("decode", input: ids.text).output == Data(bytes))
            #expect(try TokensProcess.run("count", "--help").text.contains("U+FFFD"))
        }

        @Test("Either pre-tokenizer gives the same", arguments: ["automatic", "scanner", "pcre2"])
        func preTokenizer(name: String) throws {
            #expect(try TokensProcess.run("count", "--pre-tokenizer", name, input: "I can't  \n x").text == "4\n")
        }

        @Test("A vocabulary of the user's own")
        func ownVocabulary() throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let ranks = (0..<256).map { "\(Data([UInt8($0)]).base64EncodedString()) \($0)\n" }.joined()
            let file = try folder.file("own.tiktoken", ranks + "YWI= 256\n")
            #expect(
                try TokensProcess.run("count", "--vocab", file, "--pattern", #"\w+|\W"#, input: "abc ab").text == "4\n")
            #expect(
                try TokensProcess.run("encode", "--vocab", file, "--pattern", #"\w+|\W"#, input: "abc ab").text
                    == "256 99 32 256\n")
            let broken = try folder.file("broken.tiktoken", ranks + "YWI= x\n")
            let run = try TokensProcess.run("count", "--vocab", broken, "--pattern", ".", input: "a")
            #expect(run.status == 1 && run.errors.contains("line 257: the rank isn't a decimal number"))
            let pattern = try TokensProcess.run("count", "--vocab", file, "--pattern", "(", input: "a")
            #expect(pattern.status == 1 && pattern.errors.contains("isn't a regular expression"))
        }
    }
}
