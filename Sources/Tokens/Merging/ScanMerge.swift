/// Byte-pair merging of a short piece: scan for the least rank, merge, repeat.
///
/// O(n²) steps over n bytes but only O(n) lookups; the fastest way up to a few dozen bytes.
enum ScanMerge {
    /// Merges `ids[0..<count]`, one id a byte to begin with, in place; returns how many are left.
    ///
    /// `ranks` is working space for `count` values.
    static func merge(
        _ ids: UnsafeMutablePointer<TokenID>, count: Int, ranks: UnsafeMutablePointer<TokenID>,
        vocabulary: Vocabulary
    ) -> Int {
        var count = count
        for position in 0..<(count - 1) {
            ranks[position] = vocabulary.merged(ids[position], ids[position + 1])
        }
        while count > 1 {
            var best = 0
            var rank = ranks[0]
            for position in 1..<max(count - 1, 1) where ranks[position] < rank {
                best = position
                rank = ranks[position]
            }
            if rank == VocabularyImage.none { break }
            ids[best] = rank
            count -= 1
            let moved = count - best - 1
            (ids + best + 1).update(from: ids + best + 2, count: moved)
            (ranks + best).update(from: ranks + best + 1, count: moved)
            if best > 0 { ranks[best - 1] = vocabulary.merged(ids[best - 1], rank) }
            if moved > 0 { ranks[best] = vocabulary.merged(rank, ids[best + 1]) }
        }
        return count
    }
}
