extension Encoding {
    public func count(_ text: some TokenizableText, threads: Int) -> Int { count(text) }
    public func encode(_ text: some TokenizableText, threads: Int) -> [TokenID] { encode(text) }
}
