/// Why a model's file can't be its tokenizer.
public enum ModelFileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file is neither a `tokenizer.json` nor a GGUF file.
    case unknownFormat
    /// The file isn't what its format says; the sentence names the place.
    case malformed(String)
    /// The tokenizer needs something that isn't supported, which is named as the file names it.
    case unsupported(String)

    /// A stable name of the kind of error.
    public var code: String {
        switch self {
        case .unknownFormat: "unknown_tokenizer_format"
        case .malformed: "malformed_tokenizer"
        case .unsupported: "unsupported_tokenizer"
        }
    }

    /// A sentence for people.
    public var description: String {
        switch self {
        case .unknownFormat: "the file is neither a tokenizer.json nor a GGUF file"
        case .malformed(let reason): "the tokenizer's file is malformed: \(reason)"
        case .unsupported(let feature):
            "the tokenizer needs \(feature), which isn't supported; nothing near it is used instead"
        }
    }
}
