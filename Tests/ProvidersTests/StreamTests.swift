import Completions
import FakeProvider
@testable import Providers
import Testing

@Suite("Answers come piece by piece")
struct StreamTests {
    private let pieces = ["One", " two", " three"]

    @Test("Events in their order, the whole answer with its cost last")
    func events() async throws {
        try await FakeProvider.with(answers: .stream(Fixture.chatStream(pieces))) { fake in
            let log = AttemptLog()
            var texts: [String] = []
            var last: StreamEvent?
            let stream = HTTPProvider.openAI(at: fake).stream(.greeting, options: CallOptions(observer: log))
            for try await event in stream {
                if case .text(let text) = event { texts.append(text) }
                last = event
            }
            #expect(texts == pieces)
            guard case .finished(let response)? = last else {
                Issue.record("no end")
                return
            }
            #expect(response.text == "One two three" && response.cost?.amount == "0.0035")
            #expect(log.all == ["1 gpt-4o", "1 answered \(response.cost?.description ?? "")"])
            #expect(stream.partial == nil)
            let sent = try JSONValue(parsing: fake.requests[0].body)
            #expect(sent["stream"] == .bool(true) && sent["stream_options"]?["include_usage"] == .bool(true))
        }
    }

    @Test("Nothing is sent before somebody asks for an event")
    func lazy() async throws {
        try await FakeProvider.with(answers: .stream(Fixture.chatStream(pieces))) { fake in
            let stream = HTTPProvider.openAI(at: fake).stream(.greeting)
            try await Task.sleep(for: .milliseconds(20))
            #expect(fake.requests.isEmpty)
            #expect(try await stream.collect().text == "One two three")
        }
    }

    @Test("A piece is handed on when it has come, not when the next one has")
    func promptness() async throws {
        let gate = FakeProvider.Gate()
        let events = Fixture.chatStream(pieces)
        let rest = events.dropFirst().map { FakeProvider.Answer.Step.send(FakeProvider.Answer.chunk($0)) }
        let end = FakeProvider.Answer.Step.send(Array("0\r\n\r\n".utf8))
        let answer = FakeProvider.Answer.stream([events[0]], end: [.pass(gate)] + rest + [end])
        try await FakeProvider.with(answers: answer) { fake in
            var text = ""
            for try await event in HTTPProvider.openAI(at: fake).stream(.greeting) {
                if case .text(let piece) = event { text += piece }
                if text == "One" { gate.open() }
            }
            #expect(text == "One two three")
        }
    }

