/// Which models use Qwen's vocabulary up to Qwen 3.
enum QwenModels {
    /// The version from which on models have another vocabulary.
    private static let otherVocabulary = ModelVersion(major: 3, minor: 5)

    /// Whether `model` is one of Qwen's.
    static func contains(_ model: String) -> Bool { model.hasPrefix("qwen") }

    /// The name of the encoding of `model`, which must be one of Qwen's: by its version, where the name has one
    /// right behind "qwen".
    ///
    /// - Throws: ``EncodingError/noVocabulary(_:reason:)``.
    static func encodingName(forModel model: String) throws(EncodingError) -> String {
        let numbers = model.dropFirst("qwen".count).prefix { $0.isNumber || $0 == "." }.split(separator: ".")
        if let major = numbers.first.flatMap({ Int($0) }) {
            let minor = numbers.dropFirst().first.flatMap { Int($0) } ?? 0
            if ModelVersion(major: major, minor: minor) >= otherVocabulary {
                throw EncodingError.noVocabulary(
                    model, reason: "Qwen 3.5 and later use another vocabulary than the one that is built in")
            }
        }
        return "qwen"
    }

    /// Names to suggest to whoever wrote another.
    static let names = [
        "qwen-max", "qwen-plus", "qwen-turbo", "qwen-flash", "qwen2.5-72b-instruct", "qwen3-max", "qwen3-8b",
    ]
}
