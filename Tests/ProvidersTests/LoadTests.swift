import Completions
import FakeProvider
@testable import Providers
import Testing

@Suite("Many requests", .serialized)
struct LoadTests {
    @Test("Ten thousand requests over one transport: a few connections, none left behind")
    func tenThousand() async throws {
        try await FakeProvider.with(answers: .json(Fixture.chat)) { fake in
            do {
                let provider = HTTPProvider.openAI(at: fake)
                try await ask(10_000, provider)
                #expect(fake.requests.count == 10_000 && fake.connections <= 40)
            }
            // The transport is gone, and its connections with it.
            let areClosed = try await fake.waits { $0.openConnections == 0 }
            #expect(areClosed)
        }
    }

    private func ask(_ count: Int, _ provider: HTTPProvider) async throws {
        let workers = 16
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<workers {
                group.addTask {
                    for _ in 0..<count / workers { _ = try await provider.complete(.greeting) }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test("Two hundred streams at once, each with its own answer; some are left in the middle")
    func twoHundred() async throws {
        let script: FakeProvider.Script = { request in
            let name =
                (try? JSONValue(parsing: request.body))?["user"]?.string
                ?? (try? JSONValue(parsing: request.body))?["safety_identifier"]?.string ?? ""
            return .stream(Fixture.chatStream((0..<20).map { "\(name)-\($0) " }), pause: .milliseconds(2))
        }
        try await FakeProvider.with(script) { fake in
            let provider = HTTPProvider.openAI(at: fake)
            let texts = try await withThrowingTaskGroup(of: (Int, String?).self) { group in
                for index in 0..<200 {
                    group.addTask {
                        var request = CompletionRequest.greeting
                        request.userID = "u\(index)"
                        let stream = provider.stream(request)
                        guard index % 20 == 0 else { return (index, try await stream.collect().text) }
                        for try await event in stream { if case .text = event { break } }
                        return (index, nil)
                    }
                }
                return try await group.reduce(into: [Int: String?]()) { $0[$1.0] = $1.1 }
            }
            #expect(texts.count == 200)
            for (index, text) in texts {
                guard let text else { continue }
                #expect(text == (0..<20).map { "u\(index)-\($0) " }.joined())
            }
            let areClosed = try await fake.waits { $0.abandonedAnswers == 10 }
            #expect(areClosed)
        }
    }
}
