import Tokens

/// Counts text as it stands in a prompt of Claude.
///
/// An encoding of Claude counts the text of one message: what stands before and after it is the frame of a message.
/// The same text elsewhere in a prompt has other neighbours, and may have a token more or less at its edges.
struct ClaudeText {
    /// How the model's text is counted.
    let encoding: Encoding

    /// The tokens of a turn's text, behind the name of who speaks.
    func turn(_ text: String) -> Int {
        text.isEmpty ? 0 : encoding.count(text)
    }

    /// The tokens of text that is joined to nothing before and behind it.
    func inside(_ text: String) -> Int {
        guard !text.isEmpty else { return 0 }
        let guarding = text.hasPrefix("\t") || text.hasSuffix("\t") ? ClaudeText.otherGuard : ClaudeText.guarding
        let guarded = encoding.count("x\(guarding)\(text)\(guarding)x")
        return guarded - encoding.count("x\(guarding)x\(guarding)x") + ClaudeText.tokensOfX
    }

    /// The tokens of a paragraph between blank lines, which are not counted; its own newlines at the edges join them.
    func paragraph(_ text: String) -> Int {
        text.isEmpty ? 0 : inside("\n\n\(text)\n\n") - 2
    }

    /// The tokens of the first paragraph of a prompt.
    func opening(_ text: String) -> Int {
        text.isEmpty ? 0 : inside("\(text)\n\n") - 1
    }

    /// White space that forms tokens with nothing but its like.
    private static let guarding = "\t"
    private static let otherGuard = "\u{3000}"
    /// A lone letter is a token.
    private static let tokensOfX = 1
}
