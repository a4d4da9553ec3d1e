import Foundation
import Testing

extension CommandTests {
    @Suite("tokens estimate")
    struct Estimate {
        private static let body =
            #"{"model":"gpt-4o","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Hi"}],"max_tokens":100}"#
        private static let wire = #"{"provider":"openai","at":"2026-01-31","request":\#(body)}"#
        private static let normalised =
            #"{"at":"2026-01-31","request":{"model":"gpt-4o","systemPrompt":"Be brief.","messages":[{"role":"user","content":"Hi"}],"maxTokens":100}}"#

        @Test("Both forms of a request are answered alike, a line a line")
        func lines() throws {
            let run = try TokensProcess.run("estimate", "--jsonl", input: Self.wire + "\n" + Self.normalised + "\n")
            #expect(run.status == 0 && run.errors.isEmpty)
            // 3 and a role for each of two messages, 3 before the answer, 3 and 1 of text.
            let answer =
                #"{"model":"gpt-4o","input_tokens":15,"output_tokens":100,"estimated_cost":"0.0010375","#
                + #""max_cost":"0.0010475","currency":"USD","confidence":"high","reasons":[]}"#
            #expect(run.lines == [answer, answer])
        }

        @Test("A bad line is answered in its place, and the status is 1")
        func badLines() throws {
            let input = [
                "{", "[]", #"{"request":[]}"#, #"{"request":{"model":"gpt-4o"}}"#,
                #"{"request":{"model":"gpt-4o","messages":[],"max_tokens":1}}"#, #"{"provider":1,"request":{}}"#,
                #"{"at":"noon","provider":"openai","request":{}}"#, Self.wire,
            ]
            let run = try TokensProcess.run("estimate", "--jsonl", input: input.joined(separator: "\n"))
            #expect(run.status == 1)
            let codes = try run.json().map { (($0 as? [String: Any])?["error"] as? [String: Any])?["code"] as? String }
            #expect(
                codes == [
                    "bad_json", "bad_request", "bad_request", "bad_request", "bad_request", "bad_record", "bad_time",
                    nil,
                ])
        }

        @Test("A model without a price has its tokens without a cost, the reason, and the status 2")
        func unknownModel() throws {
            let input = """
                {"provider":"openai","request":{"model":"gpt-9","messages":[{"role":"user","content":"Hi"}],"max_tokens":5}}
                {"request":{"model":"claude-sonet-4-5","messages":[{"role":"user","content":"Hi"}]}}
                {"provider":"nobody","request":{"model":"m","messages":[{"role":"user","content":"Hi"}]}}
                """
            let run = try TokensProcess.run("estimate", "--jsonl", input: input)
            #expect(run.status == 2)
            let answers = try run.json().compactMap { $0 as? [String: Any] }
            #expect(answers.count == 3)
            for answer in answers {
                #expect(answer["input_tokens"] as? Int ?? 0 > 1)
                #expect(answer["estimated_cost"] == nil && answer["max_cost"] == nil && answer["currency"] == nil)
            }
            #expect(answers[0]["output_tokens"] as? Int == 5 && answers[1]["output_tokens"] == nil)
            let reasons = answers.map { ($0["reasons"] as? [String])?.last ?? "" }
            #expect(reasons[0].contains(#"no price is known for "gpt-9" of openai"#))
            #expect(reasons[1].contains("did you mean claude-sonnet-4-5"))
            #expect(reasons[2].contains(#"no provider is named "nobody""#))
        }

