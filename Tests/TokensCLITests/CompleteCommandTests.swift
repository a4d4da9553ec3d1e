import FakeProvider
import Foundation
import Testing

extension CommandTests {
    @Suite("tokens complete")
    struct CompleteCommandTests {
        private static let answer = """
            {"id":"c1","model":"gpt-4o-2024-08-06","choices":[{"index":0,"message":{"role":"assistant","content":"Hello"},\
            "finish_reason":"stop"}],"usage":{"prompt_tokens":1000,"completion_tokens":100}}
            """
        private static let events = [
            #"data: {"id":"c1","model":"gpt-4o-2024-08-06","choices":[{"index":0,"delta":{"content":"Hel"}}]}"#
                + "\n\n",
            #"data: {"id":"c1","model":"gpt-4o-2024-08-06","choices":[{"index":0,"delta":{"content":"lo"}}]}"# + "\n\n",
            #"data: {"id":"c1","model":"gpt-4o-2024-08-06","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#
                + "\n\n",
            #"data: {"choices":[],"usage":{"prompt_tokens":1000,"completion_tokens":100}}"# + "\n\ndata: [DONE]\n\n",
        ]
        private static let message = """
            {"id":"m","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[{"type":"text",\
            "text":"From Claude"}],"stop_reason":"end_turn","usage":{"input_tokens":10,"output_tokens":3}}
            """

        /// Runs `tokens complete` without keeping a thread that the fake provider needs.
        private func complete(
            _ arguments: [String], input: String = "", environment: [String: String] = [:]
        ) async throws -> TokensProcess {
            let keys = ["OPENAI_API_KEY": "sk-open", "ANTHROPIC_API_KEY": "sk-ant", "DASHSCOPE_API_KEY": "sk-dash"]
            return try await withCheckedThrowingContinuation { continuation in
                DispatchQueue.global().async {
                    continuation.resume(
                        with: Result {
                            try TokensProcess.run(
                                ["complete"] + arguments, input: input,
                                environment: keys.merging(environment) { $1 })
                        })
                }
            }
        }

        private func object(_ process: TokensProcess) throws -> [String: Any] {
            try #require(try process.json().last as? [String: Any])
        }

        @Test("The answer, its usage and exact cost as one JSON object")
        func json() async throws {
            try await FakeProvider.with(answers: .json(Self.answer)) { fake in
                let run = try await complete(
                    ["-p", "openai", "-m", "gpt-4o", "--base-url", fake.url + "/v1", "--json", "Say hello"])
                #expect(run.status == 0, "\(run.errors)")
                let object = try object(run)
                #expect(object["text"] as? String == "Hello" && object["cost"] as? String == "0.0035")
                #expect(object["provider"] as? String == "openai" && object["stopReason"] as? String == "end")
                #expect((object["usage"] as? [String: Int])?["inputTokens"] == 1000)
                #expect((object["toolCalls"] as? [Any])?.isEmpty == true)
                let sent = try #require(fake.requests.first)
                #expect(sent.headers["authorization"] == "Bearer sk-open" && sent.path == "/v1/chat/completions")
                #expect(sent.text.contains("Say hello") && sent.text.contains(#""model":"gpt-4o""#))
            }
        }

        @Test("Text alone goes to standard output; the prompt may come from standard input")
        func text() async throws {
            try await FakeProvider.with(answers: .json(Self.answer)) { fake in
                let run = try await complete(
                    [
                        "-p", "openai", "-m", "gpt-4o", "--base-url", fake.url, "--system", "Be brief", "--max-tokens",
                        "7",
                    ],
                    input: "piped in\n")
                #expect(run.status == 0 && run.text == "Hello\n" && run.errors.isEmpty)
                let body = fake.requests[0].text
                #expect(body.contains("piped in") && body.contains("Be brief") && body.contains(":7"))
            }
        }

        @Test("--stream: text as it comes; with --json an event a line, the last of which is the whole answer")
        func stream() async throws {
            try await FakeProvider.with(answers: .stream(Self.events)) { fake in
                let place = ["-p", "openai", "-m", "gpt-4o", "--base-url", fake.url]
                #expect(try await complete(place + ["--stream", "Hi"]).text == "Hello\n")
                let run = try await complete(place + ["--stream", "--json", "Hi"])
                let events = try run.json().compactMap { $0 as? [String: Any] }
                #expect(
                    events.filter { $0["type"] as? String == "text" }.compactMap { $0["text"] as? String } == [
                        "Hel", "lo",
                    ])
                #expect(events.last?["text"] as? String == "Hello" && events.last?["cost"] as? String == "0.0035")
            }
        }

