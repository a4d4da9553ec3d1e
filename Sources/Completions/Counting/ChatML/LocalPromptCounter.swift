internal import Tokens

/// Counts the prompt of a request to a model that people run themselves, from a body for Ollama or for the interface
/// that is OpenAI's.
///
/// Without the model's own vocabulary and chat template a count is an approximation by the family that the name says,
/// and its confidence is always low.
public struct LocalPromptCounter: PromptCounter {
    private let rules: FramingRules

    /// A counter with the constants of a day.
    public init(rules: FramingRules = .builtIn) {
        self.rules = rules
    }

    /// Counts the prompt of a body. See ``PromptCounter/count(body:)``.
    public func count(body: JSONValue) -> PromptCount {
        let prompt = ChatPrompt(LocalPromptCounter.asChat(body))
        var doubts = prompt.doubts
        let model = prompt.model ?? ""
        let rule = rules.local.rule(for: model)?.rule ?? FramingRules.LocalRule(.null)
        let encoding = (try? Encoding(named: rule.encoding)) ?? .o200kBase
        let owner = model.isEmpty ? "the model" : model
        doubts.add(.low, "Without \(owner)'s vocabulary its text is counted by \(encoding.name).")
        var parts: [PromptCount.Part] = []
        var framing = rule.priming
        for message in prompt.messages {
            let calls = message.calls.reduce(0) { $0 + encoding.count($1.name) + encoding.count($1.arguments) }
            let kind: PromptCount.Part.Kind = message.isSystem ? .system : .message
            parts.append(
                .init(kind, index: message.index, label: message.role, tokens: encoding.count(message.text) + calls))
            framing += rule.message
        }
        for (index, tool) in body["tools"].elements.enumerated() {
            let text = PythonJSON(isASCII: false).text(of: tool)
            parts.append(.init(.tool, index: index, tokens: encoding.count(text)))
        }
        if let format = body["format"] ?? body["response_format"], case .object = format {
            parts.append(.init(.responseFormat, tokens: encoding.count(PythonJSON(isASCII: false).text(of: format))))
        }
        if prompt.messages.contains(where: { !$0.images.isEmpty }) || body["images"] != nil || body.hasImages {
            doubts.add(.low, "What an image costs with this model is not known.")
        }
        parts.append(.init(.framing, tokens: framing))
        let tokens = parts.reduce(0) { $0 + $1.tokens }
        return PromptCount(
            parts: parts, most: tokens * 2 + 1024, confidence: doubts.confidence, reasons: doubts.reasons)
    }

    /// A body for a completion of a text as a chat of one message.
    private static func asChat(_ body: JSONValue) -> JSONValue {
        guard body["messages"] == nil, case .object(let members) = body else { return body }
        var messages: [JSONValue] = []
        if let system = body["system"] { messages.append(["role": "system", "content": system]) }
        messages.append(["role": "user", "content": body["prompt"] ?? ""])
        let others = members.filter { $0.key != "prompt" && $0.key != "input" }
        return .object(others + [.init("messages", .array(messages))])
    }
}

extension JSONValue {
    /// Whether a message has images beside its text, as Ollama takes them.
    fileprivate var hasImages: Bool { self["messages"].elements.contains { $0["images"] != nil } }
}
