import Completions
import FakeProvider
@testable import Providers
import Testing
import TrafficSupport

@Suite(
    "Recorded exchanges come over HTTP as they are",
    .enabled(if: RecordedTraffic.folder != nil, "no recorded traffic beside the package, nor in TOKENS_TRAFFIC"))
struct ReplayTests {
    /// What a test compares of an answer or a failure.
    private struct Result: Equatable {
        var text = ""
        var reasoning = ""
        var calls: [ToolCall] = []
        var usage: Usage?
        var stopReason: StopReason?
        var error: ProviderError.Code?

        init(_ body: () async throws -> CompletionResponse) async {
            do {
                let response = try await body()
                (text, reasoning, calls) = (response.text, response.reasoning, response.toolCalls)
                (usage, stopReason) = (response.usage, response.stopReason)
            } catch {
                self.error = (error as? ProviderError)?.code
            }
        }
    }

    /// Header fields that say how the recorded bytes were packed, which they no longer are.
    private static let packing: Set<String> = [
        "content-encoding", "content-length", "transfer-encoding", "connection", "keep-alive", "location",
    ]

    private static let interfaces: [String: WireInterface] = [
        "messages": .messages, "responses": .responses, "ollama.chat": .ollama, "ollama.generate": .ollama,
    ]

    private func answer(to path: String, of exchanges: [RecordedTraffic.Exchange]) -> FakeProvider.Answer {
        guard let index = path.split(separator: "/").first.flatMap({ Int($0) }) else { return .init([.close]) }
        let exchange = exchanges[index]
        let headers = exchange.headers.filter {
            !Self.packing.contains($0.key.lowercased()) && !$0.value.contains(where: \.isNewline)
        }
        return .body(exchange.body, status: exchange.status, headers: headers)
    }

    private func provider(
        of exchange: RecordedTraffic.Exchange, at url: String, _ transport: HTTPTransport
    ) -> HTTPProvider {
        var settings = HTTPProvider.Settings(traits: ProviderTraits(named: exchange.provider), baseURL: url)
        settings.interface = Self.interfaces[exchange.interface] ?? .chat
        settings.retry = .never
        return HTTPProvider(settings, transport: transport)
    }

    private func pure(_ exchange: RecordedTraffic.Exchange) throws -> CompletionResponse {
        guard exchange.status < 400 else {
            throw exchange.format.error(status: exchange.status, headers: exchange.headers, body: exchange.body, now: 0)
        }
        guard exchange.isStream else { return try exchange.format.decode(exchange.body, headers: exchange.headers) }
        var decoder = exchange.format.makeStreamDecoder(headers: exchange.headers)
        let events = try decoder.consume(exchange.body) + decoder.finish()
        guard case .finished(let response)? = events.last else { throw ProviderError(.badResponse, "no end") }
        return response
    }

    @Test("Text, reasoning, calls, usage, stop reason or the kind of failure are what the bytes say")
    func replay() async throws {
        let exchanges = RecordedTraffic.answers + RecordedTraffic.failures
        #expect(exchanges.count > 2500)
        try await FakeProvider.with({ answer(to: $0.path, of: exchanges) }) { fake in
            let transport = HTTPTransport()
            try await withThrowingTaskGroup(of: Void.self) { group in
                let workers = 16
                for worker in 0..<workers {
                    group.addTask {
                        for index in stride(from: worker, to: exchanges.count, by: workers) {
                            let exchange = exchanges[index]
                            let provider = provider(of: exchange, at: fake.url + "/\(index)", transport)
                            let request = CompletionRequest(model: "m", messages: [.user("Hi")])
                            let heard = await Result {
                                exchange.isStream
                                    ? try await provider.stream(request).collect()
                                    : try await provider.complete(request)
                            }
                            let expected = await Result { try pure(exchange) }
                            #expect(heard == expected, "\(exchange.id)")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(fake.requests.count == exchanges.count)
        }
    }
}
