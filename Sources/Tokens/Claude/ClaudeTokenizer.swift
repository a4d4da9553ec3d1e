internal import CVocab

/// Counts tokens as Claude's models do; their ids aren't known, so there's no encoding to have.
///
/// The counts are those that Anthropic's `count_tokens` gives for a text in one message of the user, less
/// what frames it (``ClaudeFamily/frame``). They rest on a reconstruction, ctok 1.3.0 (MIT, Copyright
/// (c) 2026 Sander Land), which met every count recorded for some 2,500 documents; a rare word can be
/// a token or so off.
///
/// ```swift
/// let claude = ClaudeTokenizer(.v3)
/// claude.count("hello, world")                                          // 3
/// claude.count("hello, world") + claude.family.frame.oneMessage         // 10: what a request with it has
/// ```
public struct ClaudeTokenizer: TokenCounter {
    /// The generation.
    public let family: ClaudeFamily

    /// Whether white space at the end of a text costs nothing, as in Opus 5.
    public let ignoresTrailingSpace: Bool

    let tiles: ClaudeTiles
    private let caches: PieceCachePool

    /// The tokenizer of a generation.
    ///
    /// - Parameters:
    ///   - family: the generation.
    ///   - ignoresTrailingSpace: whether white space at the end of a text costs nothing, as in Opus 5.
    public init(_ family: ClaudeFamily, ignoresTrailingSpace: Bool = false) {
        self.family = family
        self.ignoresTrailingSpace = ignoresTrailingSpace
        (tiles, caches) = family == .v3 ? Self.older : Self.newer
    }

    // What is kept of words is the same for all that share a vocabulary and the rule of capitals.
    private static let older = (
        ClaudeTiles(TileVocabulary(embedded: vocab_name_claude_v3)), PieceCachePool(hasValues: false)
    )
    private static let newer = (
        ClaudeTiles(TileVocabulary(embedded: vocab_name_claude_v4_7)), PieceCachePool(hasValues: false)
    )

    /// "claude-v3", "claude-v4.7", "claude-v4.8", or "claude-opus-5".
    public var name: String { "claude-" + (ignoresTrailingSpace ? "opus-5" : family.rawValue) }

    /// What a text meets at its edges, by where in a request it stands.
    public struct Edges: OptionSet, Sendable {
        public let rawValue: Int

        public init(rawValue: Int) { self.rawValue = rawValue }

        /// It begins where the frame lets a word begin, so that one space, or a word's beginning, is free.
        public static let start = Edges(rawValue: 1)
        /// It ends before the frame's own line feeds, which line feeds at its end join.
        public static let end = Edges(rawValue: 2)
        /// A message's whole text.
        public static let both: Edges = [.start, .end]
    }

    /// The number of tokens of a text that is all of one message, without what frames it.
    ///
    /// Each maximal part that isn't UTF-8 counts as U+FFFD. O(n) for n bytes, times the longest piece where a
    /// word has no end.
    public func count(_ text: some TokenizableText) -> Int { count(text, edges: .both) }

    /// The number of tokens of a text, by what it meets at its edges.
    public func count(_ text: some TokenizableText, edges: Edges) -> Int {
        count(text, edges, stoppingAbove: Int.max)
    }

    /// The number of tokens of a text that is all of one message, or nil if there are more than `limit`.
    ///
    /// Reads the text to see what of it stays as it is, and counts up to where the limit is passed.
    public func count(_ text: some TokenizableText, upTo limit: Int) -> Int? {
        let count = count(text, .both, stoppingAbove: limit)
        return count <= limit ? count : nil
    }

    /// The same as ``count(_:)``, on one core.
    public func count(_ text: some TokenizableText, threads: Int) -> Int { count(text) }

    private func count<Text: TokenizableText>(_ text: Text, _ edges: Edges, stoppingAbove limit: Int) -> Int {
        text.withBytes { bytes in
            if Text.isAlwaysUTF8 || UTF8Validation.validPrefix(of: bytes) == bytes.count {
                return count(valid: bytes, edges, limit)
            }
            var repaired = String(decoding: bytes, as: UTF8.self)
            return repaired.withUTF8 { count(valid: $0, edges, limit) }
        }
    }

    private func count(valid text: UnsafeBufferPointer<UInt8>, _ edges: Edges, _ limit: Int) -> Int {
        let raw = ignoresTrailingSpace ? withoutTrailingSpace(text) : text
        let followsWordStart = family.frameEndsInWordStart && edges.contains(.start)
        return ClaudeText.withNormalized(raw, foldsQuotes: family.foldsQuotes) { normalized in
            var body = normalized
            var lineFeeds = 0
            if edges.contains(.end) {
                while body.last == UInt8(ascii: "\n") {
                    body = UnsafeBufferPointer(rebasing: body.dropLast())
                    lineFeeds += 1
                }
            }
            // One space; of more none is free. A space that was another character isn't either.
            let space = UInt8(ascii: " ")
            if followsWordStart, raw.first == space, body.first == space, body.count == 1 || body[1] != space {
                body = UnsafeBufferPointer(rebasing: body.dropFirst())
            }
            // The frame's own two line feeds join those at the end, and one token is theirs.
            let tail = lineFeeds == 0 ? 0 : tiles.count(ofRun: lineFeeds + 2, of: UInt8(ascii: "\n")) - 1
            return tail
                + caches.withCache(for: body.count) { cache in
                    let casing = ClaudeCase(characters: .embedded, shortestAllCapitals: family.shortestAllCapitals)
                    var stream = ClaudeStream(
                        body, tiles: tiles, casing: casing, cache: cache, followsWordStart: followsWordStart,
                        limit: limit)
                    return stream.count()
                }
        }
    }

    private func withoutTrailingSpace(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        var end = text.count
        while end > 0, text[end - 1] == 0x20 || (0x09...0x0D).contains(text[end - 1]) { end -= 1 }
        return UnsafeBufferPointer(rebasing: text[..<end])
    }
}
