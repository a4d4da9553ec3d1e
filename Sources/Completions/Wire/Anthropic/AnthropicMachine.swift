/// What the events of Anthropic's stream mean, and a whole message.
///
/// Source: docs.anthropic.com/en/docs/build-with-claude/streaming.
struct AnthropicMachine: StreamMachine {
    private let provider: String
    /// The message as it began, with what later events say about it.
    private var message: [JSONValue.Member] = []
    private var usage: Usage?
    private var stopReason: String?
    private var stopSequence: String?
    /// The blocks, each with the provider's number for it.
    private var blocks: [(index: Int, block: AnthropicBlock)] = []
    private var callCount = 0
    private(set) var isClosed = false

    init(provider: String) { self.provider = provider }

    /// The stream's end is an event of its own.
    var isComplete: Bool { isClosed }

    mutating func takeEndMark() {}

    mutating func take(_ object: JSONValue, into events: inout [StreamEvent]) throws(ProviderError) {
        switch object["type"]?.string {
        case "message_start": begin(object["message"] ?? [:], into: &events)
        case "content_block_start":
            guard let block = object["content_block"] else { return }
            append(AnthropicBlock(block), index: object["index"]?.integer ?? blocks.count, into: &events)
        case "content_block_delta": takeDelta(of: object, into: &events)
        case "content_block_stop": end(object, into: &events)
        case "message_delta": takeMessageDelta(object, into: &events)
        case "message_stop": isClosed = true
        // An error, or an event that is not known, such as `ping`.
        default:
            if ErrorBody.isError(object) { throw ProviderError(provider: provider, streamed: object) }
        }
    }

    var response: CompletionResponse {
        let raw = JSONValue.object(message)
        return CompletionResponse(
            id: raw["id"]?.string ?? "", provider: provider, model: raw["model"]?.string ?? "",
            content: blocks.map(\.block.part), stopReason: stopReason.map { StopReason.ofAnthropic[$0] ?? .other($0) },
            stopSequence: stopSequence, usage: usage, serviceTier: raw["usage"]?["service_tier"]?.string,
            raw: message.isEmpty ? nil : raw)
    }

    // MARK: Events

    private mutating func begin(_ message: JSONValue, into events: inout [StreamEvent]) {
        self.message = message.asObject ?? []
        events.append(.started(id: message["id"]?.string ?? "", model: message["model"]?.string ?? ""))
        takeEnd(message)
        takeUsage(message["usage"], into: &events)
        for block in message["content"]?.asArray ?? [] {
            append(AnthropicBlock(block), index: blocks.count, into: &events)
        }
    }

    /// Takes a whole message.
    mutating func take(message: JSONValue) {
        var events: [StreamEvent] = []
        begin(message, into: &events)
        self.message = message.asObject ?? []
        isClosed = true
    }

    private mutating func append(_ block: AnthropicBlock, index: Int, into events: inout [StreamEvent]) {
        blocks.append((index, block))
        if block.isCall {
            events.append(.toolCallStarted(index: callCount, id: block.id, name: block.name))
            if !block.initialInput.isEmpty {
                events.append(.toolCallArguments(index: callCount, block.initialInput))
            }
            callCount += 1
        } else if !block.text.isEmpty {
            events.append(block.isText ? .text(block.text) : .reasoning(block.text))
        }
    }

    private mutating func takeDelta(of object: JSONValue, into events: inout [StreamEvent]) {
        guard let delta = object["delta"],
            let place = blocks.lastIndex(where: { $0.index == object["index"]?.integer })
        else { return }
        blocks[place].block.take(delta: delta)
        let block = blocks[place].block
        if block.isText, let text = delta["text"]?.string, !text.isEmpty {
            events.append(.text(text))
        } else if block.isThinking, let text = delta["thinking"]?.string, !text.isEmpty {
            events.append(.reasoning(text))
        } else if block.isCall, let text = delta["partial_json"]?.string, !text.isEmpty {
            events.append(.toolCallArguments(index: callIndex(of: place), text))
        }
    }

    /// A call whose input never came has an empty one.
    private func end(_ object: JSONValue, into events: inout [StreamEvent]) {
        guard let place = blocks.lastIndex(where: { $0.index == object["index"]?.integer }),
            blocks[place].block.hasNoInput
        else { return }
        events.append(.toolCallArguments(index: callIndex(of: place), "{}"))
    }

    /// Which of the answer's calls a block is.
    private func callIndex(of place: Int) -> Int { blocks[..<place].count(where: \.block.isCall) }

    private mutating func takeMessageDelta(_ object: JSONValue, into events: inout [StreamEvent]) {
        if let delta = object["delta"] {
            takeEnd(delta)
            for member in delta.asObject ?? [] where member.value != .null { set(member) }
        }
        takeUsage(object["usage"], into: &events)
    }

    private mutating func takeEnd(_ object: JSONValue) {
        stopReason = object["stop_reason"]?.string ?? stopReason
        stopSequence = object["stop_sequence"]?.string ?? stopSequence
    }

    /// Counts are cumulative: each that is said again takes the place of what was said before.
    private mutating func takeUsage(_ more: JSONValue?, into events: inout [StreamEvent]) {
        guard let more, let members = more.asObject else { return }
        let before = JSONValue.object(message)["usage"]
        var merged = ObjectBuilder()
        merged.overlay(before?.asObject ?? [])
        merged.overlay(members.filter { $0.value != .null })
        // How writes were split is no longer known where their sum has changed.
        let sum = "cache_creation_input_tokens"
        if more["cache_creation"] == nil, let count = more[sum], let earlier = before?[sum], count != earlier {
            merged.overlay([.init("cache_creation", .null)])
        }
        set(.init("usage", merged.object))
        guard let usage = try? UsageFormat.anthropic.usage(from: merged.object), usage != self.usage else { return }
        self.usage = usage
        events.append(.usage(usage))
    }

    private mutating func set(_ member: JSONValue.Member) {
        if let place = message.firstIndex(where: { $0.key == member.key }) {
            message[place] = member
        } else {
            message.append(member)
        }
    }
}

extension StopReason {
    /// Anthropic's reasons by its words.
    static let ofAnthropic: [String: StopReason] = [
        "end_turn": .end, "max_tokens": .maxTokens, "stop_sequence": .stopSequence, "tool_use": .toolCalls,
        "pause_turn": .paused, "refusal": .refusal, "model_context_window_exceeded": .contextFull,
    ]
}
