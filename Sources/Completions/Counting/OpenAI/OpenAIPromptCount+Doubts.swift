extension OpenAIPromptCount {
    /// Notes what makes the count less sure.
    mutating func noteDoubts() {
        let messages = prompt.messages
        var kinds: [FramingRules.Kind] = [.text]
        if !prompt.functions.isEmpty { kinds.append(.tools) }
        if messages.contains(where: { !$0.calls.isEmpty || $0.answeredCall != nil }) { kinds.append(.toolResults) }
        if prompt.format != nil { kinds.append(.format) }
        if messages.contains(where: { !$0.images.isEmpty }) { kinds.append(.images) }
        if kinds.contains(where: { !generation.settled.contains($0.rawValue) }) {
            doubts.add(.medium, "Few records of such requests to this model are known.")
        }
        switch namespace.doubt {
        case .rare?: doubts.add(.medium, "A tool's schema has forms of which few records are known.")
        case .recursive?: doubts.add(.low, "A tool's schema refers to itself or to what it doesn't define.")
        case nil: break
        }
        if prompt.format?.hasUnseenKeys == true {
            doubts.add(.medium, "The answer's schema has keys of which no records are known.")
        }
        if zip(messages, messages.dropFirst()).contains(where: { $0.role == "assistant" && $1.role == "assistant" }) {
            doubts.add(.medium, "Of answers that follow each other few records are known.")
        }
        if prompt.chosenFunction != nil {
            doubts.add(.medium, "Of requests that name the function to call few records are known.")
        }
        if prompt.format != nil, !prompt.functions.isEmpty, messages.contains(where: { $0.role == "assistant" }) {
            doubts.add(.medium, "Of forms and tools in one conversation few records are known.")
        }
        if !prompt.functions.isEmpty || prompt.format != nil, let first = messages.first, !first.isSystem,
            messages.contains(where: \.isSystem)
        {
            doubts.add(.medium, "Of system prompts behind other messages few records are known.")
        }
        if kinds.contains(.images), kinds.contains(.tools) {
            doubts.add(.medium, "Of images beside tools few records are known.")
        }
    }
}
