extension Encoding {
    /// The bytes that `ids` stand for; special tokens give their names.
    ///
    /// O(bytes). Tokens may end inside a character, so the bytes of only some of a text's ids need
    /// not be UTF-8.
    ///
    /// - Throws: ``EncodingError/unknownToken(_:index:)``.
    public func decode(_ ids: some Sequence<TokenID>) throws(EncodingError) -> [UInt8] {
        var bytes: [UInt8] = []
        for (index, id) in ids.enumerated() {
            guard storage.append(bytesOf: id, to: &bytes) else { throw EncodingError.unknownToken(id, index: index) }
        }
        return bytes
    }

    /// The text that `ids` stand for, without loss.
    ///
    /// - Throws: ``EncodingError/unknownToken(_:index:)``; ``EncodingError/notUTF8(offset:)`` where the
    ///   bytes aren't text.
    public func decodeText(_ ids: some Sequence<TokenID>) throws(EncodingError) -> String {
        let bytes = try decode(ids)
        let valid = bytes.withUnsafeBufferPointer(UTF8Validation.validPrefix)
        guard valid == bytes.count else { throw EncodingError.notUTF8(offset: valid) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The text that `ids` stand for, with U+FFFD for each maximal part that isn't UTF-8.
    ///
    /// - Throws: ``EncodingError/unknownToken(_:index:)``.
    public func decodeLossy(_ ids: some Sequence<TokenID>) throws(EncodingError) -> String {
        String(decoding: try decode(ids), as: UTF8.self)
    }

    /// The bytes of one token; a special token's name. Nil where `id` is no token's. O(its bytes).
    public func bytes(of id: TokenID) -> [UInt8]? {
        var bytes: [UInt8] = []
        return storage.append(bytesOf: id, to: &bytes) ? bytes : nil
    }

    /// The token whose bytes are just these, special tokens by their names included. O(bytes).
    public func token(for bytes: some TokenizableText) -> TokenID? {
        bytes.withBytes { bytes in
            guard let base = bytes.baseAddress, bytes.count > 0 else { return nil }
            let id = storage.vocabulary.token(base, count: bytes.count)
            return id != VocabularyImage.none ? id : storage.specialTokens.id(named: bytes)
        }
    }
}

extension Encoding.Storage {
    /// Whether `id` is a token's, whose bytes are then appended.
    fileprivate func append(bytesOf id: TokenID, to bytes: inout [UInt8]) -> Bool {
        if let token = vocabulary.bytes(of: id) {
            bytes.append(contentsOf: token)
        } else if let special = specialTokens.token(withID: id) {
            bytes.append(contentsOf: special.name.utf8)
        } else {
            return false
        }
        return true
    }
}
