/// Whatever turns text into token ids and back: an ``Encoding``, or a model's own ``ModelFileTokenizer``.
public protocol Tokenizer: TokenCounter {
    /// The ids of `text`. Names of special tokens are text.
    func encode(_ text: some TokenizableText) -> [TokenID]

    /// The ids of `text`, made on at most `threads` cores where that's possible.
    func encode(_ text: some TokenizableText, threads: Int) -> [TokenID]

    /// The ids of `text`, with names of special tokens treated as `specialTokens` says.
    func encode(_ text: some TokenizableText, specialTokens: SpecialTokenPolicy) throws(EncodingError) -> [TokenID]

    /// The bytes that `ids` stand for; special tokens give their names.
    func decode(_ ids: some Sequence<TokenID>) throws(EncodingError) -> [UInt8]
}

extension Encoding: Tokenizer {}