        @Test("A request from a file, its model replaced; each provider's key in its own field")
        func request() async throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let file = try folder.file(
                "r.json", #"{"model":"x","messages":[{"role":"user","content":"From a file"}],"maxTokens":50}"#)
            try await FakeProvider.with(answers: .json(Self.message)) { fake in
                let run = try await complete(
                    ["-p", "anthropic", "-m", "claude-sonnet-4-5", "--base-url", fake.url, "--request", file, "--json"])
                #expect(try object(run)["text"] as? String == "From Claude")
                let sent = fake.requests[0]
                #expect(sent.headers["x-api-key"] == "sk-ant" && sent.path == "/v1/messages")
                #expect(sent.text.contains("From a file") && sent.text.contains(#""max_tokens":50"#))
            }
        }

        @Test("--api responses")
        func responses() async throws {
            let answer = """
                {"id":"r","status":"completed","model":"gpt-4o","output":[{"type":"message","role":"assistant","content":\
                [{"type":"output_text","text":"Hi"}]}],"usage":{"input_tokens":1,"output_tokens":1}}
                """
            try await FakeProvider.with(answers: .json(answer)) { fake in
                let run = try await complete(
                    ["-p", "openai", "-m", "gpt-4o", "--api", "responses", "--base-url", fake.url, "Hi"])
                #expect(run.text == "Hi\n" && fake.requests[0].path == "/responses")
            }
        }

        @Test("A model without a price completes, with a reason in place of its cost")
        func unpriced() async throws {
            try await FakeProvider.with(answers: .json(Self.answer.replacing("gpt-4o-2024-08-06", with: "secret-1"))) {
                fake in
                let run = try await complete(["-p", "openai", "-m", "secret-1", "--base-url", fake.url, "--json", "Hi"])
                let object = try object(run)
                #expect(run.status == 0 && object["cost"] == nil && object["costReason"] != nil)
            }
        }

        @Test("A failure is an object with its code, or a sentence; exit status 1")
        func failure() async throws {
            let failure = #"{"error":{"type":"authentication_error","message":"no such key"}}"#
            try await FakeProvider.with(answers: .json(failure, status: 401)) { fake in
                let place = ["-p", "openai", "-m", "gpt-4o", "--base-url", fake.url, "Hi"]
                let run = try await complete(place + ["--json"])
                let error = try #require(try object(run)["error"] as? [String: Any])
                #expect(run.status == 1 && error["code"] as? String == "authentication")
                #expect(error["status"] as? Int == 401 && error["retryable"] as? Bool == false)
                #expect(error["provider"] as? String == "openai" && error["message"] as? String == "no such key")
                let plain = try await complete(place)
                #expect(plain.status == 1 && plain.text.isEmpty && plain.errors.contains("no such key"))
            }
        }

        @Test("A missing key is told before anything is sent; so are a wrong provider and a missing prompt")
        func missing() async throws {
            let none = ["OPENAI_API_KEY": "", "ANTHROPIC_API_KEY": ""]
            let run = try await complete(["-p", "openai", "-m", "gpt-4o", "--json", "Hi"], environment: none)
            let error = try #require(try object(run)["error"] as? [String: Any])
            #expect(run.status == 1 && error["code"] as? String == "authentication")
            #expect((error["message"] as? String)?.contains("OPENAI_API_KEY") == true)
            #expect(try await complete(["-p", "nobody", "-m", "x", "Hi"]).errors.contains("anthropic"))
            #expect(try await complete(["-p", "openai", "-m", "x"], input: " \n").status == 1)
            #expect(try await complete(["-p", "openai", "Hi"]).status == 64)
            #expect(try await complete(["-m", "x", "Hi"]).status == 64)
        }

