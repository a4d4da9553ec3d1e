/// What a count of a request has found so far.
struct AnthropicTally {
    /// One message's share.
    struct Message {
        let role: String
        var tokens = 0
        var images = 0
        var documents = 0
    }

    var system = 0
    var messages: [Message]
    var tools: [(name: String?, tokens: Int)] = []
    var responseFormat = 0
    var framing = 0
    private(set) var confidence = Confidence.high
    private(set) var reasons: [String] = []
    /// How much more than the count may be billed.
    private var slack = 0

    init(roles: [String]) {
        messages = roles.map { Message(role: $0) }
    }

    /// Lowers the confidence, for a reason; up to `more` tokens beyond the count may be billed.
    mutating func doubt(_ confidence: Confidence, _ reason: String, more: Int) {
        self.confidence = min(self.confidence, confidence)
        slack += more
        if !reasons.contains(reason) { reasons.append(reason) }
    }

    /// Gives the tokens of a turn to its messages: to the later ones what their own text has, the rest to the first.
    mutating func add(_ tokens: Int, ofTurn blocks: [AnthropicTurn.Block], own: (Int) -> Int) {
        let indices = blocks.map(\.message).reduce(into: [Int]()) { if $0.last != $1 { $0.append($1) } }
        guard let first = indices.first else {
            framing += tokens
            return
        }
        var rest = tokens
        for index in indices.dropFirst() {
            let share = own(index)
            messages[index].tokens += share
            rest -= share
        }
        messages[first].tokens += rest
    }

    /// The count, its parts in the order of the request.
    var promptCount: PromptCount {
        var parts: [PromptCount.Part] = []
        if system > 0 { parts.append(.init(.system, tokens: system)) }
        for (index, tool) in tools.enumerated() {
            parts.append(.init(.tool, index: index, label: tool.name, tokens: tool.tokens))
        }
        if responseFormat > 0 { parts.append(.init(.responseFormat, tokens: responseFormat)) }
        for (index, message) in messages.enumerated() {
            parts.append(.init(.message, index: index, label: message.role, tokens: message.tokens))
            if message.images > 0 { parts.append(.init(.image, index: index, tokens: message.images)) }
            if message.documents > 0 { parts.append(.init(.document, index: index, tokens: message.documents)) }
        }
        parts.append(.init(.framing, tokens: framing))
        let tokens = parts.reduce(0) { $0 + $1.tokens }
        let margin = max(AnthropicTally.leastMargin, tokens / AnthropicTally.marginDivisor)
        return PromptCount(parts: parts, most: tokens + margin + slack, confidence: confidence, reasons: reasons)
    }

    /// Even a count that is sure may be off by 3 tokens, or 1 in 32.
    private static let leastMargin = 3
    private static let marginDivisor = 32
}
