/// Whatever can say how many tokens a text has.
///
/// An ``Encoding`` can, and also gives the ids. Of some models' tokenizers only the counts are known, as
/// of Claude's: ``ClaudeTokenizer`` counts and has no ids to give.
public protocol TokenCounter: Sendable {
    /// How it's called in messages.
    var name: String { get }

    /// The number of tokens in `text`.
    func count(_ text: some TokenizableText) -> Int

    /// The number of tokens in `text`, or nil if there are more than `limit`.
    func count(_ text: some TokenizableText, upTo limit: Int) -> Int?

    /// The number of tokens in `text`, counted on at most `threads` cores where that's possible.
    func count(_ text: some TokenizableText, threads: Int) -> Int
}

extension TokenCounter {
    /// The number of tokens in each of `texts`, in order, counted on several cores at once.
    ///
    /// - Parameters:
    ///   - texts: the texts.
    ///   - threads: at most how many cores; nil for all that the machine has.
    public func countBatch(_ texts: [some TokenizableText & Sendable], threads: Int? = nil) -> [Int] {
        mapConcurrently(texts, threads: threads) { count($0) }
    }
}

extension Encoding: TokenCounter {}
