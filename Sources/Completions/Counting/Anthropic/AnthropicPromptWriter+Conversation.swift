extension AnthropicPromptWriter {
    /// What the turn before ended with.
    private enum Ending {
        case text, results
    }

    /// Counts the turns.
    func addConversation(_ turns: [AnthropicTurn], to tally: inout AnthropicTally) {
        var calls = ToolCallText(tools: tools)
        var ending = Ending.text
        let lastUserText = turns.lastIndex { $0.role == .user && $0.blocks.contains { $0.type != "tool_result" } } ?? 0
        for (index, turn) in turns.enumerated() {
            if turn.role == .assistant {
                let readsThoughts = generation.thinking.keepsAll || index > lastUserText
                addAssistant(turn, after: ending, readsThoughts: readsThoughts, calls: &calls, to: &tally)
                ending = .text
            } else {
                ending = addUser(turn, calls: calls, to: &tally)
            }
        }
        if turns.first?.role == .assistant {
            tally.framing += generation.turns.firstAssistant
            tally.doubt(.medium, "The assistant opens the conversation, which few requests show.", more: 16)
        }
        if ending == .results {
            tally.framing += generation.results.end + (mustCall ? generation.results.forced : 0)
        } else if turns.last?.role != .assistant {
            tally.framing += generation.turns.assistant
        }
    }

    /// Counts what the model said: its thoughts, its text and its calls, as paragraphs.
    private func addAssistant(
        _ turn: AnthropicTurn, after ending: Ending, readsThoughts: Bool, calls: inout ToolCallText,
        to tally: inout AnthropicTally
    ) {
        let said = AnthropicTurn.text(of: turn.blocks)
        let made = turn.blocks.filter { $0.type == "tool_use" }
        var paragraphs = said.isEmpty ? [] : [said]
        if !made.isEmpty { paragraphs.append(calls.calls(made)) }
        paragraphs += others(of: turn, known: ["text", "tool_use", "thinking", "redacted_thinking"], &tally)
        let written = paragraphs.joined(separator: "\n\n")
        let thoughts = thoughts(of: turn, &tally)
        var tokens = readsThoughts ? thoughts : 0
        if ending == .results {
            // The turn goes on after a blank line.
            tally.framing += 1
            tokens += text.paragraph(written)
        } else if tokens == 0, !said.isEmpty {
            tally.framing += generation.turns.assistant
            tokens = text.turn(written)
        } else {
            tally.framing += generation.turns.assistant + (written.isEmpty ? 0 : 1)
            tokens += text.paragraph(written)
        }
        tally.add(tokens, ofTurn: turn.blocks) { message in
            text.inside(AnthropicTurn.text(of: turn.blocks.filter { $0.message == message }))
        }
    }

    /// The tokens of a turn's thoughts, were they read again.
    private func thoughts(of turn: AnthropicTurn, _ tally: inout AnthropicTally) -> Int {
        if turn.blocks.contains(where: { $0.type == "redacted_thinking" }) {
            tally.doubt(.medium, "Redacted thoughts can't be counted.", more: 1_000)
        }
        let thoughts = turn.blocks.filter { $0.type == "thinking" }.compactMap { $0.json["thinking"]?.string }
        guard !thoughts.isEmpty else { return 0 }
        tally.doubt(.medium, "Earlier thoughts are summaries; what the model reads again may be longer.", more: 1_000)
        return thoughts.reduce(0) { $0 + generation.thinking.earlier + text.inside($1) }
    }

    /// Parts that are known by no rule, as JSON text.
    private func others(of turn: AnthropicTurn, known: Set<String>, _ tally: inout AnthropicTally) -> [String] {
        let others = turn.blocks.filter { !known.contains($0.type) }
        for block in others {
            tally.doubt(.low, "No rule is known for a part of type \(block.type).", more: 20_000)
        }
        return others.map { PythonJSON().text(of: $0.json) }
    }

    /// Counts what a user, or a system message in the conversation, says; results of tools come first.
    private func addUser(_ turn: AnthropicTurn, calls: ToolCallText, to tally: inout AnthropicTally) -> Ending {
        if turn.role == .system {
            tally.doubt(.medium, "A system message in the conversation, which few requests show.", more: 32)
        }
        let results = turn.blocks.filter { $0.type == "tool_result" }
        let rest = turn.blocks.filter { $0.type != "tool_result" }
        if !results.isEmpty { addResults(results, calls: calls, to: &tally) }
        guard !rest.isEmpty || results.isEmpty else { return .results }
        tally.framing += generation.turns.user + (results.isEmpty ? 0 : generation.results.userAfter)
        addParts(rest, to: &tally)
        return .text
    }

    private func addResults(_ results: [AnthropicTurn.Block], calls: ToolCallText, to tally: inout AnthropicTally) {
        expect(.toolResults, "results of tools", more: 64, &tally)
        if results.count > 1 || results.contains(where: { $0.json["is_error"] == .bool(true) }) {
            expect(.parallelResults, "several or failed results of tools", more: 128, &tally)
        }
        tally.framing += generation.results.before
        tally.add(text.inside(calls.results(results)), ofTurn: results) { message in
            text.inside(calls.results(results.filter { $0.message == message }))
        }
        for block in results {
            let parts = AnthropicTurn.blocks(of: block.json["content"], message: block.message)
            guard parts.contains(where: { $0.type != "text" && $0.type != "tool_reference" }) else { continue }
            let texts = parts.count { $0.type == "text" }
            tally.framing += framing.imageResult.start + framing.imageResult.text * texts
            tally.doubt(.medium, "Results that are not text, which few requests show.", more: 64)
            for part in parts where part.type != "text" {
                tally.framing += framing.imageResult.image
                addMedia(part, to: &tally)
            }
        }
    }

    /// Counts parts in their order: texts that touch are one.
    private func addParts(_ blocks: [AnthropicTurn.Block], to tally: inout AnthropicTally) {
        var isFirst = true
        var index = blocks.startIndex
        while index < blocks.endIndex {
            let run = blocks[index...].prefix { $0.type == "text" }
            if run.isEmpty {
                addMedia(blocks[index], to: &tally)
                index += 1
            } else {
                let joined = AnthropicTurn.text(of: run)
                tally.add(isFirst ? text.turn(joined) : text.inside(joined), ofTurn: Array(run)) { message in
                    text.inside(AnthropicTurn.text(of: run.filter { $0.message == message }))
                }
                index = run.endIndex
            }
            isFirst = false
        }
    }
}
