import Completions
import FakeProvider
@testable import Providers
import Testing

@Suite("Answers that are late, cut, or none")
struct BrokenAnswerTests {
    /// The failure of one attempt at an answer.
    private func failure(
        of answer: FakeProvider.Answer, timeout: Duration? = nil, idle: Duration? = nil
    ) async throws -> ProviderError? {
        try await FakeProvider.with(answers: answer) { fake in
            var configuration = HTTPTransport.Configuration()
            if let idle { configuration.idleTimeout = idle }
            let provider = HTTPProvider.openAI(at: fake, transport: HTTPTransport(configuration))
            return await providerError {
                _ = try await provider.complete(.greeting, options: CallOptions(timeout: timeout, retry: .never))
            }
        }
    }

    @Test("A provider that is too slow for the call's time: before its answer, or in the middle of it")
    func slow() async throws {
        let head = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"
        for answer in [
            FakeProvider.Answer([.wait(.seconds(100))]), .init([.send(Array(head.utf8)), .wait(.seconds(100))]),
        ] {
            let start = ContinuousClock.now
            let error = try await failure(of: answer, timeout: .milliseconds(150))
            #expect(error?.code == .timeout && error?.isRetryable == true)
            #expect(ContinuousClock.now - start < .seconds(90))
        }
    }

    @Test("A provider that falls silent, however long the call may take")
    func silent() async throws {
        let error = try await failure(of: .init([.wait(.seconds(100))]), idle: .milliseconds(150))
        #expect(error?.code == .timeout)
    }

