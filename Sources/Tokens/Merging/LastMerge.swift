/// Byte-pair merging as it's defined, on bytes: how a token comes about, for making an image.
enum LastMerge {
    /// The two tokens whose merge gives the token with these bytes, or nil where merging them ends
    /// in anything else. O(n²) for n bytes, with O(n) lookups.
    static func split(of bytes: UnsafeBufferPointer<UInt8>, vocabulary: Vocabulary) -> Vocabulary.Split? {
        guard let base = bytes.baseAddress else { return nil }
        func token(_ start: Int, _ end: Int) -> TokenID { vocabulary.token(base + start, count: end - start) }

        var starts = Array(0...bytes.count)
        // The rank of the part at each position merged with the one after it.
        var ranks = (0..<(bytes.count - 1)).map { token($0, $0 + 2) }
        while ranks.count > 1 {
            var best = 0
            for position in ranks.indices where ranks[position] < ranks[best] { best = position }
            if ranks[best] == VocabularyImage.none { return nil }
            starts.remove(at: best + 1)
            ranks.remove(at: best)
            if best > 0 { ranks[best - 1] = token(starts[best - 1], starts[best + 1]) }
            if best < ranks.count { ranks[best] = token(starts[best], starts[best + 2]) }
        }
        return Vocabulary.Split(left: token(starts[0], starts[1]), right: token(starts[1], starts[2]))
    }
}
