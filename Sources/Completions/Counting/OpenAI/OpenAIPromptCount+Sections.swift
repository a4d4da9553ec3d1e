extension OpenAIPromptCount {
    /// Counts the functions and the form of the answer: in the first message where that is the system prompt, else in
    /// a message of their own.
    mutating func countSections(before first: ChatPrompt.Message?) {
        let functions = prompt.functions
        guard !functions.isEmpty || prompt.format != nil else { return }
        for (index, text) in namespace.functions.enumerated() {
            parts.append(.init(.tool, index: index, label: functions[index].name, tokens: tokens(text)))
        }
        if let format = prompt.format {
            parts.append(.init(.responseFormat, label: format.name, tokens: tokens(format.text)))
        }
        let counted = parts.reduce(0) { $0 + $1.tokens }
        if let first, first.isSystem {
            let heading = generation.isDeveloperMessage ? "# Instructions\n\n" : ""
            framing += joined(behind: heading + first.text + "\n\n") - tokens(first.text) - counted
        } else {
            framing += generation.message + 1 + joined(behind: "") - counted
        }
        if !functions.isEmpty {
            framing += generation.tools + (prompt.isResponses ? 0 : generation.toolsPreamble)
            if let name = prompt.chosenFunction, let named = generation.namedChoice {
                framing += named + tokens("." + name)
            }
        } else if let format = prompt.format, generation.namesFormatBeforeAnswer {
            framing += (generation.namedFormat ?? 0) + tokens(format.name)
        }
    }

    /// The tokens of the sections behind a text: tokens reach over where texts join.
    private func joined(behind text: String) -> Int {
        guard !prompt.functions.isEmpty else { return tokens(text + (prompt.format?.text ?? "")) }
        let body = namespace.body + (prompt.format.map { "\n\n" + $0.text } ?? "")
        // In a developer message the namespace's head is a text of its own.
        return generation.isDeveloperMessage
            ? tokens(text + ToolNamespace.head) + tokens(body) : tokens(text + ToolNamespace.head + body)
    }
}
