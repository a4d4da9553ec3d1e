/// Byte-pair merging in rounds: each finds the least rank and merges all pairs that have it.
///
/// For vocabularies whose ranks ascend: a pair that a merge makes has a greater rank than the merge,
/// so all pairs of the least rank come before any of the new ones, from left to right. O(n) a round
/// over n bytes, with as many rounds as different tokens come about: few where text repeats itself.
enum RoundMerge {
    /// Appends the tokens that merging the bytes of the piece, two or more, gives.
    static func merge(
        _ piece: UnsafePointer<UInt8>, count: Int, vocabulary: Vocabulary, into tokens: inout [TokenID]
    ) {
        withUnsafeTemporaryAllocation(of: TokenID.self, capacity: 2 * count) { space in
            guard let ids = space.baseAddress else { return }
            // The rank of merging each part with the next.
            let ranks = ids + count
            var least = VocabularyImage.none
            for position in 0..<count {
                ids[position] = vocabulary.byteIDs[Int(piece[position])]
                ranks[position] =
                    position + 1 < count
                    ? vocabulary.mergedBytes(piece[position], piece[position + 1]) : VocabularyImage.none
                least = min(least, ranks[position])
            }
            var left = count
            while least != VocabularyImage.none {
                (left, least) = mergeAll(of: least, ids, ranks, count: left, vocabulary: vocabulary)
            }
            tokens.append(contentsOf: UnsafeBufferPointer(start: ids, count: left))
        }
    }

    /// Merges all pairs of rank `rank`; returns how many parts are left, and the least rank among them.
    private static func mergeAll(
        of rank: TokenID, _ ids: UnsafeMutablePointer<TokenID>, _ ranks: UnsafeMutablePointer<TokenID>, count: Int,
        vocabulary: Vocabulary
    ) -> (count: Int, least: TokenID) {
        var least = VocabularyImage.none
        var read = 0
        var written = 0
        var lastIsMerged = false
        while read < count {
            let isMerged = ranks[read] == rank
            let id = isMerged ? rank : ids[read]
            let after = isMerged ? read + 2 : read + 1
            if written > 0 {
                if isMerged || lastIsMerged { ranks[written - 1] = vocabulary.merged(ids[written - 1], id) }
                least = min(least, ranks[written - 1])
            }
            ids[written] = id
            // Right unless this part or the next is merged, in which case the next sets it anew.
            ranks[written] = after < count ? ranks[after - 1] : VocabularyImage.none
            lastIsMerged = isMerged
            written += 1
            read = after
        }
        return (written, least)
    }
}
