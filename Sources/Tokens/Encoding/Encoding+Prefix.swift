extension Encoding {
    /// The longest part of `text` from its start that has at most `tokens` tokens and ends at a
    /// character.
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
        length(of: text, tokens: tokens) { $0.prefixLength() } ofMalformed: { $0.prefix(max(0, tokens)) }
    }

    /// The number of bytes of the longest suffix with at most `tokens` tokens; see ``suffix(of:tokens:)``.
    ///
    /// Of bytes that aren't UTF-8 it's the bytes of the last `tokens` ids.
    public func suffixLength(of text: some TokenizableText, tokens: Int) -> Int {
        length(of: text, tokens: tokens) { $0.suffixLength() } ofMalformed: { $0.suffix(max(0, tokens)) }
    }

    private func length<Text: TokenizableText>(
        of text: Text, tokens: Int, _ length: (Truncation) -> Int,
        ofMalformed kept: ([TokenID]) -> ArraySlice<TokenID>
    ) -> Int {
        text.withBytes { bytes in
            let valid = Text.isAlwaysUTF8 ? bytes.count : UTF8Validation.validPrefix(of: bytes)
            guard valid == bytes.count else {
                let ids = kept(storage.encodeMalformed(bytes, validPrefix: valid))
                return ids.reduce(0) { $0 + storage.vocabulary.length(of: $1) }
            }
            return length(Truncation(text: bytes, storage: storage, limit: tokens))
        }
    }
}
