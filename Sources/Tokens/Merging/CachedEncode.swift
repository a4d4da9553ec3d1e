internal import CScanner

/// Encodes through a piece cache with values: scan a batch of pieces, ask for all of them at once,
/// resolve those that are new, and write the ids of all in order.
struct CachedEncode {
    let pattern: scanner_pattern
    let vocabulary: Vocabulary
    let cache: OpaquePointer
    let safeCut: SafeCut

    /// Appends the ids of valid UTF-8.
    func encode(_ text: UnsafeBufferPointer<UInt8>, into ids: inout [TokenID]) {
        guard let base = text.baseAddress else { return }
        vocabulary.seed(cache, for: text.count)
        guard text.count >= TextStretches.shortest, let memory = piece_cache_texts(cache) else {
            return encode(base, text.count, into: &ids)
        }
        TextStretches(text: text, memory: memory, safeCut: safeCut).forEachPart { part, sight in
            guard let start = part.baseAddress else { return true }
            switch sight {
            case .kept(let stretch):
                let kept = UnsafeBufferPointer(start: text_memory_ids(memory, stretch), count: Int(stretch.tokens))
                ids.append(contentsOf: kept)
            case .new: encode(start, part.count, into: &ids)
            case .seen(let stretch):
                let first = ids.count
                encode(start, part.count, into: &ids)
                ids.withUnsafeBufferPointer { all in
                    guard let base = all.baseAddress else { return }
                    text_memory_keep(memory, stretch, start, part.count, all.count - first, base + first)
                }
            }
            return true
        }
    }

    /// Appends the ids of `length` bytes of valid UTF-8.
    private func encode(_ text: UnsafePointer<UInt8>, _ length: Int, into ids: inout [TokenID]) {
        guard let bounds = piece_cache_bounds(cache) else { return }
        var merged: [TokenID] = []
        var origin = 0
        while origin < length {
            let batch = text + origin
            let readable = length - origin
            var unknownCount = 0
            var known = 0
            let count = piece_cache_look_up(
                cache, pattern, vocabulary.spanFilter, batch, readable, &unknownCount, &known)
            precondition(count > 0, "a piece is longer than 4 GiB")
            if unknownCount > 0 { resolve(unknownCount, in: batch, readable: readable, using: &merged) }
            write(count, of: batch, into: &ids)
            if unknownCount > 0, piece_cache_is_full(cache) { piece_cache_clear(cache) }
            origin += Int(bounds[count])
        }
    }

    /// Puts the unknown pieces of a batch into the cache, as far as there's room for them.
    private func resolve(
        _ unknownCount: Int, in batch: UnsafePointer<UInt8>, readable: Int, using merged: inout [TokenID]
    ) {
        guard let bounds = piece_cache_bounds(cache), let unknown = piece_cache_unknown(cache),
            let found = piece_cache_found(cache)
        else { return }
        let mergesInLanes = lane_merge_is_available()
        let hashes = UnknownPieces(cache: cache, vocabulary: vocabulary).hashes(unknownCount, in: batch)
        for position in 0..<unknownCount {
            let number = Int(unknown[position])
            let start = Int(bounds[number])
            let length = Int(bounds[number + 1]) - start
            guard length <= Int(piece_cache_longest) else { continue }
            let piece = batch + start
            // A batch may have the same new piece twice.
            guard piece_cache_find(cache, piece, length, readable - start, found + number) == 0 else { continue }
            let whole = vocabulary.token(piece, count: length, hash: hashes[position])
            if whole != VocabularyImage.none {
                piece_cache_insert(cache, piece, length, readable - start, 1, whole)
                found[number] = whole
            } else if mergesInLanes, length <= Int(lane_merge_longest.rawValue) {
                _ = piece_cache_merge_later(cache, vocabulary.mergeTables, piece, length, readable - start, number)
            } else {
                merged.removeAll(keepingCapacity: true)
                vocabulary.appendMerged(ofPiece: piece, count: length, to: &merged)
                found[number] = piece_cache_insert_tokens(
                    cache, piece, length, readable - start, merged, merged.count)
            }
        }
        if mergesInLanes { _ = piece_cache_merge_waiting(cache, vocabulary.mergeTables) }
    }

    /// Writes the ids of the batch's pieces by their values; those without one are merged here.
    private func write(_ count: Int, of batch: UnsafePointer<UInt8>, into ids: inout [TokenID]) {
        guard let bounds = piece_cache_bounds(cache), let found = piece_cache_found(cache) else { return }
        var number = 0
        while number < count {
            number = writeFound(from: number, to: count, found, into: &ids)
            if number < count {
                let start = Int(bounds[number])
                vocabulary.appendTokens(ofPiece: batch + start, count: Int(bounds[number + 1]) - start, to: &ids)
                number += 1
            }
        }
    }

    /// Writes the ids of the pieces from `first` on up to one that has no value, and returns its number.
    private func writeFound(
        from first: Int, to end: Int, _ found: UnsafePointer<UInt32>, into ids: inout [TokenID]
    ) -> Int {
        guard let pool = piece_cache_pool(cache) else { return first }
        let room = 512
        // A piece that is kept has no more tokens than bytes.
        let longest = Int(piece_cache_longest)
        return withUnsafeTemporaryAllocation(of: TokenID.self, capacity: room + longest) { buffer in
            guard let space = buffer.baseAddress else { return first }
            var number = first
            while number < end {
                var filled = 0
                var value = found[number]
                while filled < room {
                    if value & piece_cache_several == 0 {
                        space[filled] = value
                        filled += 1
                    } else if value != piece_cache_unknown_value {
                        let several = pool + Int(value & ~piece_cache_several)
                        let count = Int(several[0])
                        for position in 0..<count { space[filled + position] = several[1 + position] }
                        filled += count
                    } else {
                        break
                    }
                    number += 1
                    if number == end { break }
                    value = found[number]
                }
                ids.append(contentsOf: UnsafeBufferPointer(start: space, count: filled))
                if number < end, found[number] == piece_cache_unknown_value { break }
            }
            return number
        }
    }
}
