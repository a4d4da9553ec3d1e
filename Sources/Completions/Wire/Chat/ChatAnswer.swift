/// An answer of chat completions as it comes together: all at once, or piece by piece. Both go the same way, so that
/// both come to the same.
struct ChatAnswer: Sendable {
    /// A call as it comes together.
    struct Call: Sendable {
        /// The provider's number for it.
        let index: Int?
        var id: String
        var name: String
        var arguments = ""
        /// Whether an event said that it has begun.
        var isAnnounced = false
    }

    /// Content of one kind.
    enum Kind: Sendable {
        case text, reasoning
    }

    let provider: String
    let usageFormat: UsageFormat
    private(set) var id = ""
    private(set) var model = ""
    private(set) var hasChoice = false
    /// Whether the provider said that nothing more comes.
    var hasEnded = false
    var finishReason: String?
    private(set) var usage: Usage?
    private(set) var serviceTier: String?
    private(set) var raw: JSONValue?
    /// When the answer was made, as the provider wrote it.
    private var created = ""
    /// Reasoning that has a key of its own, which stands before all content.
    private var reasoning = ""
    private var refusal = ""
    /// Content in its order: pieces of a kind run together.
    private var runs: [(kind: Kind, text: String)] = []
    private var others: [(place: Int, part: JSONValue)] = []
    private(set) var calls: [Call] = []

    init(provider: String, usageFormat: UsageFormat) {
        self.provider = provider
        self.usageFormat = usageFormat
    }

    // MARK: What is around the message

    /// Takes what an object says beside the message. Gives the usage where it is one that wasn't known.
    mutating func takeEnvelope(_ object: JSONValue) -> Usage? {
        if id.isEmpty { id = (object["id"] ?? object["request_id"])?.string ?? "" }
        if model.isEmpty { model = object["model"]?.string ?? "" }
        if created.isEmpty { created = object["created"]?.description ?? "" }
        let found = usageFormat.usage(in: object)
        if found != nil || usage == nil { raw = object }
        if let tier = object["service_tier"]?.string ?? found?.object["service_tier"]?.string, !tier.isEmpty {
            serviceTier = tier
        }
        guard let found, found.usage != usage else { return nil }
        usage = found.usage
        return found.usage
    }

    // MARK: The message

    mutating func takeChoice() { hasChoice = true }

    mutating func append(reasoning text: String) { reasoning += text }

    mutating func append(refusal text: String) { refusal += text }

    mutating func append(_ text: String, _ kind: Kind) {
        guard !text.isEmpty else { return }
        if runs.isEmpty || runs[runs.count - 1].kind != kind { runs.append((kind, "")) }
        runs[runs.count - 1].text += text
    }

    mutating func append(other part: JSONValue) { others.append((runs.count, part)) }

    /// The place of a call among the answer's, which is a new one where a piece is not part of the last.
    mutating func place(index: Int?, id: String, name: String, arguments: String) -> Int {
        if let place = calls.lastIndex(where: { index == nil || $0.index == index }),
            calls[place].isContinued(byIndex: index, id: id, name: name, arguments: arguments)
        {
            if calls[place].id.isEmpty { calls[place].id = id }
            if calls[place].name.isEmpty { calls[place].name = name }
            return place
        }
        calls.append(Call(index: index, id: id, name: name))
        return calls.count - 1
    }

    mutating func append(arguments: String, at place: Int) { calls[place].arguments += arguments }

    mutating func announce(_ place: Int) { calls[place].isAnnounced = true }

    /// The id of a call, made where the provider gave none.
    func id(ofCallAt place: Int) -> String {
        let id = calls[place].id
        return id.isEmpty ? ToolCall.synthesizedID(index: place, answer: self.id + created) : id
    }

    // MARK: The answer

    var response: CompletionResponse {
        var content: [Message.Part] = []
        if !reasoning.isEmpty { content.append(.reasoning(.init(text: reasoning))) }
        for place in 0...runs.count {
            content += others.filter { $0.place == place }.map { .other($0.part) }
            guard place < runs.count else { break }
            let run = runs[place]
            content.append(run.kind == .text ? .text(run.text) : .reasoning(.init(text: run.text)))
        }
        if !refusal.isEmpty { content.append(.other(["type": "refusal", "refusal": .string(refusal)])) }
        for (place, call) in calls.enumerated() {
            content.append(
                .toolCall(.init(id: id(ofCallAt: place), name: call.name, argumentsText: call.arguments)))
        }
        return CompletionResponse(
            id: id, provider: provider, model: model, content: content, stopReason: stopReason, usage: usage,
            serviceTier: serviceTier, raw: raw)
    }

    private var stopReason: StopReason? {
        guard let word = finishReason else {
            guard hasEnded else { return nil }
            return calls.isEmpty ? (refusal.isEmpty ? nil : .refusal) : .toolCalls
        }
        switch StopReason.ofChat[word] ?? .other(word) {
        // Some hosts say "stop" of an answer with calls.
        case .end, .toolCalls:
            if !calls.isEmpty { return .toolCalls }
            return refusal.isEmpty ? .end : .refusal
        case let reason: return reason
        }
    }
}

extension ChatAnswer.Call {
    /// Whether a piece belongs to this call. Pieces of one call have one `index`; hosts that leave it out, or give all
    /// calls the same, are told by the id, and without one by a name, which begins a call.
    fileprivate func isContinued(byIndex index: Int?, id: String, name: String, arguments: String) -> Bool {
        if id.isEmpty {
            guard !name.isEmpty, !self.name.isEmpty else { return true }
            guard index != nil else { return false }
            let isWhole = self.arguments.utf8.last == UInt8(ascii: "}")
            return !(isWhole && arguments.utf8.first == UInt8(ascii: "{"))
        }
        if index == nil { return id == self.id }
        return self.id.isEmpty || id == self.id || name.isEmpty
    }
}

extension StopReason {
    /// The reasons of chat completions, by the words of OpenAI and of hosts like it.
    static let ofChat: [String: StopReason] = [
        "stop": .end, "eos": .end, "eos_token": .end, "end_turn": .end, "length": .maxTokens,
        "max_tokens": .maxTokens, "model_length": .contextFull, "model_context_window_exceeded": .contextFull,
        "tool_calls": .toolCalls, "function_call": .toolCalls, "tool_use": .toolCalls,
        "content_filter": .contentFilter, "sensitive": .contentFilter, "stop_sequence": .stopSequence,
        "refusal": .refusal,
    ]
}
