/// A token that stands beside the model's own: found in text as it is, never merged.
struct AddedToken: Sendable {
    var name: [UInt8]
    var id: TokenID
    /// Whether it's found only where special tokens are allowed.
    var isSpecial: Bool
    /// Whether it's looked for in the text that normalizing gives, as its own name is then.
    var isNormalized: Bool
}
