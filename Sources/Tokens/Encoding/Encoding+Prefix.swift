extension Encoding {
    /// The longest part of `text` from its start that has at most `tokens` tokens and ends at a
    /// character.
    ///
    /// Where the encoding normalizes the text, it ends at a character that none after it joins.
    ///
    /// It's counted by itself, as it would be sent: that can be more text than the first `tokens` ids
    /// of the whole stand for, or less. O(bytes of the result); where the limit falls into a piece of
    /// over 1 KiB, that piece is counted again for some hundred places, and only those within two
    /// tokens' length of where its own tokens reach the limit are tried.
    public func prefix(of text: String, tokens: Int) -> Substring {
        text[..<text.utf8.index(text.startIndex, offsetBy: prefixLength(of: text, tokens: tokens))]
    }

    /// The longest part of `text` up to its end that has at most `tokens` tokens and starts at a
    /// character. O(n) for n bytes of `text`.
    public func suffix(of text: String, tokens: Int) -> Substring {
        text[text.utf8.index(text.endIndex, offsetBy: -suffixLength(of: text, tokens: tokens))...]
    }

    /// The number of bytes of the longest prefix with at most `tokens` tokens; see ``prefix(of:tokens:)``.
    ///
    /// Of bytes that aren't UTF-8 it's the bytes of the first `tokens` ids.
    public func prefixLength(of text: some TokenizableText, tokens: Int) -> Int {
        withUTF8(text) { bytes in
            Truncation(text: bytes, storage: storage, limit: tokens).prefixLength()
        } normalized: { text, _ in
            text.bytes.withUnsafeBufferPointer { bytes in
                var end = Truncation(text: bytes, storage: storage, limit: tokens).prefixLength()
                while true {
                    let cut = text.cut(atOrBefore: end)
                    let part = UnsafeBufferPointer(rebasing: bytes[..<cut.normalized])
                    if cut.normalized == 0 || storage.count(part, stoppingAbove: tokens) <= tokens {
                        return cut.original
                    }
                    end = cut.normalized - 1
                }
            }
        } malformed: { bytes, valid in
            length(of: storage.encodeMalformed(bytes, validPrefix: valid).prefix(max(0, tokens)))
        }
    }

    /// The number of bytes of the longest suffix with at most `tokens` tokens; see ``suffix(of:tokens:)``.
    ///
    /// Of bytes that aren't UTF-8 it's the bytes of the last `tokens` ids.
    public func suffixLength(of text: some TokenizableText, tokens: Int) -> Int {
        withUTF8(text) { bytes in
            Truncation(text: bytes, storage: storage, limit: tokens).suffixLength()
        } normalized: { text, count in
            text.bytes.withUnsafeBufferPointer { bytes in
                var start = bytes.count - Truncation(text: bytes, storage: storage, limit: tokens).suffixLength()
                while true {
                    let cut = text.cut(atOrAfter: start)
                    let part = UnsafeBufferPointer(rebasing: bytes[cut.normalized...])
                    if part.isEmpty || storage.count(part, stoppingAbove: tokens) <= tokens {
                        return count - cut.original
                    }
                    start = cut.normalized + 1
                }
            }
        } malformed: { bytes, valid in
            length(of: storage.encodeMalformed(bytes, validPrefix: valid).suffix(max(0, tokens)))
        }
    }

    /// Calls the one of the three that the text is for. Bytes that aren't UTF-8 aren't normalized.
    private func withUTF8<Text: TokenizableText>(
        _ text: Text, _ plain: (UnsafeBufferPointer<UInt8>) -> Int, normalized: (NormalizedText, _ count: Int) -> Int,
        malformed: (_ bytes: UnsafeBufferPointer<UInt8>, _ valid: Int) -> Int
    ) -> Int {
        text.withBytes { bytes in
            let valid = Text.isAlwaysUTF8 ? bytes.count : UTF8Validation.validPrefix(of: bytes)
            guard valid == bytes.count else { return malformed(bytes, valid) }
            guard storage.normalization.normalized(bytes) != nil else { return plain(bytes) }
            return normalized(NormalizedText(of: bytes), bytes.count)
        }
    }

    private func length(of ids: ArraySlice<TokenID>) -> Int {
        ids.reduce(0) { $0 + storage.vocabulary.length(of: $1) }
    }
}
