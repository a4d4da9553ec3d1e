internal import CScanner

/// Counts through a piece cache: scan a batch of pieces, ask for all of them at once, and resolve
/// those that are new.
struct CachedCount {
    let pattern: scanner_pattern
    let vocabulary: Vocabulary
    let cache: OpaquePointer

    /// The number of tokens of `length` bytes of valid UTF-8, or some number above `limit` once
    /// that's passed.
    func count(_ text: UnsafePointer<UInt8>, _ length: Int, stoppingAbove limit: Int) -> Int {
        guard let bounds = piece_cache_bounds(cache), let unknown = piece_cache_unknown(cache) else { return 0 }
        let spanFilter = vocabulary.allMerge ? vocabulary.spanFilter : nil
        var origin = 0
        var total = 0
        while origin < length, total <= limit {
            let batch = text + origin
            let readable = length - origin
            var unknownCount = 0
            var known = 0
            let found = piece_cache_count(cache, pattern, spanFilter, batch, readable, &unknownCount, &known)
            precondition(found > 0, "a piece is longer than 4 GiB")
            total += known
            for position in 0..<unknownCount {
                let number = Int(unknown[position])
                let start = Int(bounds[number])
                total += resolve(batch + start, Int(bounds[number + 1]) - start, readable: readable - start)
            }
            origin += Int(bounds[found])
        }
        return total
    }

    @inline(__always)
    private func resolve(_ piece: UnsafePointer<UInt8>, _ length: Int, readable: Int) -> Int {
        let known = piece_cache_find(cache, piece, length, readable)
        if known > 0 { return known }
        let tokens = vocabulary.tokenCount(ofPiece: piece, count: length)
        piece_cache_insert(cache, piece, length, tokens, 0)
        return tokens
    }
}
