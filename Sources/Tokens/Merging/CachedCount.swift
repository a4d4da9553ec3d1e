internal import CScanner

/// Counts through a piece cache: scan a batch of pieces, ask for all of them at once, and resolve
/// those that are new.
struct CachedCount {
    let pattern: scanner_pattern
    let vocabulary: Vocabulary
    let cache: OpaquePointer
    let safeCut: SafeCut

    /// The number of tokens of valid UTF-8, or some number above `limit` once that's passed.
    func count(_ text: UnsafeBufferPointer<UInt8>, stoppingAbove limit: Int) -> Int {
        guard let base = text.baseAddress else { return 0 }
        vocabulary.seed(cache, for: text.count)
        guard text.count >= TextStretches.shortest, let memory = piece_cache_texts(cache) else {
            return count(base, text.count, stoppingAbove: limit) + mergeWaiting()
        }
        var total = 0
        TextStretches(text: text, memory: memory, safeCut: safeCut).forEachPart { part, sight in
            guard let start = part.baseAddress else { return true }
            switch sight {
            case .kept(let stretch): total += Int(stretch.tokens)
            case .new: total += count(start, part.count, stoppingAbove: limit - total)
            case .seen(let stretch):
                // Those that wait are of other parts.
                total += mergeWaiting()
                let tokens = count(start, part.count, stoppingAbove: Int.max) + mergeWaiting()
                text_memory_keep(memory, stretch, start, part.count, tokens, nil)
                total += tokens
            }
            return total <= limit
        }
        return total + mergeWaiting()
    }

    /// The number of tokens of `length` bytes of valid UTF-8, or some number above `limit` once
    /// that's passed; but for the pieces that are left waiting to be merged.
    private func count(_ text: UnsafePointer<UInt8>, _ length: Int, stoppingAbove limit: Int) -> Int {
        guard let bounds = piece_cache_bounds(cache) else { return 0 }
        var origin = 0
        var total = 0
        while origin < length, total <= limit {
            let batch = text + origin
            let readable = length - origin
            var unknownCount = 0
            var known = 0
            let found = piece_cache_look_up(
                cache, pattern, vocabulary.spanFilter, batch, readable, &unknownCount, &known)
            precondition(found > 0, "a piece is longer than 4 GiB")
            total += known
            if unknownCount > 0 { total += resolve(unknownCount, in: batch, readable: readable) }
            origin += Int(bounds[found])
        }
        return total
    }

    /// Resolves the unknown pieces of a batch, puts them into the cache, and returns their tokens; some may
    /// be left waiting.
    private func resolve(_ unknownCount: Int, in batch: UnsafePointer<UInt8>, readable: Int) -> Int {
        guard let bounds = piece_cache_bounds(cache), let unknown = piece_cache_unknown(cache) else { return 0 }
        let mergesInLanes = lane_merge_is_available()
        let hashes = UnknownPieces(cache: cache, vocabulary: vocabulary).hashes(unknownCount, in: batch)
        var total = 0
        for position in 0..<unknownCount {
            let number = Int(unknown[position])
            let start = Int(bounds[number])
            let length = Int(bounds[number + 1]) - start
            let piece = batch + start
            var tokens = 1
            if vocabulary.token(piece, count: length, hash: hashes[position]) == VocabularyImage.none {
                // A batch may have the same new piece twice.
                tokens = piece_cache_find(cache, piece, length, readable - start, nil)
                if tokens > 0 {
                    total += tokens
                    continue
                }
                if mergesInLanes, length <= Int(lane_merge_longest.rawValue) {
                    total += piece_cache_merge_later(
                        cache, vocabulary.mergeTables, piece, length, readable - start, number)
                    continue
                }
                tokens = vocabulary.mergedCount(ofPiece: piece, count: length)
            }
            piece_cache_insert(cache, piece, length, readable - start, tokens, 0)
            total += tokens
        }
        return total
    }

    /// The tokens of the pieces that are left waiting.
    private func mergeWaiting() -> Int { piece_cache_merge_waiting(cache, vocabulary.mergeTables) }
}
