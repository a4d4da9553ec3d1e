public import Tokens

/// Counts the prompt of a request to a model that people run themselves, from a body for Ollama or for the interface
/// that is OpenAI's.
///
/// How a chat is written is known by the family that the model's name begins with. Its text is counted exactly where
/// its tokenizer is given, or is the family's that is built in; else it is an approximation of low confidence.
public struct LocalPromptCounter: PromptCounter {
    private let rules: FramingRules
    private let tokenizer: (any TokenCounter)?

    /// A counter with the constants of a day.
    ///
    /// - Parameters:
    ///   - rules: The constants.
    ///   - tokenizer: The model's own, such as a `ModelFileTokenizer`; nil for the nearest that is built in.
    public init(rules: FramingRules = .builtIn, tokenizer: (any TokenCounter)? = nil) {
        self.rules = rules
        self.tokenizer = tokenizer
    }

    /// Counts the prompt of a body. See ``PromptCounter/count(body:)``.
    public func count(body: JSONValue) -> PromptCount {
        let prompt = ChatPrompt(LocalPromptCounter.asChat(body))
        let rule = rules.local.rule(for: prompt.model ?? "")?.rule ?? FramingRules.LocalRule(.null)
        let builtIn = try? Encoding(named: rule.encoding)
        let encoding: any TokenCounter = tokenizer ?? (builtIn ?? Encoding.o200kBase)
        var doubts = prompt.doubts
        doubts.add(
            rule.isChatML || tokenizer != nil ? .medium : .low,
            "How a local model's chat is written is known by its family alone.")
        if tokenizer == nil, builtIn == nil || builtIn?.name == Encoding.o200kBase.name {
            let owner = prompt.model ?? "the model"
            doubts.add(.low, "Without \(owner)'s vocabulary its text is counted by \(encoding.name).")
        }
        let tools = body["tools"].elements
        if !tools.isEmpty || prompt.messages.contains(where: { !$0.calls.isEmpty }) {
            doubts.add(.low, "How a local model is told of tools differs by its template.")
        }
        let hasImages = prompt.messages.contains { !$0.images.isEmpty } || body["images"] != nil || body.hasImages
        if hasImages {
            doubts.add(.low, "What an image costs with this model is not known.")
        }
        var count =
            rule.isChatML
            ? ChatMLPrompt(prompt, tools: tools).count(encoding, priming: rule.priming, doubts: doubts)
            : count(prompt, tools: tools, format: body["format"] ?? body["response_format"], encoding, rule, doubts)
        if hasImages || prompt.hasUnknownLength { count.most += PromptCount.anyContext }
        return count
    }

    private func count(
        _ prompt: ChatPrompt, tools: [JSONValue], format: JSONValue?, _ encoding: any TokenCounter,
        _ rule: FramingRules.LocalRule, _ doubts: Doubts
    ) -> PromptCount {
        var parts: [PromptCount.Part] = []
        var framing = rule.priming
        for message in prompt.messages {
            let calls = message.calls.reduce(0) { $0 + encoding.count($1.name) + encoding.count($1.arguments) }
            let kind: PromptCount.Part.Kind = message.isSystem ? .system : .message
            parts.append(
                .init(kind, index: message.index, label: message.role, tokens: encoding.count(message.text) + calls))
            framing += rule.message
        }
        for (index, tool) in tools.enumerated() {
            let text = PythonJSON(isASCII: false).text(of: tool)
            parts.append(.init(.tool, index: index, tokens: encoding.count(text)))
        }
        if let format, case .object = format {
            parts.append(.init(.responseFormat, tokens: encoding.count(PythonJSON(isASCII: false).text(of: format))))
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