    @Test("An answer that is cut: by its length, in a chunk, or between two")
    func cut() async throws {
        let heads = [
            "HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"id\"",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{\"i",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{\"id\"\r\n",
        ]
        for head in heads {
            let error = try await failure(of: .init([.send(Array(head.utf8)), .close]))
            #expect(error?.code == .connection && error?.isRetryable == true, "\(head)")
        }
    }

    @Test("A server that closes its side after a whole answer has answered")
    func halfClosed() async throws {
        let whole = Array("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n\(Fixture.chat)".utf8)
        for end in [FakeProvider.Answer.Step.closeOutput, .close] {
            #expect(try await failure(of: .init([.send(whole), end])) == nil)
        }
    }

    @Test("What isn't HTTP, isn't JSON, or isn't an answer")
    func garbage() async throws {
        for answer in [
            FakeProvider.Answer.raw("\u{1}\u{2}garbage\r\n\r\n"), .body("<html><h1>Welcome</h1>".utf8),
            .json(#"{"hello":"world"}"#), .json("[]"), .body([]), .body([0xFF, 0xFE, 0x00]),
        ] {
            let error = try await failure(of: answer)
            #expect(error?.code == .badResponse && error?.isRetryable == false)
            #expect(error?.message.isEmpty == false && error?.provider == "openai")
        }
    }

    @Test("A gateway's page is its status and words")
    func page() async throws {
        let page = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
        let error = try await failure(of: .body(page.utf8, status: 502, headers: ["content-type": "text/html"]))
        #expect(error?.code == .serverError && error?.status == 502)
        #expect(error?.message.contains("Bad Gateway") == true && error?.message.contains("<") == false)
        let empty = try await failure(of: .body([], status: 404))
        #expect(empty?.code == .notFound && empty?.message.isEmpty == false)
    }

    @Test("A zipped answer is unzipped; one that can't be is an error")
    func gzip() async throws {
        let zipped = Gzip.stored(Array(Fixture.chat.utf8))
        #expect(try await failure(of: .body(zipped, headers: ["content-encoding": "gzip"])) == nil)
        let broken = try await failure(of: .body([1, 2, 3, 4], headers: ["content-encoding": "gzip"]))
        #expect(broken?.code == .badResponse)
    }

    @Test("A failure's body may be larger than anyone reads")
    func largeFailure() async throws {
        let error = try await failure(of: .body(repeatElement(UInt8(ascii: "x"), count: 3 << 20), status: 500))
        #expect(error?.code == .serverError && (error?.message.utf8.count ?? 0) < 4096)
    }

    @Test("An answer above the limit is none")
    func large() async throws {
        let answer = FakeProvider.Answer.body(repeatElement(UInt8(ascii: " "), count: 100_000))
        try await FakeProvider.with(answers: answer) { fake in
            var configuration = HTTPTransport.Configuration()
            configuration.maxAnswer = 50_000
            let provider = HTTPProvider.openAI(at: fake, transport: HTTPTransport(configuration))
            let error = await providerError { _ = try await provider.complete(.greeting) }
            #expect(error?.code == .badResponse && error?.message.contains("50000") == true)
        }
    }

    @Test("A key that a provider repeats is not in the error; nor in what describes a key")
    func secrets() async throws {
        let echo: FakeProvider.Script = { request in
            .json(Fixture.error("x", "bad \(request.headers["authorization"] ?? "")"), status: 401)
        }
        try await FakeProvider.with(echo) { fake in
            let key: APIKey = "opensesame-and-more"
            let provider = HTTPProvider.openAI(at: fake, key: key)
            let error = await providerError { _ = try await provider.complete(.greeting) }
            #expect(error?.code == .authentication)
            #expect(error.map { "\($0) \($0.json)" }?.contains("opensesame") == false)
            var dumped = ""
            dump(provider, to: &dumped)
            #expect(!dumped.contains("opensesame") && !"\(key)\(String(reflecting: key))".contains("opensesame"))
        }
    }

    @Test("A redirect is followed on the same server; a key never goes to another")
    func redirects() async throws {
        try await FakeProvider.with(answers: .json(Fixture.chat)) { other in
            let script: FakeProvider.Script = { request in
                switch request.path {
                case "/v1/chat/completions": .body([], status: 307, headers: ["location": "/v2/chat"])
                case "/v2/chat": .json(Fixture.chat)
                case "/loop/chat/completions": .body([], status: 308, headers: ["location": "/loop/chat/completions"])
                case "/away/chat/completions":
                    .body([], status: 308, headers: ["location": other.url + "/v1/chat/completions"])
                default: .body([], status: 302, headers: ["location": "//evil.example/x"])
                }
            }
            try await FakeProvider.with(script) { fake in
                let response = try await HTTPProvider.openAI(at: fake).complete(.greeting)
                #expect(response.text == "Hello there")
                #expect(fake.requests[1].method == "POST" && fake.requests[1].body == fake.requests[0].body)
                for path in ["/loop", "/away", "/get"] {
                    let provider = HTTPProvider.openAI(key: "sk-1", baseURL: fake.url + path).impatient
                    let error = await providerError { _ = try await provider.complete(.greeting) }
                    #expect(error?.code == .badResponse && error?.message.contains("redirects") == true, "\(path)")
                }
                #expect(other.requests.isEmpty)
            }
        }
    }

    @Test(
        "An address that is none says so", arguments: ["localhost:1234", "ftp://localhost", "http://", "https:///v1"])
    func addresses(_ address: String) async throws {
        let provider = HTTPProvider.openAI(key: "k", baseURL: address).impatient
        let error = await providerError { _ = try await provider.complete(.greeting) }
        #expect(error?.code == .badRequest && error?.message.contains("base URL") == true)
    }

    @Test("A key with a line break is refused before it is sent")
    func strangeKey() async throws {
        try await FakeProvider.with(answers: .json(Fixture.chat)) { fake in
            let error = await providerError {
                _ = try await HTTPProvider.openAI(at: fake, key: "a\nb: c").complete(.greeting)
            }
            #expect(error?.code == .badRequest)
            #expect(fake.requests.isEmpty)
            // The end of a file's line is no part of a key.
            let response = try await HTTPProvider.openAI(at: fake, key: "abc\n").complete(.greeting)
            #expect(response.text == "Hello there")
        }
    }
}
