import Completions
import Foundation
import Testing
import TrafficSupport

@Suite(
    "Recorded exchanges read as they are",
    .enabled(if: RecordedTraffic.folder != nil, "no recorded traffic beside the package, nor in TOKENS_TRAFFIC"))
struct RecordedTrafficTests {
    /// Whether a body is one answer. Some with a status of success are none: an echo, the receipt of a job, an error.
    /// Some are several, one behind the other.
    private func isAnswer(_ exchange: RecordedTraffic.Exchange) -> Bool {
        guard !exchange.isStream else {
            return !PlainReading(exchange).isError && exchange.text.ranges(of: "event: message_start").count < 2
        }
        let object = exchange.object
        let output = object["output"] as? [String: Any]
        return object["choices"] != nil || object["content"] != nil || object["done"] != nil
            || output?["choices"] != nil || output?["text"] != nil
    }

    private func read(_ exchange: RecordedTraffic.Exchange) throws -> CompletionResponse {
        guard exchange.isStream else { return try exchange.format.decode(exchange.body, headers: exchange.headers) }
        guard case .finished(let response)? = try exchange.format.events(of: exchange.body).get().last else {
            throw ProviderError(.badResponse, "the stream has no end")
        }
        return response
    }

    @Test("There are thousands")
    func count() {
        #expect(RecordedTraffic.answers.count > 2500)
        #expect(RecordedTraffic.failures.count > 100)
    }

    @Test("Text, reasoning, calls and model are what a plain reading finds")
    func contents() throws {
        for exchange in RecordedTraffic.answers where isAnswer(exchange) {
            let plain = PlainReading(exchange)
            let response: CompletionResponse
            do { response = try read(exchange) } catch {
                Issue.record("\(exchange.id): \(error)")
                continue
            }
            if response.text != plain.text, !response.text.hasPrefix("{") {
                Issue.record("\(exchange.id): text \(response.text.prefix(200)) ≠ \(plain.text.prefix(200))")
            }
            if !plain.reasoning.isEmpty {
                #expect(response.reasoning == plain.reasoning, "\(exchange.id)")
            }
            #expect(response.toolCalls.map(\.name) == plain.calls.map(\.name), "\(exchange.id)")
            for (call, expected) in zip(response.toolCalls, plain.calls) {
                #expect(!call.id.isEmpty, "\(exchange.id)")
                guard call.argumentsText != expected.arguments else { continue }
                // An object that was written anew; what is cut off can only be compared as text.
                let value = try? JSONSerialization.jsonObject(with: Data(call.argumentsText.utf8)) as? NSDictionary
                let other =
                    try? JSONSerialization.jsonObject(
                        with: Data((expected.arguments.isEmpty ? "{}" : expected.arguments).utf8)) as? NSDictionary
                #expect(value == other && value != nil, "\(exchange.id): \(call.argumentsText) ≠ \(expected.arguments)")
            }
            #expect(Set(response.toolCalls.map(\.id)).count == response.toolCalls.count, "\(exchange.id)")
            #expect(response.model == plain.model ?? "", "\(exchange.id)")
        }
    }

    @Test("Answers end for the reason that the provider says")
    func stopReasons() throws {
        let words: [String: StopReason] = [
            "stop": .end, "end_turn": .end, "length": .maxTokens, "max_tokens": .maxTokens, "tool_use": .toolCalls,
            "tool_calls": .toolCalls, "function_call": .toolCalls, "content_filter": .contentFilter,
            "stop_sequence": .stopSequence, "pause_turn": .paused, "refusal": .refusal, "load": .other("load"),
        ]
        for exchange in RecordedTraffic.answers where isAnswer(exchange) {
            let plain = PlainReading(exchange)
            guard let response = try? read(exchange) else { continue }
            var expected = plain.stopWord.flatMap { words[$0] }
            let saysLittle = expected == .end || ["", nil].contains(plain.stopWord)
            if saysLittle, !plain.calls.isEmpty, exchange.interface != "messages" { expected = .toolCalls }
            if response.content.contains(where: { $0.refusal != nil }) { expected = .refusal }
            #expect(response.stopReason == expected, "\(exchange.id): \(plain.stopWord ?? "none")")
        }
    }

