/// Byte-pair merging as it's defined, on bytes: how an image is made, and the judge of the fast ways.
enum DefinitionalMerge {
    /// The two tokens whose merge gives the token with these bytes, two or more, or nil where merging
    /// them ends in anything else. O(n²) for n bytes, with O(n) lookups.
    static func lastMerge(of bytes: UnsafeBufferPointer<UInt8>, vocabulary: Vocabulary) -> Vocabulary.Split? {
        let parts = merge(bytes, downTo: 2, vocabulary: vocabulary)
        return parts.count == 2 ? Vocabulary.Split(left: parts[0], right: parts[1]) : nil
    }

    /// What merging the bytes gives. O(n²) for n bytes, with O(n) lookups.
    static func tokens(of bytes: UnsafeBufferPointer<UInt8>, vocabulary: Vocabulary) -> [TokenID] {
        merge(bytes, downTo: 1, vocabulary: vocabulary)
    }

    /// Merges until `limit` tokens are left, or none merge.
    private static func merge(
        _ bytes: UnsafeBufferPointer<UInt8>, downTo limit: Int, vocabulary: Vocabulary
    ) -> [TokenID] {
        guard let base = bytes.baseAddress, bytes.count > 0 else { return [] }
        func token(_ start: Int, _ end: Int) -> TokenID { vocabulary.token(base + start, count: end - start) }

        var starts = Array(0...bytes.count)
        // The rank of the part at each position merged with the one after it.
        var ranks = (0..<(bytes.count - 1)).map { token($0, $0 + 2) }
        while ranks.count >= limit {
            var best = 0
            for position in ranks.indices where ranks[position] < ranks[best] { best = position }
            if ranks[best] == VocabularyImage.none { break }
            starts.remove(at: best + 1)
            ranks.remove(at: best)
            if best > 0 { ranks[best - 1] = token(starts[best - 1], starts[best + 1]) }
            if best < ranks.count { ranks[best] = token(starts[best], starts[best + 2]) }
        }
        return zip(starts, starts.dropFirst()).map { token($0, $1) }
    }
}
