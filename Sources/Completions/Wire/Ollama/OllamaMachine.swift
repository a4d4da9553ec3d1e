/// What the objects of Ollama's stream mean, of which a whole answer is one.
///
/// Source: docs.ollama.com/api/chat, and the same of `/api/generate`, whose text has another key.
struct OllamaMachine: StreamMachine {
    private let provider: String
    private var model = ""
    /// When the answer began, as the server wrote it.
    private var created = ""
    private var text = ""
    private var thinking = ""
    private var calls: [ToolCall] = []
    private var doneReason: String?
    private var usage: Usage?
    private var raw: JSONValue?
    private(set) var isClosed = false
    private(set) var isStarted = false

    init(provider: String) { self.provider = provider }

    var isComplete: Bool { isClosed }

    mutating func takeEndMark() {}

    mutating func take(_ object: JSONValue, into events: inout [StreamEvent]) throws(ProviderError) {
        if ErrorBody.isError(object) { throw ProviderError(provider: provider, streamed: object) }
        if !isStarted {
            isStarted = true
            model = object["model"]?.string ?? ""
            created = object["created_at"]?.string ?? ""
            events.append(.started(id: "", model: model))
        }
        raw = object
        let message = object["message"]
        append((message ?? object)["thinking"], to: &thinking, as: StreamEvent.reasoning, into: &events)
        append(message?["content"] ?? object["response"], to: &text, as: StreamEvent.text, into: &events)
        for call in message?["tool_calls"]?.asArray ?? [] { take(call: call, into: &events) }
        guard object["done"] == .bool(true) else { return }
        isClosed = true
        doneReason = object["done_reason"]?.string
        // A count that is missing is not known, as where the prompt came from the server's cache.
        guard let usage = UsageFormat.ollama.usage(in: object)?.usage else { return }
        self.usage = usage
        events.append(.usage(usage))
    }

    var response: CompletionResponse {
        var content: [Message.Part] = []
        if !thinking.isEmpty { content.append(.reasoning(.init(text: thinking))) }
        if !text.isEmpty { content.append(.text(text)) }
        return CompletionResponse(
            provider: provider, model: model, content: content + calls.map(Message.Part.toolCall),
            stopReason: isClosed ? stopReason : nil, usage: usage, raw: raw)
    }

    private var stopReason: StopReason {
        switch doneReason {
        case nil, "stop"?: calls.isEmpty ? .end : .toolCalls
        case "length"?: .maxTokens
        case let reason?: .other(reason)
        }
    }

    private func append(
        _ piece: JSONValue?, to whole: inout String, as event: (String) -> StreamEvent, into events: inout [StreamEvent]
    ) {
        guard let piece = piece?.string, !piece.isEmpty else { return }
        whole += piece
        events.append(event(piece))
    }

    /// Calls come whole, their arguments as an object; older servers give them no id.
    private mutating func take(call: JSONValue, into events: inout [StreamEvent]) {
        let index = calls.count
        let function = call["function"] ?? call
        let id = call["id"]?.string ?? ""
        let call = ToolCall(
            id: id.isEmpty ? ToolCall.synthesizedID(index: index, answer: created) : id,
            name: function["name"]?.string ?? "",
            argumentsText: function["arguments"].map { $0.string ?? $0.description } ?? "")
        calls.append(call)
        events.append(.toolCallStarted(index: index, id: call.id, name: call.name))
        if !call.argumentsText.isEmpty { events.append(.toolCallArguments(index: index, call.argumentsText)) }
    }
}
