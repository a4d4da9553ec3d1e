extension Encoding {
    /// The ids of `text`. Names of special tokens are text. O(n) for n bytes.
    ///
    /// Bytes that aren't UTF-8 have ids too, so that decoding gives them back: the text before them
    /// is encoded as ever but for its last piece, which is merged with all that follows as one
    /// piece. That's what the reference does for bytes.
    public func encode(_ text: some TokenizableText) -> [TokenID] {
        encodeOrdinary(text)
    }

    /// The ids of `text`, with names of special tokens treated as `specialTokens` says.
    ///
    /// - Throws: ``EncodingError/specialTokenInText(_:offset:)`` where the policy rejects a name that
    ///   the text has; ``EncodingError/unknownSpecialToken(_:encoding:)`` where it allows one that the
    ///   encoding doesn't have.
    public func encode(
        _ text: some TokenizableText, specialTokens policy: SpecialTokenPolicy
    ) throws(EncodingError) -> [TokenID] {
        switch policy {
        case .asText:
            return encodeOrdinary(text)
        case .allowAll:
            return encode(text) { _ in true }
        case .allowed(let names):
            let allowed = Set(names.map { Array($0.utf8) })
            for name in names where storage.specialTokens.id(named: Array(name.utf8)) == nil {
                throw EncodingError.unknownSpecialToken(name, encoding: self.name)
            }
            return encode(text, allowing: allowed.contains)
        case .rejected:
            let match = storage.withNormalized(text) { bytes, _ in
                storage.specialTokens.firstMatch(in: bytes, from: 0) { _ in true }.map { match in
                    (String(decoding: bytes[match.range], as: UTF8.self), match.range.lowerBound)
                }
            }
            if let match { throw EncodingError.specialTokenInText(match.0, offset: match.1) }
            return encodeOrdinary(text)
        }
    }

    private func encodeOrdinary(_ text: some TokenizableText) -> [TokenID] {
        storage.withNormalized(text) { bytes, valid in
            storage.encode(bytes, validPrefix: valid)
        }
    }

    private func encode(_ text: some TokenizableText, allowing isAllowed: ([UInt8]) -> Bool) -> [TokenID] {
        // Normalized before names are looked for: a mark may join the end of a name.
        storage.withNormalized(text) { bytes, _ in
            var ids: [TokenID] = []
            var start = 0
            while let match = storage.specialTokens.firstMatch(in: bytes, from: start, where: isAllowed) {
                ids += storage.encode(UnsafeBufferPointer(rebasing: bytes[start..<match.range.lowerBound]))
                ids.append(match.id)
                start = match.range.upperBound
            }
            return ids + storage.encode(UnsafeBufferPointer(rebasing: bytes[start...]))
        }
    }
}

extension Encoding.Storage {
    /// The ids of normalized bytes that need not be UTF-8.
    fileprivate func encode(_ bytes: UnsafeBufferPointer<UInt8>) -> [TokenID] {
        encode(bytes, validPrefix: UTF8Validation.validPrefix(of: bytes))
    }

    /// The ids of normalized bytes of which the first `valid` are UTF-8.
    fileprivate func encode(_ bytes: UnsafeBufferPointer<UInt8>, validPrefix valid: Int) -> [TokenID] {
        guard valid == bytes.count else { return encodeMalformed(bytes, validPrefix: valid) }
        var ids: [TokenID] = []
        encode(bytes, into: &ids)
        return ids
    }

    /// Appends the ids of valid UTF-8.
    func encode(_ text: UnsafeBufferPointer<UInt8>, into ids: inout [TokenID]) {
        guard let base = text.baseAddress else { return }
        ids.reserveCapacity(ids.count + text.count / 4)
        if case .scanner(let pattern) = splitter {
            let isDone = encodeCaches.withCache(for: text.count) { cache in
                guard let cache else { return false }
                CachedEncode(pattern: pattern, vocabulary: vocabulary, cache: cache, safeCut: safeCut).encode(
                    text, into: &ids)
                return true
            }
            if isDone { return }
        }
        splitter.forEachPiece(in: text) { start, end in
            vocabulary.appendTokens(ofPiece: base + start, count: end - start, to: &ids)
            return true
        }
    }

    /// The ids of bytes of which only the first `valid` are UTF-8, as the reference's
    /// `_encode_bytes` gives them.
    ///
    /// The last piece of the valid part is taken back, and where it's white space, so are the tokens
    /// of spaces, newlines and tabs before it; it and everything after are one piece.
    func encodeMalformed(_ bytes: UnsafeBufferPointer<UInt8>, validPrefix valid: Int) -> [TokenID] {
        guard let base = bytes.baseAddress else { return [] }
        var ids: [TokenID] = []
        var lastPiece = 0
        splitter.forEachPiece(in: UnsafeBufferPointer(rebasing: bytes[..<valid])) { start, end in
            lastPiece = ids.count
            vocabulary.appendTokens(ofPiece: base + start, count: end - start, to: &ids)
            return true
        }
        if lastPiece < ids.count, isBlank(ids[lastPiece]) {
            while lastPiece > 0, isBlank(ids[lastPiece - 1]) { lastPiece -= 1 }
        }
        let unstable = ids[lastPiece...].reduce(0) { $0 + vocabulary.length(of: $1) }
        ids.removeSubrange(lastPiece...)
        vocabulary.appendTokens(
            ofPiece: base + valid - unstable, count: bytes.count - valid + unstable, to: &ids)
        return ids
    }

    private func isBlank(_ id: TokenID) -> Bool {
        vocabulary.bytes(of: id)?.allSatisfy {
            [UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t")].contains($0)
        } ?? false
    }
}