        @Test("People see where the tokens are, and what must be held")
        func table() throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let file = try folder.file(
                "request.json",
                """
                {"model": "gpt-4o", "systemPrompt": "Be brief.", "maxTokens": 100,
                 "messages": [{"role": "user", "content": "Hi"}],
                 "tools": [{"name": "now", "description": "The time.", "parameters": {"type": "object", "properties": {}}}]}
                """)
            let run = try TokensProcess.run("estimate", "--at", "2026-01-31", file)
            #expect(run.status == 0)
            #expect(
                run.lines == [
                    "                        tokens        USD",
                    "tool 1 (now)                11",
                    "system                       3",
                    "message 2 (user)             1",
                    "framing                     22",
                    "input                       37",
                    "output, at most            100",
                    "openai gpt-4o                   0.0010925",
                    "to be held by a budget           0.001105",
                    "confidence: high",
                ])
        }

        @Test("--json has the parts; several requests are a list, or a row each")
        func several() throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let file = try folder.file("body.json", Self.body)
            let one = try TokensProcess.run("estimate", "--json", "-p", "openai", "--at", "2026-01-31", file)
            let object = try #require(one.json().first as? [String: Any])
            let parts = try #require(object["parts"] as? [[String: Any]])
            #expect(parts.map { $0["kind"] as? String } == ["system", "message", "framing"])
            #expect(parts.map { $0["tokens"] as? Int } == [3, 1, 11])
            #expect(parts[1]["index"] as? Int == 1 && parts[1]["label"] as? String == "user")
            let two = try TokensProcess.run("estimate", "--json", "-p", "openai", file, file)
            #expect((try two.json().first as? [Any])?.count == 2)
            let rows = try TokensProcess.run(
                "estimate", "-p", "openai", "-m", "gpt-4o-mini", "--at", "2026-01-31", file, file)
            #expect(
                rows.lines.count == 3 && rows.lines[1].hasPrefix("\(file):1  gpt-4o-mini     15     100  0.00006225"))
        }

        @Test("Memory doesn't grow with the lines")
        func constantMemory() throws {
            let line = Self.wire.replacing("Be brief.", with: String(repeating: "word ", count: 2_000)) + "\n"
            func peak(_ lines: Int) throws -> Int {
                let folder = try TemporaryFolder()
                defer { folder.remove() }
                let file = try folder.file("in", String(repeating: line, count: lines))
                let process = Process(), errors = try folder.file("err")
                process.executableURL = URL(filePath: "/bin/sh")
                process.arguments = [
                    "-c", "ulimit -v 600000; exec \"$0\" estimate --jsonl \"$1\" > /dev/null",
                    TokensProcess.executable.path, file,
                ]
                process.standardError = try FileHandle(forWritingTo: errors)
                try process.runToEnd()
                return Int(process.terminationStatus)
            }
            // 100 MB of requests within a space of 600 MB, of which the binary, its vocabularies and caches take most.
            #expect(try peak(10_000) == 0)
        }
    }

    @Suite("tokens count of other tokenizers and requests")
    struct CountOthers {
        @Test("Qwen's encoding, Claude's models, a model's own tokenizer")
        func tokenizers() throws {
            #expect(try TokensProcess.run("count", "-e", "qwen", input: "Hello, world!").text == "4\n")
            #expect(try TokensProcess.run("count", "-m", "qwen-plus", input: "你好,世界").text == "3\n")
            let claude = try TokensProcess.run("count", "-m", "claude-sonnet-4-5", input: "Hello, world!")
            #expect(claude.text == "4\n" && claude.status == 0)
            #expect(
                try TokensProcess.run("count", "-m", "claude-opus-4-7", input: "antidisestablishmentarianism").status
                    == 0)
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let file = try folder.file(
                "tokenizer.json",
                #"{"model":{"type":"BPE","byte_fallback":false,"vocab":{"a":0,"b":1,"ab":2},"merges":["a b"]},"pre_tokenizer":{"type":"ByteLevel","add_prefix_space":false,"use_regex":true}}"#
            )
            #expect(try TokensProcess.run("count", "--tokenizer", file, input: "abba").text == "3\n")
            let bad = try TokensProcess.run("count", "--tokenizer", folder.file("bad.json", "{}"), input: "a")
            #expect(bad.status == 1 && bad.errors.contains("no vocabulary"))
            #expect(try TokensProcess.run("count", "--tokenizer", file, "-m", "gpt-4o").status == 64)
        }

        @Test("A request's prompt is counted for the model that is named")
        func request() throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let file = try folder.file(
                "request.json", #"{"model":"gpt-4o","messages":[{"role":"user","content":"Hi"}]}"#)
            let run = try TokensProcess.run("count", "--request", file)
            #expect(
                run.lines == [
                    "                  tokens", "message 1 (user)       1", "framing                7",
                    "total                  8",
                    "confidence: high",
                ])
            let other = try TokensProcess.run("count", "-m", "gpt-5", "--request", file, "--json", "--max", "6")
            let object = try #require(other.json().first as? [String: Any])
            #expect(object["model"] as? String == "gpt-5" && object["tokens"] as? Int == 7 && other.status == 2)
            let unknown = try TokensProcess.run("count", "-m", "gpt-9", "--request", file)
            #expect(unknown.status == 1 && unknown.errors.contains(#"no price is known for "gpt-9""#))
            #expect(try TokensProcess.run("count", "--request", file, file).status == 64)
        }

        @Test("A model's own tokenizer counts the text of a request to it")
        func ownTokenizer() throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let tokenizer = try folder.file(
                "tokenizer.json",
                #"{"model":{"type":"BPE","vocab":{"a":0,"b":1,"ab":2},"merges":["a b"]},"pre_tokenizer":{"type":"ByteLevel","add_prefix_space":false,"use_regex":true}}"#
            )
            let file = try folder.file(
                "body.json",
                #"{"provider":"ollama","request":{"model":"llama3","messages":[{"role":"user","content":"abba"}],"options":{"num_predict":5}}}"#
            )
            let run = try TokensProcess.run("estimate", "--json", "--tokenizer", tokenizer, file)
            let object = try #require(run.json().first as? [String: Any])
            let parts = try #require(object["parts"] as? [[String: Any]])
            #expect(parts.first?["tokens"] as? Int == 3)
            #expect(object["confidence"] as? String == "medium" && object["max_cost"] as? String == "0")
            let count = try TokensProcess.run("count", "--json", "--tokenizer", tokenizer, "--request", file)
            #expect((try count.json().first as? [String: Any])?["tokens"] as? Int == object["input_tokens"] as? Int)
        }
    }
}
