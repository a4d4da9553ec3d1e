/// A token that stands for no text of its own, such as the end of a document.
public struct SpecialToken: Sendable, Hashable {
    /// The name by which it's written, such as `<|endoftext|>`.
    public let name: String
    /// Its id.
    public let id: TokenID

    /// - Parameters:
    ///   - name: the text that stands for it where special tokens are allowed.
    ///   - id: its id; two names may share one.
    public init(name: String, id: TokenID) {
        self.name = name
        self.id = id
    }
}

/// What to do where text has a special token's name.
///
/// Text from outside that becomes a special token can end a document or change who speaks, so
/// nothing but ``asText`` needs no thought.
public enum SpecialTokenPolicy: Sendable, Equatable {
    /// Names are text like any other.
    case asText
    /// These names become special tokens; others are text.
    case allowed(Set<String>)
    /// All names become special tokens.
    case allowAll
    /// A name is an error.
    case rejected
}

/// The special tokens of an encoding, to look up by name, by id, and in a text.
struct SpecialTokens: Sendable {
    /// By id, and by name where two share an id.
    let tokens: [SpecialToken]
    /// Positions in `tokens` by the bytes of the names.
    private let byName: [(name: [UInt8], id: TokenID)]

    /// - Throws: ``EncodingError/invalidSpecialToken(_:)`` for an empty name, one that stands twice, or
    ///   an id that a token of `vocabulary` has.
    init(_ tokens: [SpecialToken], vocabulary: Vocabulary) throws(EncodingError) {
        self.tokens = tokens.sorted { ($0.id, $0.name) < ($1.id, $1.name) }
        byName = tokens.map { (Array($0.name.utf8), $0.id) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }
        for (position, entry) in byName.enumerated() {
            let isRepeated = position > 0 && byName[position - 1].name == entry.name
            if entry.name.isEmpty || isRepeated || vocabulary.bytes(of: entry.id) != nil {
                throw EncodingError.invalidSpecialToken(String(decoding: entry.name, as: UTF8.self))
            }
        }
    }

    /// Names that may stand for any ids, tokens' own among them.
    init(unchecked names: [(name: [UInt8], id: TokenID)]) {
        tokens = names.map { SpecialToken(name: String(decoding: $0.name, as: UTF8.self), id: $0.id) }
        byName = names.sorted { $0.name.lexicographicallyPrecedes($1.name) }
    }

    /// The special token with this id; the first by name where there are two. O(log n).
    func token(withID id: TokenID) -> SpecialToken? {
        let index = tokens.partitioningIndex { $0.id >= id }
        return index < tokens.count && tokens[index].id == id ? tokens[index] : nil
    }

    /// The special token with this name. O(log n).
    func id(named name: some Collection<UInt8>) -> TokenID? {
        let index = byName.partitioningIndex { !$0.name.lexicographicallyPrecedes(name) }
        return index < byName.count && byName[index].name.elementsEqual(name) ? byName[index].id : nil
    }

    /// A name found in a text.
    struct Match {
        var range: Range<Int>
        var id: TokenID
    }

    /// The first name at or after `start` among those that `isAllowed`, the longest where several
    /// begin at one place. O(n log names) for n bytes.
    func firstMatch(
        in text: UnsafeBufferPointer<UInt8>, from start: Int, where isAllowed: ([UInt8]) -> Bool
    ) -> Match? {
        for position in start..<max(start, text.count) {
            var low = 0
            var high = byName.count
            var depth = 0
            var longest: Match?
            // Narrows the names to those that begin as the text does here, a byte at a time.
            while low < high {
                if byName[low].name.count == depth {
                    if depth > 0, isAllowed(byName[low].name) {
                        longest = Match(range: position..<(position + depth), id: byName[low].id)
                    }
                    low += 1
                    continue
                }
                guard position + depth < text.count else { break }
                let byte = text[position + depth]
                let candidates = byName[low..<high]
                low = candidates.partitioningIndex { $0.name[depth] >= byte }
                high = byName[low..<high].partitioningIndex { $0.name[depth] > byte }
                depth += 1
            }
            if let longest { return longest }
        }
        return nil
    }
}
