/// Counts the prompt of Anthropic's Messages API as it is billed: `input_tokens` with the cached tokens beside it.
///
/// The prompt is put together as the provider does it: instructions for calling tools with the tools' definitions, the
/// system prompt, then turn after turn, calls and results written as tagged text. `docs/REQUESTS-ANTHROPIC.md` tells the
/// rules and what they rest on.
///
/// ```swift
/// let count = AnthropicPromptCounter().count(body: try JSONValue(parsing: body))
/// count.tokens        // 14
/// count.confidence    // .high
/// ```
public struct AnthropicPromptCounter: PromptCounter {
    private let framing: AnthropicFraming

    /// A counter by the rules that are in the binary.
    public init() {
        framing = .embedded
    }

    public func count(body: JSONValue) -> PromptCount {
        let turns = AnthropicTurn.turns(of: body["messages"])
        let model = body["model"]?.string ?? ""
        var tally = AnthropicTally(roles: body["messages"].elements.map { $0["role"]?.string ?? "" })
        guard let (generation, isKnown) = framing.generations.rule(for: model) else { return tally.promptCount }
        if !isKnown {
            tally.doubt(
                .low,
                "No requests to \(model.isEmpty ? "this model" : model) are known; it is counted as the latest are.",
                more: 1_000)
        }
        let writer = AnthropicPromptWriter(
            body: body, framing: framing, generation: generation, text: ClaudeText(generation.tokenizer))
        writer.addSections(to: &tally)
        writer.addConversation(turns, to: &tally)
        return tally.promptCount
    }
}
