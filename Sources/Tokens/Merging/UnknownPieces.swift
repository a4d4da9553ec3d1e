internal import CScanner

/// The pieces of a batch that its cache doesn't know.
struct UnknownPieces {
    let cache: OpaquePointer
    let vocabulary: Vocabulary

    /// The ``PieceHash`` of each of the first `count`, in the cache's working space.
    ///
    /// Where the vocabulary has them is called for meanwhile: its table is far larger than what's near.
    func hashes(_ count: Int, in batch: UnsafePointer<UInt8>) -> UnsafePointer<UInt64> {
        guard let bounds = piece_cache_bounds(cache), let unknown = piece_cache_unknown(cache),
            let hashes = piece_cache_hashes(cache)
        else { preconditionFailure("a cache has working space") }
        for position in 0..<count {
            let number = Int(unknown[position])
            let start = Int(bounds[number])
            let hash = PieceHash.hash(batch + start, count: Int(bounds[number + 1]) - start)
            hashes[position] = hash
            piece_cache_prefetch(vocabulary.wholeSlot(forHash: hash))
        }
        for position in 0..<count { piece_cache_prefetch(vocabulary.firstCandidate(forHash: hashes[position])) }
        return UnsafePointer(hashes)
    }
}
