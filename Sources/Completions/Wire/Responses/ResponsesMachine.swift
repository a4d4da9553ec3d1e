/// What the events of a Responses stream mean.
///
/// Source: platform.openai.com/docs/api-reference/responses-streaming.
struct ResponsesMachine: StreamMachine {
    private let provider: String
    private var id = ""
    private var model = ""
    /// The items so far, each as it began or is, with the pieces that came.
    private var items: [(index: Int, item: JSONValue, text: String)] = []
    /// The whole answer, where the end has come.
    private var answer: CompletionResponse?

    init(provider: String) { self.provider = provider }

    var isComplete: Bool { isClosed }

    var isClosed: Bool { answer != nil }

    mutating func takeEndMark() {}

    mutating func take(_ object: JSONValue, into events: inout [StreamEvent]) throws(ProviderError) {
        switch object["type"]?.string {
        case "response.created":
            id = object["response"]?["id"]?.string ?? ""
            model = object["response"]?["model"]?.string ?? ""
            events.append(.started(id: id, model: model))
        case "response.output_item.added": begin(object, into: &events)
        case "response.output_text.delta": append(object, into: &events) { .text($0) }
        case "response.reasoning_summary_text.delta", "response.reasoning_text.delta":
            append(object, into: &events) { .reasoning($0) }
        case "response.function_call_arguments.delta":
            guard let call = callIndex(object) else { return }
            append(object, into: &events) { .toolCallArguments(index: call, $0) }
        case "response.output_item.done":
            guard let place = place(object), let item = object["item"] else { return }
            items[place].item = item
            items[place].text = ""
        case "response.completed", "response.incomplete":
            guard let response = object["response"] else { return }
            let answer = CompletionResponse(responses: response, provider: provider)
            self.answer = answer
            if let usage = answer.usage { events.append(.usage(usage)) }
        case "response.failed":
            throw ProviderError(provider: provider, streamed: object["response"] ?? object)
        default:
            if ErrorBody.isError(object) { throw ProviderError(provider: provider, streamed: object) }
        }
    }

    var response: CompletionResponse {
        if let answer { return answer }
        var answer = CompletionResponse(id: id, provider: provider, model: model)
        for (_, item, text) in items {
            switch (item["type"]?.string, text.isEmpty) {
            case ("message"?, false): answer.content.append(.text(text))
            case ("reasoning"?, false): answer.content.append(.reasoning(.init(text: text)))
            case ("function_call"?, false):
                guard case .toolCall(var call)? = ResponsesItem.parts(of: item).first else { continue }
                call.argumentsText = text
                answer.content.append(.toolCall(call))
            default: answer.content += ResponsesItem.parts(of: item)
            }
        }
        return answer
    }

    // MARK: Items

    private func place(_ object: JSONValue) -> Int? {
        let index = object["output_index"]?.integer
        return items.lastIndex { $0.index == index }
    }

    /// Which of the answer's calls an event is about, counted from 0.
    private func callIndex(_ object: JSONValue) -> Int? {
        place(object).map { items[..<$0].count { $0.item["type"] == "function_call" } }
    }

    private mutating func begin(_ object: JSONValue, into events: inout [StreamEvent]) {
        guard let item = object["item"] else { return }
        items.append((object["output_index"]?.integer ?? items.count, item, ""))
        guard case .toolCall(let call)? = ResponsesItem.parts(of: item).first else { return }
        let index = items.dropLast().count { $0.item["type"] == "function_call" }
        events.append(.toolCallStarted(index: index, id: call.id, name: call.name))
        if !call.argumentsText.isEmpty { events.append(.toolCallArguments(index: index, call.argumentsText)) }
    }

    private mutating func append(
        _ object: JSONValue, into events: inout [StreamEvent], as event: (String) -> StreamEvent
    ) {
        guard let text = object["delta"]?.string, !text.isEmpty else { return }
        if let place = place(object) { items[place].text += text }
        events.append(event(text))
    }
}
