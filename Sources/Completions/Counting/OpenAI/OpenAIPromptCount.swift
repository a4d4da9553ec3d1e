internal import Tokens

/// The count of one prompt: what it adds up to, part by part.
struct OpenAIPromptCount {
    let prompt: ChatPrompt
    let generation: FramingRules.Generation
    let encoding: Encoding
    /// What an image costs; nil where that is not known.
    let imageRule: ImageRule?
    /// What a document is taken for.
    let document: Int
    let namespace: ToolNamespace

    /// Why the count is not sure.
    var doubts: Doubts
    /// What is counted so far, but for the framing.
    var parts: [PromptCount.Part] = []
    /// What is counted so far of roles, markers and what joining texts saves.
    var framing = 0
    /// What may be billed beyond what is counted.
    var margin = 0

    /// For a prompt with a generation's constants.
    init(
        _ prompt: ChatPrompt, generation: FramingRules.Generation, encoding: Encoding, imageRule: ImageRule?,
        document: Int
    ) {
        self.prompt = prompt
        self.generation = generation
        self.encoding = encoding
        self.imageRule = imageRule
        self.document = document
        namespace = ToolNamespace(prompt.functions)
        doubts = prompt.doubts
        if prompt.hasUnknownLength { margin = PromptCount.anyContext }
    }

    /// The count. `mostPerToken` is what a token may be billed as where the encoding isn't the model's.
    mutating func result(mostPerToken: Int = 1) -> PromptCount {
        framing += generation.priming
        let messages = prompt.messages
        countSections(before: messages.first)
        var names: [String: String] = [:]
        var index = 0
        while index < messages.count {
            let message = messages[index]
            for call in message.calls { names[call.id] = call.name }
            if message.calls.count > 1 {
                index += 1
                let made = Set(message.calls.map(\.id))
                let results = messages[index...].prefix { $0.answeredCall.map(made.contains) ?? false }
                count(message, parallel: Array(results))
                index += results.count
            } else {
                count(message, isFirst: index == 0, answered: message.answeredCall.flatMap { names[$0] })
                index += 1
            }
        }
        noteDoubts()
        parts.append(.init(.framing, tokens: framing))
        let tokens = parts.reduce(0) { $0 + $1.tokens }
        let slack = doubts.confidence == .high ? 4 + tokens / 32 : 64 + tokens / 8
        return PromptCount(
            parts: parts, most: (tokens + slack) * mostPerToken + margin, confidence: doubts.confidence,
            reasons: doubts.reasons)
    }

    /// The tokens of a text by itself.
    func tokens(_ text: String) -> Int { text.isEmpty ? 0 : encoding.count(text) }
}
