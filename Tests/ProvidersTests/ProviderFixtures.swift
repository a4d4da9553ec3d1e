import Completions
import FakeProvider
@testable import Providers
import Synchronization

/// Answers as the providers give them, written for these tests.
enum Fixture {
    static let chat = """
        {"id":"chatcmpl-1","object":"chat.completion","created":1790000000,"model":"gpt-4o-2024-08-06","choices":[\
        {"index":0,"message":{"role":"assistant","content":"Hello there"},"finish_reason":"stop"}],\
        "usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100}}
        """

    static let message = """
        {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5-20250929",\
        "content":[{"type":"text","text":"Hello there"}],"stop_reason":"end_turn","stop_sequence":null,\
        "usage":{"input_tokens":1000,"output_tokens":100}}
        """

    static let ollama = """
        {"model":"llama3.2","created_at":"2026-11-01T00:00:00Z","message":{"role":"assistant","content":"Hello there"},\
        "done":true,"done_reason":"stop","prompt_eval_count":10,"eval_count":2}
        """

    /// The events of a chat completion whose text has these pieces.
    static func chatStream(_ pieces: [String], model: String = "gpt-4o-2024-08-06") -> [String] {
        let deltas = pieces.map { piece in
            #"data: {"id":"c1","model":"\#(model)","choices":[{"index":0,"delta":{"content":"\#(piece)"}}]}"# + "\n\n"
        }
        return deltas + [
            #"data: {"id":"c1","model":"\#(model)","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#
                + "\n\n",
            #"data: {"id":"c1","model":"\#(model)","choices":[],"usage":{"prompt_tokens":1000,"completion_tokens":100}}"#
                + "\n\n",
            "data: [DONE]\n\n",
        ]
    }

    static func error(_ type: String, _ message: String) -> String {
        #"{"error":{"type":"\#(type)","message":"\#(message)"}}"#
    }
}

extension CompletionRequest {
    static let greeting = CompletionRequest(model: "gpt-4o", messages: [.user("Hi")], maxTokens: 100)
}

extension HTTPProvider {
    /// OpenAI at a fake's address, which doesn't wait long.
    static func openAI(
        at fake: FakeProvider, key: APIKey = "sk-test-0123456789", transport: HTTPTransport = HTTPTransport()
    ) -> HTTPProvider {
        let provider = HTTPProvider.openAI(key: key, baseURL: fake.url + "/v1", transport: transport)
        return provider.impatient
    }

    /// The same with waits of milliseconds.
    var impatient: HTTPProvider {
        var settings = settings
        settings.retry.initialDelay = .milliseconds(4)
        return HTTPProvider(settings, transport: transport)
    }
}

/// Writes down what it is told.
final class AttemptLog: AttemptObserver {
    let lines = Mutex<[String]>([])
    private let refusal: (any Error)?
    private let refused: Int

    init(refusing refusal: (any Error)? = nil, from attempt: Int = 1) {
        self.refusal = refusal
        refused = attempt
    }

    func attemptWillBegin(_ attempt: Attempt) async throws {
        lines.withLock { $0.append("\(attempt.number) \(attempt.request.model)") }
        if let refusal, attempt.number >= refused { throw refusal }
    }

    func attemptDidEnd(_ attempt: Attempt, _ outcome: AttemptOutcome) async {
        // A ledger's work must not be cut short.
        let isCancelled = Task.isCancelled
        let line =
            switch outcome {
            case .answered(let response): "\(attempt.number) answered \(response.cost?.description ?? "-")"
            case .failed(let error, let mayBeBilled): "\(attempt.number) \(error.code.rawValue) \(mayBeBilled)"
            case .abandoned(let partial): "\(attempt.number) abandoned \(partial.text)"
            }
        lines.withLock { $0.append(isCancelled ? line + " CANCELLED" : line) }
    }

    var all: [String] { lines.withLock { $0 } }
}

/// The error that something throws; nil where it throws none, or one of another type.
func providerError(_ body: () async throws -> Void) async -> ProviderError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? ProviderError
    }
}
