/// What is done to text before it's cut into pieces.
public enum TextNormalization: String, Sendable, CaseIterable {
    /// Nothing: ids decode to the text, byte for byte.
    case none
    /// Normalization Form C (Unicode Standard Annex 15), by Unicode 15.1: ids decode to that.
    case formC = "nfc"

    /// At most how many bytes of a text one byte of what's made of it stands for.
    var mostShrinking: Int {
        switch self {
        case .none: 1
        case .formC: 3
        }
    }

    /// What is made of valid UTF-8, or nil where that's the text itself. O(n).
    func normalized(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        switch self {
        case .none: nil
        case .formC: NormalizationFormC.normalized(text)
        }
    }
}

extension Encoding.Storage {
    /// Calls `body` with what is cut into pieces: the text, normalized where the encoding does so, and how
    /// many of its leading bytes are UTF-8. What follows those is left as it is.
    @inline(__always)
    func withNormalized<Text: TokenizableText, Result>(
        _ text: Text, _ body: (_ bytes: UnsafeBufferPointer<UInt8>, _ valid: Int) -> Result
    ) -> Result {
        text.withBytes { bytes in
            let valid = Text.isAlwaysUTF8 ? bytes.count : UTF8Validation.validPrefix(of: bytes)
            guard let normalized = normalization.normalized(UnsafeBufferPointer(rebasing: bytes[..<valid])) else {
                return body(bytes, valid)
            }
            return (normalized + bytes[valid...]).withUnsafeBufferPointer { body($0, normalized.count) }
        }
    }
}