    @Test("Connections are used again after a stream, and after one whose reader left they are not")
    func connections() async throws {
        let script: FakeProvider.Script = { request in
            .stream(Fixture.chatStream(pieces), pause: request.path.hasPrefix("/slow") ? .milliseconds(100) : nil)
        }
        try await FakeProvider.with(script) { fake in
            let transport = HTTPTransport()
            let provider = HTTPProvider.openAI(at: fake, transport: transport)
            for _ in 0..<20 {
                _ = try await provider.stream(.greeting).collect()
                // The end of a stream is read behind the reader's back.
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(fake.connections < 15)
            let slow = HTTPProvider.openAI(key: "k", baseURL: fake.url + "/slow", transport: transport)
            for try await event in slow.stream(.greeting) {
                if case .text = event { break }
            }
            #expect(try await fake.waits { $0.abandonedAnswers == 1 })
        }
    }

    @Test("A server that keeps a finished stream open holds nobody up")
    func openEnd() async throws {
        let answer = FakeProvider.Answer.stream(Fixture.chatStream(pieces), end: [.wait(.seconds(100))])
        try await FakeProvider.with(answers: answer) { fake in
            let start = ContinuousClock.now
            var count = 0
            for try await _ in HTTPProvider.openAI(at: fake).stream(.greeting) { count += 1 }
            #expect(count > 3 && ContinuousClock.now - start < .seconds(90))
            #expect(try await fake.waits { $0.abandonedAnswers == 1 })
        }
    }

    @Test("A stream that is cut is a broken connection with what came, which is counted and priced as an estimate")
    func cut() async throws {
        let events = Array(Fixture.chatStream(pieces).prefix(3))
        // What comes at once with the end may be lost with it.
        for end in [FakeProvider.Answer.Step.close, .send(Array("0\r\n\r\n".utf8)), .closeOutput] {
            let gate = FakeProvider.Gate()
            try await FakeProvider.with(answers: .stream(events, end: [.pass(gate), end])) { fake in
                let log = AttemptLog()
                let stream = HTTPProvider.openAI(at: fake).stream(.greeting, options: CallOptions(observer: log))
                var text = ""
                let error = await providerError {
                    for try await event in stream {
                        if case .text(let piece) = event { text += piece }
                        if text == "One two three" { gate.open() }
                    }
                }
                #expect(error?.code == .connection && fake.requests.count == 1)
                #expect(log.all == ["1 gpt-4o", "1 connection true"])
                #expect(text == "One two three")
                #expect(error?.partial?.text == text && stream.partial?.text == text)
                #expect(error?.partial?.usage?.outputTokens == 3 && error?.partial?.isUsageEstimated == true)
                #expect(error?.partial?.cost != nil)
            }
        }
    }

    @Test("An error in the middle is that error with what came before; before any content it is tried again")
    func errors() async throws {
        let overloaded = #"data: {"error":{"type":"overloaded_error","message":"Overloaded"}}"# + "\n\n"
        let early = FakeProvider.Answer.stream([overloaded])
        let late = FakeProvider.Answer.stream(Fixture.chatStream(pieces).prefix(2) + [overloaded])
        try await FakeProvider.with(answers: early, .stream(Fixture.chatStream(pieces))) { fake in
            let response = try await HTTPProvider.openAI(at: fake).stream(.greeting).collect()
            #expect(response.text == "One two three" && fake.requests.count == 2)
        }
        try await FakeProvider.with(answers: late) { fake in
            let error = await providerError { _ = try await HTTPProvider.openAI(at: fake).stream(.greeting).collect() }
            #expect(error?.code == .overloaded && error?.partial?.text == "One two")
            #expect(fake.requests.count == 1)
        }
    }

    @Test("A status of failure is tried again before the stream begins")
    func retried() async throws {
        let failure = FakeProvider.Answer.json(Fixture.error("x", "y"), status: 529)
        try await FakeProvider.with(answers: failure, .stream(Fixture.chatStream(pieces))) { fake in
            let response = try await HTTPProvider.openAI(at: fake).stream(.greeting).collect()
            #expect(response.text == "One two three" && fake.requests.count == 2)
        }
    }

    @Test("Cancelling closes the connection, and ends when the observer knows what came")
    func cancellation() async throws {
        let answer = FakeProvider.Answer.stream(Fixture.chatStream(pieces), pause: .milliseconds(60))
        try await FakeProvider.with(answers: answer) { fake in
            let log = AttemptLog()
            let stream = HTTPProvider.openAI(at: fake).stream(.greeting, options: CallOptions(observer: log))
            let (signal, hasText) = AsyncStream<Void>.makeStream()
            let reader = Task {
                for try await event in stream { if case .text = event { hasText.yield() } }
            }
            for await _ in signal { break }
            reader.cancel()
            await #expect(throws: CancellationError.self) { try await reader.value }
            #expect(log.all.count == 2 && log.all[1].hasPrefix("1 abandoned One"))
            #expect(stream.partial?.text.hasPrefix("One") == true)
            #expect(stream.partial?.isUsageEstimated == true && stream.partial?.cost != nil)
            let isClosed = try await fake.waits { $0.abandonedAnswers == 1 }
            #expect(isClosed)
        }
    }

    @Test("Who leaves the loop has the attempt told as abandoned")
    func leaving() async throws {
        let answer = FakeProvider.Answer.stream(Fixture.chatStream(pieces), pause: .milliseconds(60))
        try await FakeProvider.with(answers: answer) { fake in
            let log = AttemptLog()
            for try await event in HTTPProvider.openAI(at: fake).stream(.greeting, options: CallOptions(observer: log))
            {
                if case .text = event { break }
            }
            let isTold = try await fake.waits { _ in log.all.count == 2 }
            #expect(isTold)
            #expect(log.all.last?.hasPrefix("1 abandoned One") == true)
        }
    }

    @Test("Cancelling before the answer, and between two attempts")
    func earlyCancellation() async throws {
        for answer in [
            FakeProvider.Answer([.wait(.seconds(100))]), .json("{}", status: 500, headers: ["retry-after": "100"]),
        ] {
            try await FakeProvider.with(answers: answer) { fake in
                let log = AttemptLog()
                let caller = Task {
                    try await HTTPProvider.openAI(at: fake).complete(.greeting, options: CallOptions(observer: log))
                }
                #expect(try await fake.waits { $0.requests.count == 1 })
                try await Task.sleep(for: .milliseconds(50))
                let start = ContinuousClock.now
                caller.cancel()
                await #expect(throws: CancellationError.self) { try await caller.value }
                #expect(ContinuousClock.now - start < .seconds(90) && log.all.count == 2)
            }
        }
    }

    @Test("A stream's time: until it begins where the caller sets none, to its end where they do; silence ends it")
    func time() async throws {
        let answer = FakeProvider.Answer.stream(Fixture.chatStream(pieces), pause: .milliseconds(100))
        try await FakeProvider.with(answers: answer) { fake in
            let error = await providerError {
                _ = try await HTTPProvider.openAI(at: fake).stream(
                    .greeting, options: CallOptions(timeout: .milliseconds(250))
                ).collect()
            }
            #expect(error?.code == .timeout && error?.partial?.text.hasPrefix("One") != false)
            var configuration = HTTPTransport.Configuration()
            configuration.idleTimeout = .milliseconds(40)
            let nervous = HTTPProvider.openAI(at: fake, transport: HTTPTransport(configuration))
            let silence = await providerError { _ = try await nervous.stream(.greeting).collect() }
            #expect(silence?.code == .timeout)
        }
    }

    @Test("A slow reader holds the provider back")
    func backPressure() async throws {
        // Far more than the sockets between the two take.
        let piece = String(repeating: "x", count: 64 << 10)
        let events = Fixture.chatStream(Array(repeating: piece, count: 800))
        let script: FakeProvider.Script = { _ in .stream(events) }
        try await FakeProvider.with(script) { fake in
            let stream = HTTPProvider.openAI(at: fake).stream(.greeting)
            var iterator = stream.makeAsyncIterator()
            while let event = try await iterator.next() { if case .text = event { break } }
            try await Task.sleep(for: .milliseconds(300))
            let early = fake.bytesSent
            #expect(early < 40 << 20, "\(early) bytes were taken that nobody asked for")
            var count = 1
            while let event = try await iterator.next() { if case .text = event { count += 1 } }
            #expect(count == 800 && fake.bytesSent > 50 << 20)
        }
    }

    @Test("A stream that comes unasked, or doesn't come though asked for, is read all the same")
    func unasked() async throws {
        let stream = FakeProvider.Answer.stream(Fixture.chatStream(pieces))
        try await FakeProvider.with(answers: stream, .json(Fixture.chat)) { fake in
            let provider = HTTPProvider.openAI(at: fake)
            let (first, second) = (
                try await provider.complete(.greeting), try await provider.stream(.greeting).collect()
            )
            #expect(first.text == "One two three" && second.text == "Hello there")
        }
    }
}
