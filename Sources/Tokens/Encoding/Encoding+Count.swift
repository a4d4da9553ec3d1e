extension Encoding {
    /// The number of tokens in `text`: `encode(text).count`, without making the ids.
    ///
    /// Names of special tokens are text. O(n) for n bytes.
    public func count(_ text: some TokenizableText) -> Int {
        count(text, stoppingAbove: Int.max)
    }

    /// The number of tokens in `text`, or nil if there are more than `limit`.
    ///
    /// A text that is too long for its tokens to be within the limit, however long each may be, isn't
    /// read; another is read up to where the limit is passed. So a check against a small limit costs no
    /// more for a huge text. O(limit).
    public func count(_ text: some TokenizableText, upTo limit: Int) -> Int? {
        let most = limit.multipliedReportingOverflow(by: storage.mostBytesInToken)
        if !storage.mayLeaveGaps, !most.overflow, text.withBytes({ $0.count > most.partialValue }) { return nil }
        let count = count(text, stoppingAbove: limit)
        return count <= limit ? count : nil
    }

    private func count<Text: TokenizableText>(_ text: Text, stoppingAbove limit: Int) -> Int {
        storage.withNormalized(text) { bytes, valid in
            guard valid == bytes.count else { return storage.encodeMalformed(bytes, validPrefix: valid).count }
            return storage.count(bytes, stoppingAbove: limit)
        }
    }
}

extension Encoding.Storage {
    /// At most how many bytes of a text stand behind one token.
    fileprivate var mostBytesInToken: Int { vocabulary.longestToken * normalization.mostShrinking }

    /// The number of tokens of valid UTF-8, or some number above `limit` once that's passed.
    func count(_ text: UnsafeBufferPointer<UInt8>, stoppingAbove limit: Int) -> Int {
        guard let base = text.baseAddress else { return 0 }
        if case .scanner(let pattern) = splitter {
            return countCaches.withCache(for: text.count) { cache in
                guard let cache else { return countUncached(base, text, limit) }
                return CachedCount(pattern: pattern, vocabulary: vocabulary, cache: cache, safeCut: safeCut)
                    .count(text, stoppingAbove: limit)
            }
        }
        return countUncached(base, text, limit)
    }

    private func countUncached(_ base: UnsafePointer<UInt8>, _ text: UnsafeBufferPointer<UInt8>, _ limit: Int) -> Int {
        var count = 0
        splitter.forEachPiece(in: text) { start, end in
            count += vocabulary.tokenCount(ofPiece: base + start, count: end - start)
            return count <= limit
        }
        return count
    }
}
