import Completions
import Providers

/// Prints an answer, or why there is none.
struct AnswerReport: Sendable {
    let isJSON: Bool
    let isStreaming: Bool

    /// The exit status of an interrupted process, as shells have it.
    private static let interrupted: Int32 = 130

    /// Asks a provider and prints what comes.
    ///
    /// - Returns: The exit status.
    func answer(_ request: CompletionRequest, from provider: any LLMProvider, options: CallOptions) async -> Int32 {
        let stream = isStreaming ? provider.stream(request, options: options) : nil
        do {
            if let stream {
                try await show(stream)
            } else {
                show(try await provider.complete(request, options: options))
            }
            return 0
        } catch let error as ProviderError {
            fail(error)
            return error.code == .overBudget ? 2 : 1
        } catch is CancellationError {
            interrupt(stream?.partial)
            return AnswerReport.interrupted
        } catch {
            fail(ProviderError(.badRequest, CommandError(error).message))
            return 1
        }
    }

    // MARK: Answers

    private func show(_ stream: CompletionStream) async throws {
        var writer = Output()
        var hasText = false
        for try await event in stream {
            switch event {
            case _ where isJSON: writer.writeLine(event.json.description)
            case .text(let text):
                writer.write(text)
                hasText = true
            case .finished(let response):
                if hasText { writer.writeLine("") }
                for call in response.toolCalls { writer.writeLine(AnswerReport.line(of: call)) }
                writer.flush()
                summarize(response)
            default: break
            }
            writer.flush()
        }
    }

    private func show(_ response: CompletionResponse) {
        var writer = Output()
        if isJSON {
            writer.writeLine(response.json.description)
        } else {
            if !response.text.isEmpty || response.toolCalls.isEmpty { writer.writeLine(response.text) }
            for call in response.toolCalls { writer.writeLine(AnswerReport.line(of: call)) }
        }
        writer.flush()
        if !isJSON { summarize(response) }
    }

    /// A call in one line of JSON.
    private static func line(of call: ToolCall) -> String {
        JSONValue.object([
            .init("toolCall", .string(call.name)), .init("arguments", call.arguments ?? .string(call.argumentsText)),
        ]).description
    }

    /// Tells people what there is to know beside the text.
    private func summarize(_ response: CompletionResponse) {
        for change in response.adaptations { StandardError.write("tokens: \(change)") }
        if let refusal = response.content.lazy.compactMap(\.refusal).first { StandardError.write("tokens: \(refusal)") }
        if let reason = response.stopReason, ![.end, .toolCalls, .stopSequence].contains(reason) {
            StandardError.write("tokens: the answer ended with \(reason.name)")
        }
        if StandardError.isTerminal { StandardError.write("tokens: \(AnswerReport.bill(of: response))") }
    }

    /// Model, tokens and cost in a sentence.
    private static func bill(of response: CompletionResponse) -> String {
        let about = response.isUsageEstimated ? "about " : ""
        var parts = [response.model]
        if let input = response.usage?.inputTokens { parts.append("\(about)\(input) tokens in") }
        if let output = response.usage?.outputTokens { parts.append("\(about)\(output) out") }
        parts.append(
            response.cost.map { "\(about)\($0.amount) \($0.currency.code)" } ?? response.costReason
                ?? "no cost is known")
        return parts.joined(separator: ", ")
    }

    // MARK: Ends without an answer

    /// Says why there is no answer, and what there was of one.
    func fail(_ error: ProviderError) {
        var writer = Output()
        if isJSON {
            var members = [JSONValue.Member("error", error.json)]
            if let partial = error.partial { members.append(.init("partial", partial.json)) }
            writer.writeLine(JSONValue.object(members).description)
        } else {
            if isStreaming, error.partial?.text.isEmpty == false { writer.writeLine("") }
            StandardError.write("tokens: \(error)")
            if let partial = error.partial { StandardError.write("tokens: \(AnswerReport.bill(of: partial))") }
        }
        writer.flush()
    }

    /// Says what had come when somebody stopped it.
    private func interrupt(_ partial: CompletionResponse?) {
        var writer = Output()
        if isJSON {
            var members = [JSONValue.Member("type", "interrupted")]
            if case .object(let known)? = partial?.json { members += known }
            writer.writeLine(JSONValue.object(members).description)
        } else {
            if isStreaming { writer.writeLine("") }
            StandardError.write("tokens: interrupted; \(partial.map(AnswerReport.bill) ?? "nothing had come")")
        }
        writer.flush()
    }
}
