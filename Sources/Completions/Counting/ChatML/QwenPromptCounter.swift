internal import Tokens

/// Counts the prompt of a request to Qwen, from a body for the interface that is OpenAI's or for DashScope's own.
public struct QwenPromptCounter: PromptCounter {
    private let rules: FramingRules

    /// A counter with the constants of a day.
    public init(rules: FramingRules = .builtIn) {
        self.rules = rules
    }

    /// Counts the prompt of a body. See ``PromptCounter/count(body:)``.
    public func count(body: JSONValue) -> PromptCount {
        let (chat, tools) = QwenPromptCounter.flattened(body)
        let prompt = ChatPrompt(chat)
        var doubts = prompt.doubts
        let found = rules.chatML.rule(for: prompt.model ?? "")
        let encoding = found.flatMap { try? Encoding(named: $0.rule.encoding) }
        if encoding == nil {
            let model = prompt.model ?? "The model"
            doubts.add(.low, "\(model) has no encoding here; its text is counted by o200k_base.")
        }
        var kinds: [FramingRules.Kind] = [.text]
        if !tools.isEmpty { kinds.append(.tools) }
        if prompt.messages.contains(where: { !$0.calls.isEmpty || $0.role == "tool" }) { kinds.append(.toolResults) }
        if let found, kinds.contains(where: { !found.rule.settled.contains($0.rawValue) }) {
            doubts.add(
                found.rule.settled.isEmpty || found.rule.tools > 0 ? .low : .medium,
                "Few records of such requests to this model are known.")
        }
        let hasImages = prompt.messages.contains { !$0.images.isEmpty } || chat["messages"].hasImages
        if hasImages {
            doubts.add(.low, "What an image costs with this model is not known.")
        }
        var count = ChatMLPrompt(prompt, tools: tools).count(
            encoding ?? .o200kBase,
            priming: (found?.rule.priming ?? 0)
                + (chat["response_format"] == nil ? 0 : found?.rule.jsonObject ?? 0),
            toolsPreamble: found?.rule.tools ?? 0, doubts: doubts)
        if hasImages || prompt.hasUnknownLength { count.most += PromptCount.anyContext }
        return count
    }

    /// DashScope's own body as one of the other interface, and its functions.
    private static func flattened(_ body: JSONValue) -> (JSONValue, [JSONValue]) {
        var members: [JSONValue.Member] = []
        if let model = body["model"] { members.append(.init("model", model)) }
        let prompt = body["input"]?["prompt"].map { JSONValue.array([["role": "user", "content": $0]]) }
        members.append(.init("messages", body["messages"] ?? body["input"]?["messages"] ?? prompt ?? .array([])))
        for key in ["tools", "response_format"] {
            if let value = body[key] ?? body["parameters"]?[key] { members.append(.init(key, value)) }
        }
        let chat = JSONValue.object(members)
        return (chat, chat["tools"].elements)
    }
}

extension ChatMLPrompt {
    /// The count of the conversation. `priming` stands before the answer, `toolsPreamble` where there are functions.
    func count(_ encoding: any TokenCounter, priming: Int, toolsPreamble: Int = 0, doubts: Doubts) -> PromptCount {
        var parts: [PromptCount.Part] = []
        // Each turn is <|im_start|>, its role, a line feed, its text, <|im_end|>, a line feed.
        let lineFeed = encoding.count("\n")
        func tokens(_ text: MarkedText, _ role: String) -> Int { text.tokens(behind: role + "\n", encoding) }
        func heading(_ role: String) -> Int { encoding.count(role + "\n") }
        var framing = priming
        if let systemText {
            if let system { parts.append(.init(.system, label: "system", tokens: encoding.count(system))) }
            for (index, function) in functions.enumerated() {
                parts.append(.init(.tool, index: index, tokens: encoding.count(function)))
            }
            let counted = parts.reduce(0) { $0 + $1.tokens }
            framing += tokens(systemText, "system") - counted + 2 + lineFeed + (functions.isEmpty ? 0 : toolsPreamble)
        }
        for turn in turns {
            let heading = heading(turn.role)
            let content = tokens(turn.text, turn.role) - heading
            parts.append(.init(.message, index: turn.index, label: turn.role, tokens: content))
            framing += heading + 2 + lineFeed
        }
        framing += continuesAnswer ? -1 - lineFeed : 1 + heading("assistant")
        parts.append(.init(.framing, tokens: framing))
        let tokens = parts.reduce(0) { $0 + $1.tokens }
        let most = doubts.confidence == .high ? tokens + 4 + tokens / 32 : tokens + 512 + tokens / 4
        return PromptCount(parts: parts, most: most, confidence: doubts.confidence, reasons: doubts.reasons)
    }
}

extension JSONValue? {
    /// Whether a message has a part that is an image in DashScope's own form.
    fileprivate var hasImages: Bool {
        elements.contains { message in
            message["content"].elements.contains { $0["image"] != nil || $0["video"] != nil || $0["audio"] != nil }
        }
    }
}
