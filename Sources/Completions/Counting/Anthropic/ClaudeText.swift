internal import Tokens

/// Counts text as it stands in a prompt of Claude: what a text meets at its edges may cost or save a token there.
struct ClaudeText {
    private let turns: ClaudeTokenizer
    private let parts: ClaudeTokenizer

    /// By a model's tokenizer. What it leaves out at the end of a message counts elsewhere.
    init(_ tokenizer: ClaudeTokenizer) {
        turns = tokenizer
        parts = ClaudeTokenizer(tokenizer.family)
    }

    /// The tokens of a turn's text, between the name of who speaks and a blank line.
    func turn(_ text: String) -> Int {
        text.isEmpty ? 0 : turns.count(text)
    }

    /// The tokens of text that joins nothing before and behind it.
    func inside(_ text: String) -> Int {
        text.isEmpty ? 0 : parts.count(text, edges: [])
    }

    /// The tokens of a paragraph between blank lines, which are not counted; newlines at its edges join them.
    func paragraph(_ text: String) -> Int {
        guard text.utf8.first == UInt8(ascii: "\n") else { return opening(text) }
        return parts.count("\n\n" + text, edges: .end) - 1
    }

    /// The tokens of the first paragraph of a prompt.
    func opening(_ text: String) -> Int {
        text.isEmpty ? 0 : parts.count(text, edges: .end)
    }
}