    @Test("Usage is what was billed")
    func usage() throws {
        for exchange in RecordedTraffic.answers where isAnswer(exchange) {
            guard let response = try? read(exchange) else { continue }
            guard let billed = exchange.billed else {
                // Nothing was written down, though the answer may say it.
                if !exchange.text.contains("_tokens"), !exchange.text.contains("eval_count") {
                    #expect(response.usage == nil, "\(exchange.id)")
                }
                continue
            }
            for (key, count) in [
                ("input", response.usage?.inputTokens), ("output", response.usage?.outputTokens),
            ] {
                var expected = billed[key]
                // xAI counts reasoning beside the rest of the output.
                if key == "output", exchange.provider == "xai" {
                    expected = expected.map { $0 + (billed["reasoning"] ?? 0) }
                }
                guard let expected, count != expected else { continue }
                Issue.record("\(exchange.id) \(key): \(String(describing: count)) ≠ \(billed)")
            }
            // Some say that more was cached, or heard, than there was; then only the totals are known.
            let input = billed["input"] ?? 0
            if let cached = billed["cached"], cached > 0, max(cached, billed["audio"] ?? 0) <= input {
                #expect(response.usage?.cacheReadTokens == cached, "\(exchange.id)")
            }
        }
    }

    @Test("A stream that is cut into single bytes, or anywhere, comes to the same")
    func cuts() throws {
        for exchange in RecordedTraffic.answers where exchange.isStream && isAnswer(exchange) {
            guard let whole = try? read(exchange) else { continue }
            let sizes = exchange.body.count < 20_000 ? [1, 2, 3, 7, 64] : [1, 1000]
            for size in sizes {
                let events = try exchange.format.events(of: exchange.body, inPiecesOf: size).get()
                #expect(events.last == .finished(whole), "\(exchange.id) in pieces of \(size)")
                #expect(events.text == whole.text, "\(exchange.id)")
                #expect(events.calls == whole.toolCalls, "\(exchange.id)")
            }
        }
    }

    @Test("A stream that ends early is a broken connection with what came before, or was complete")
    func truncated() throws {
        for exchange in RecordedTraffic.answers where exchange.isStream && isAnswer(exchange) {
            guard let whole = try? read(exchange) else { continue }
            let step = max(1, exchange.body.count / 40)
            for end in stride(from: 0, to: exchange.body.count, by: step) {
                switch exchange.format.events(of: exchange.body[..<end]) {
                case .success(let events):
                    #expect(events.last?.isFinished == true, "\(exchange.id) \(end)")
                    #expect(events.text == whole.text, "\(exchange.id) \(end)")
                case .failure(let error):
                    #expect(error.code == .connection, "\(exchange.id) \(end)")
                    #expect(whole.text.utf8.starts(with: (error.partial?.text ?? "-").utf8), "\(exchange.id) \(end)")
                }
            }
        }
    }

    @Test("Failures have the kind that their status and code say")
    func failures() throws {
        for exchange in RecordedTraffic.failures {
            let error = exchange.format.error(
                status: exchange.status, headers: exchange.headers, body: exchange.body, now: 0)
            #expect(!error.message.isEmpty, "\(exchange.id)")
            #expect(error.status == exchange.status)
            let text = String(decoding: exchange.body, as: UTF8.self).lowercased()
            let expected: [ProviderError.Code] =
                switch exchange.status {
                case _
                where text.contains("too long") || text.contains("maximum context")
                    || text.contains("context_length_exceeded"):
                    [.contextTooLong]
                case 400 where text.contains("api key"): [.authentication]
                case 400 where text.contains("model_not_found") || text.contains("model not found"): [.notFound]
                case 400: [.badRequest]
                case 401: [.authentication]
                case 403: [.permission]
                case 404: [.notFound]
                case 429: [.rateLimited]
                default: [.serverError]
                }
            #expect(expected.contains(error.code), "\(exchange.id): \(error.code) \(error.message)")
            #expect(error.isRetryable == (exchange.status == 429 || exchange.status >= 500), "\(exchange.id)")
        }
    }
}

extension WireFormat {
    /// The events of a stream that comes in pieces of a size, and then ends.
    func events(
        of stream: some Collection<UInt8>, inPiecesOf size: Int = .max
    ) -> Result<[StreamEvent], ProviderError> {
        var decoder: any StreamDecoder = makeStreamDecoder(headers: [:])
        return Result { () throws(ProviderError) in
            var events: [StreamEvent] = []
            var rest = stream[...]
            while !rest.isEmpty {
                events += try decoder.consume(rest.prefix(size))
                rest = rest.dropFirst(size)
            }
            return events + (try decoder.finish())
        }
    }
}

extension [StreamEvent] {
    /// The text that the events say.
    var text: String { reduce(into: "") { if case .text(let text) = $1 { $0 += text } } }

    /// The calls that the events say.
    var calls: [ToolCall] {
        reduce(into: []) { calls, event in
            switch event {
            case .toolCallStarted(let index, let id, let name):
                precondition(index == calls.count)
                calls.append(ToolCall(id: id, name: name, argumentsText: ""))
            case .toolCallArguments(let index, let text): calls[index].argumentsText += text
            default: break
            }
        }
    }
}

extension StreamEvent {
    var isFinished: Bool { if case .finished = self { true } else { false } }
}
