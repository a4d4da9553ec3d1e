/// Byte-pair merging of a long piece in linear time and memory, from left to right.
///
/// A sequence of tokens is what merging gives exactly when each two neighbours are what merging the
/// two's bytes gives (``PairCompatibility``): a merge across the end of a token would show in the
/// pair already. So the piece is covered by the longest token that fits each place, and where none
/// fits the last one is taken back for a shorter. A place from which nothing led on is never tried
/// again, so each is left at most once.
enum BacktrackingMerge {
    /// The tokens of the piece, in order.
    static func tokens(
        of piece: UnsafePointer<UInt8>, count: Int, vocabulary: Vocabulary
    ) -> [TokenID] {
        let compatibility = PairCompatibility(vocabulary: vocabulary)
        var tokens: [TokenID] = []
        tokens.reserveCapacity(count / 3)
        var deadEnds = BitSet(count: count + 1)
        var start = 0
        var candidate = vocabulary.longestMergedToken(piece, atMost: count)
        while start < count {
            let end = start + vocabulary.length(of: candidate)
            if !deadEnds[end], tokens.last.map({ compatibility.holds($0, candidate) }) ?? true {
                tokens.append(candidate)
                start = end
                candidate = vocabulary.longestMergedToken(piece + start, atMost: count - start)
            } else {
                var shorter = vocabulary.longestMergedToken(piece + start, atMost: end - start - 1)
                while shorter == VocabularyImage.none, let last = tokens.popLast() {
                    deadEnds.insert(start)
                    let length = vocabulary.length(of: last)
                    start -= length
                    shorter = vocabulary.longestMergedToken(piece + start, atMost: length - 1)
                }
                candidate = shorter
            }
        }
        return tokens
    }
}

/// A fixed number of flags, a bit each.
private struct BitSet {
    private var words: [UInt64]

    init(count: Int) { words = [UInt64](repeating: 0, count: (count + 63) / 64) }

    subscript(position: Int) -> Bool { words[position >> 6] >> UInt64(position & 63) & 1 == 1 }

    mutating func insert(_ position: Int) { words[position >> 6] |= 1 << UInt64(position & 63) }
}
