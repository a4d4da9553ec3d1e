/// Byte-pair merging of a long piece: short stretches each by themselves, then sewn together.
///
/// A sequence of tokens is what merging gives exactly when each two neighbours are what merging the
/// two's bytes gives (``PairCompatibility``): a merge across the end of a token would show in the
/// pair already. So two stretches that were merged apart stand as they are if the tokens at their
/// border may stand side by side; if not, a few tokens on both sides are merged anew together, and
/// more of them until both ends of what was merged anew fit. O(n) for the texts there are; where the
/// part to merge anew grows beyond reason, what merging is left with is ``HeapMerge``.
struct StitchedMerge {
    private static let stretch = ScanMerge.longest
    private static let longestStretch = 256
    /// Up to here what's longer than a stretch is merged in rounds.
    private static let longestInRounds = 1024
    /// Beyond this the whole piece is merged by a heap.
    private static let longestSeam = 1 << 14

    let piece: UnsafePointer<UInt8>
    let count: Int
    let vocabulary: Vocabulary

    /// The tokens of the piece, in order.
    static func tokens(of piece: UnsafePointer<UInt8>, count: Int, vocabulary: Vocabulary) -> [TokenID] {
        StitchedMerge(piece: piece, count: count, vocabulary: vocabulary).tokens()
    }

    private func tokens() -> [TokenID] {
        let compatibility = PairCompatibility(vocabulary: vocabulary)
        var tokens: [TokenID] = []
        tokens.reserveCapacity(count / 3)
        var added: [TokenID] = []
        var start = 0
        while start < count {
            // Where tokens are long, stretches are longer than they.
            let wanted = max(Self.stretch, tokens.last.map { 2 * vocabulary.length(of: $0) } ?? 0)
            let end = min(start + min(wanted, Self.longestStretch), count)
            added.removeAll(keepingCapacity: true)
            merge(start..<end, into: &added)
            if let last = tokens.last, !compatibility.holds(last, added[0]) {
                guard sew(&tokens, added, from: start, to: end, compatibility) else {
                    return HeapMerge.tokens(of: piece, count: count, vocabulary: vocabulary)
                }
            } else {
                tokens += added
            }
            start = end
        }
        return tokens
    }

    /// Appends `added`, the tokens of the bytes from `border` to `end`, which don't fit what they follow.
    /// False where too much would have to be merged anew.
    private func sew(
        _ tokens: inout [TokenID], _ added: [TokenID], from border: Int, to end: Int,
        _ compatibility: PairCompatibility
    ) -> Bool {
        var left = 2, right = 2
        while true {
            left = min(left, tokens.count)
            right = min(right, added.count)
            let seamStart = border - length(of: tokens.suffix(left))
            let seamEnd = border + length(of: added.prefix(right))
            guard seamEnd - seamStart <= Self.longestSeam else { return false }
            var seam: [TokenID] = []
            merge(seamStart..<seamEnd, into: &seam)
            let fitsLeft = left == tokens.count || compatibility.holds(tokens[tokens.count - left - 1], seam[0])
            let fitsRight = right == added.count || compatibility.holds(seam[seam.count - 1], added[right])
            if fitsLeft && fitsRight {
                tokens.removeLast(left)
                tokens += seam
                tokens += added[right...]
                return true
            }
            if !fitsLeft { left *= 2 }
            if !fitsRight { right *= 2 }
        }
    }

    private func length(of tokens: ArraySlice<TokenID>) -> Int {
        tokens.reduce(0) { $0 + vocabulary.length(of: $1) }
    }

    private func merge(_ range: Range<Int>, into tokens: inout [TokenID]) {
        let start = piece + range.lowerBound
        if range.count <= ScanMerge.longest {
            withUnsafeTemporaryAllocation(of: ScanMerge.Part.self, capacity: ScanMerge.room) { parts in
                guard let parts = parts.baseAddress else { return }
                let merged = ScanMerge.merge(start, count: range.count, into: parts, vocabulary: vocabulary)
                for position in 0..<merged { tokens.append(ScanMerge.id(parts[position])) }
            }
        } else if range.count <= Self.longestInRounds, vocabulary.ranksAscend {
            RoundMerge.merge(start, count: range.count, vocabulary: vocabulary, into: &tokens)
        } else {
            tokens += HeapMerge.tokens(of: start, count: range.count, vocabulary: vocabulary)
        }
    }
}