        @Test("--fallback: the next provider answers; where all fail, all are named")
        func fallback() async throws {
            let down = FakeProvider.Answer.json("{}", status: 503)
            try await FakeProvider.with({ request in
                request.path == "/v1/messages" ? .json(Self.message) : down
            }) { fake in
                let place = ["-p", "openai", "-m", "gpt-4o", "--base-url", fake.url, "--json", "Hi"]
                let run = try await complete(
                    place + ["--fallback", "anthropic:claude-sonnet-4-5"], environment: ["ANTHROPIC_BASE_URL": fake.url]
                )
                let object = try object(run)
                #expect(object["provider"] as? String == "anthropic" && object["text"] as? String == "From Claude")
                let failed = try await complete(place + ["--fallback", "openai:gpt-4o-mini"])
                let error = try #require(try self.object(failed)["error"] as? [String: Any])
                #expect(failed.status == 1 && error["code"] as? String == "all_providers_failed")
                #expect((error["attempts"] as? [Any])?.count ?? 0 >= 3)
                #expect(try await complete(place + ["--fallback", "nonsense"]).status == 64)
            }
        }

        @Test("Interrupted, it tells what came, its usage and cost, and closes the connection")
        func interrupt() async throws {
            let answer = FakeProvider.Answer.stream(Array(Self.events.prefix(2)), end: [.wait(.seconds(30))])
            for options in [["--stream"], ["--stream", "--json"]] {
                try await FakeProvider.with(answers: answer) { fake in
                    let folder = try TemporaryFolder()
                    defer { folder.remove() }
                    let (output, errors) = (try folder.file("out"), try folder.file("err"))
                    let process = Process()
                    process.executableURL = TokensProcess.executable
                    process.arguments =
                        ["complete", "-p", "openai", "-m", "gpt-4o", "--base-url", fake.url, "Hi"] + options
                    process.standardInput = FileHandle.nullDevice
                    process.standardOutput = try FileHandle(forWritingTo: output)
                    process.standardError = try FileHandle(forWritingTo: errors)
                    let end = try process.start()
                    func text(_ file: URL) -> String { (try? String(contentsOf: file, encoding: .utf8)) ?? "" }
                    #expect(try await fake.waits { _ in text(output).contains("lo") })
                    kill(process.processIdentifier, SIGINT)
                    await withCheckedContinuation { continuation in
                        DispatchQueue.global().async {
                            end.wait()
                            continuation.resume()
                        }
                    }
                    #expect(process.terminationStatus == 130)
                    #expect(try await fake.waits { $0.abandonedAnswers == 1 })
                    if options.contains("--json") {
                        let last = try #require(text(output).split(separator: "\n").last)
                        let object = try #require(
                            try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any])
                        #expect(object["type"] as? String == "interrupted" && object["text"] as? String == "Hello")
                        #expect(object["usageEstimated"] as? Bool == true && object["cost"] != nil)
                    } else {
                        #expect(text(output) == "Hello\n" && text(errors).contains("interrupted"))
                        #expect(text(errors).contains("tokens in") && text(errors).contains("USD"))
                    }
                }
            }
        }

        @Test("A budget holds before it's sent, and has the cost after; what doesn't fit isn't sent")
        func budget() async throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let store = folder.url.appending(path: "ledger.sqlite").path
            for (name, balance) in [("rich", "1"), ("poor", "0.000001")] {
                let made = try TokensProcess.run("budget", "create", name, "--balance", balance, "--store", store)
                #expect(made.status == 0, "\(made.errors)")
            }
            try await FakeProvider.with(answers: .json(Self.answer)) { fake in
                let arguments = [
                    "-p", "openai", "-m", "gpt-4o", "--base-url", fake.url + "/v1", "--store", store, "--json",
                    "Say hello",
                ]
                let paid = try await complete(["--budget", "rich"] + arguments)
                #expect(paid.status == 0, "\(paid.errors)")
                let refused = try await complete(["--budget", "poor"] + arguments)
                #expect(refused.status == 2)
                let error = try #require(try object(refused)["error"] as? [String: Any])
                #expect(error["code"] as? String == "over_budget")
                #expect(fake.requests.count == 1)
                #expect(try await complete(["--budget", "none"] + arguments).status == 1)
            }
            let shown = try TokensProcess.run("budget", "show", "rich", "--store", store, "--json")
            let status = try #require(try shown.json().first as? [String: Any])
            #expect(status["spent_usd"] as? String == "0.0035" && status["held_usd"] as? String == "0")
        }
    }
}
