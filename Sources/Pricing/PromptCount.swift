import Completions
import Tokens

/// How many tokens the prompt of a request has, as far as its text says.
struct PromptCount {
    /// The tokens of the text.
    let tokens: Int
    /// The most tokens it can be billed as.
    let most: Int
    let confidence: Confidence
    let reasons: [String]

    /// Tokens that frame a message or a tool, at most: roles, separators, schema syntax.
    private static let mostFraming = 32
    /// Tokens of instructions that providers add where there are tools, at most.
    private static let mostToolInstructions = 1024

    /// Counts a request.
    ///
    /// - Parameter contextWindow: The most that the model can be sent, which bounds what can't be counted.
    /// - Complexity: O(n) for n bytes of text.
    init(of request: CompletionRequest, contextWindow: Int?) {
        let texts = request.texts
        let encoding = try? Encoding(forModel: request.model)
        let tokens = texts.reduce(0) { $0 + (encoding ?? .o200kBase).count($1) }
        let bytes = texts.reduce(0) { $0 + $1.utf8.count }
        let uncounted = request.messages.flatMap(\.content).count { if case .other = $0 { true } else { false } }

        let framing = PromptCount.mostFraming * (request.messages.count + request.tools.count + 1)
        let instructions = request.tools.isEmpty ? 0 : PromptCount.mostToolInstructions
        var most = (encoding == nil ? bytes : tokens) + framing + instructions
        var reasons = ["The tokens that frame messages and tools are not counted."]
        if encoding == nil {
            reasons.append("\(request.model) has no encoding here; its text is counted by o200k_base.")
        }
        if uncounted > 0 {
            reasons.append("\(uncounted) parts that are not text are not counted.")
            most = max(most, contextWindow ?? most)
        }
        self.tokens = tokens
        self.most = most
        self.reasons = reasons
        confidence = encoding == nil || uncounted > 0 ? .low : .medium
    }
}

extension CompletionRequest {
    /// All text that the model reads.
    fileprivate var texts: [String] {
        var texts = systemPrompt.map { [$0] } ?? []
        for message in messages {
            for case .text(let text) in message.content { texts.append(text) }
        }
        for tool in tools {
            texts += [tool.name, tool.description ?? "", tool.parameters.description]
        }
        return texts
    }
}
