/// What objects of chat completions mean: chunks of a stream, a whole answer, and DashScope's own form of either.
///
/// Sources: platform.openai.com/docs/api-reference/chat, help.aliyun.com/model-studio (DashScope), and recorded
/// answers of hosts whose chunks differ.
struct ChatMachine: StreamMachine {
    private(set) var answer: ChatAnswer
    private(set) var isClosed = false
    private var isStarted = false
    /// Whether the answer has a call in the form before there were tools.
    private var hasFunctionCall = false
    /// How often DashScope's text, reasoning and arguments came, which may repeat all that came before.
    private var repetition = Repetition()

    init(provider: String, usageFormat: UsageFormat) {
        answer = ChatAnswer(provider: provider, usageFormat: usageFormat)
    }

    var response: CompletionResponse { answer.response }

    var isComplete: Bool { answer.finishReason != nil }

    mutating func takeEndMark() {
        isClosed = answer.hasChoice
        answer.hasEnded = isClosed
    }

    mutating func take(_ object: JSONValue, into events: inout [StreamEvent]) throws(ProviderError) {
        let choice = choice(of: object)
        if ErrorBody.isError(object) { throw ProviderError(provider: answer.provider, streamed: object) }
        if let error = choice?["error"] {
            throw ProviderError(provider: answer.provider, streamed: ["error": error])
        }
        if let error = object["x_groq"]?["error"] {
            throw ProviderError(provider: answer.provider, streamed: ["error": error])
        }
        let usage = answer.takeEnvelope(object)
        if !isStarted, choice != nil {
            isStarted = true
            events.append(.started(id: answer.id, model: answer.model))
        }
        if let choice {
            answer.takeChoice()
            if let message = choice["delta"] ?? choice["message"] { take(message: message, into: &events) }
            if let text = choice["text"]?.string { append(text, .text, into: &events) }
            // Hosts write nothing, or DashScope the word "null", where there is no reason yet.
            if let reason = choice["finish_reason"]?.string, !["", "null"].contains(reason) {
                answer.finishReason = reason
            }
        }
        if let usage { events.append(.usage(usage)) }
    }

    /// The first choice of an object; nil where it has none.
    private mutating func choice(of object: JSONValue) -> JSONValue? {
        if let output = object["output"], output.asObject != nil {
            repetition.isPossible = true
            guard let choices = output["choices"]?.asArray else {
                guard output["text"] != nil || output["finish_reason"] != nil else { return nil }
                return [
                    "message": ["content": output["text"] ?? ""], "finish_reason": output["finish_reason"] ?? .null,
                ]
            }
            return choices.first
        }
        guard let choices = object["choices"]?.asArray else { return nil }
        // Of several answers, which come interleaved, the first is the one that was asked for.
        return choices.first { $0["index"] == nil || $0["index"]?.integer == 0 }
    }

    // MARK: Messages

    private mutating func take(message: JSONValue, into events: inout [StreamEvent]) {
        takeReasoning(of: message, into: &events)
        switch message["content"] {
        case nil: break
        case .string(let text)?: append(text, .text, into: &events)
        case .array(let parts)?:
            for part in parts { take(part: part, into: &events) }
        // Some hosts write JSON that was asked for as it is.
        case let value?: append(value.description, .text, into: &events)
        }
        if let refusal = message["refusal"]?.string { answer.append(refusal: refusal) }
        for call in message["tool_calls"]?.asArray ?? [] {
            take(call: call, function: call["function"] ?? call, index: call["index"]?.integer, into: &events)
        }
        // The form before there were tools.
        if let function = message["function_call"], function["name"]?.string ?? "" != "" || hasFunctionCall {
            hasFunctionCall = true
            take(call: [:], function: function, index: 0, into: &events)
        }
    }

    private mutating func takeReasoning(of message: JSONValue, into events: inout [StreamEvent]) {
        var text = message["reasoning_content"]?.string ?? ""
        if text.isEmpty { text = message["reasoning"]?.string ?? "" }
        if text.isEmpty {
            for detail in message["reasoning_details"]?.asArray ?? [] {
                text += (detail["text"] ?? detail["summary"])?.string ?? ""
            }
        }
        text = repetition.fresh(text, .reasoning)
        guard !text.isEmpty else { return }
        answer.append(reasoning: text)
        events.append(.reasoning(text))
    }

    private mutating func take(part: JSONValue, into events: inout [StreamEvent]) {
        if let thinking = part["thinking"] {
            let text =
                thinking.string
                ?? (thinking.asArray ?? []).reduce(into: "") { $0 += $1["text"]?.string ?? "" }
            append(text, .reasoning, into: &events)
        } else if let text = part["text"]?.string ?? part.string {
            append(text, .text, into: &events)
        } else {
            answer.append(other: part)
        }
    }

    private mutating func append(_ text: String, _ kind: ChatAnswer.Kind, into events: inout [StreamEvent]) {
        let text = kind == .text ? repetition.fresh(text, .text) : text
        guard !text.isEmpty else { return }
        answer.append(text, kind)
        events.append(kind == .text ? .text(text) : .reasoning(text))
    }

    private mutating func take(
        call: JSONValue, function: JSONValue, index: Int?, into events: inout [StreamEvent]
    ) {
        let text = function["arguments"].map { $0.string ?? $0.description } ?? ""
        let place = answer.place(
            index: index, id: call["id"]?.string ?? "", name: function["name"]?.string ?? "", arguments: text)
        let arguments = repetition.fresh(text, .arguments(place))
        answer.append(arguments: arguments, at: place)
        let now = answer.calls[place]
        guard !now.name.isEmpty else { return }
        if now.isAnnounced {
            if !arguments.isEmpty { events.append(.toolCallArguments(index: place, arguments)) }
        } else {
            answer.announce(place)
            events.append(.toolCallStarted(index: place, id: answer.id(ofCallAt: place), name: now.name))
            if !now.arguments.isEmpty { events.append(.toolCallArguments(index: place, now.arguments)) }
        }
    }
}
