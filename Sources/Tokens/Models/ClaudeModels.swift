/// Which generation of Claude's tokenizer a model uses, by the version in its name.
enum ClaudeModels {
    /// A name such as "claude-opus-4-5-20251101", "claude-3-5-sonnet-latest" or "anthropic/claude-opus-4.5".
    struct Name {
        /// "opus", "sonnet" and the like; empty where the name has none.
        var tier = ""
        var version: ModelVersion

        init?(_ model: String) {
            guard let start = Self.start(in: model) else { return nil }
            let parts = model[start...].split { "-.@:_".contains($0) }.dropFirst()
            // Numbers of three digits and more are dates.
            let isVersion: (Substring) -> Bool = { $0.count <= 2 && Int($0) != nil }
            guard let first = parts.firstIndex(where: isVersion), let major = Int(parts[first]) else { return nil }
            let next = parts.index(after: first)
            let minor = next < parts.endIndex && isVersion(parts[next]) ? Int(parts[next]) : nil
            version = ModelVersion(major: major, minor: minor ?? 0)
            tier = parts.first { $0.allSatisfy { $0.isLetter } }.map { String($0) } ?? ""
        }

        /// Names of other platforms put the maker before, with a slash or a full stop.
        private static func start(in model: String) -> String.Index? {
            if model.hasPrefix("claude-") { return model.startIndex }
            for maker in ["anthropic/claude-", "anthropic.claude-"] where model.contains(maker) {
                return model.ranges(of: maker).last.map { model.index($0.upperBound, offsetBy: -"claude-".count) }
            }
            return nil
        }
    }

    /// How the tokens of `model` are counted; nil where it's none of Claude's, or older than Claude 3.
    static func tokenizer(forModel model: String) -> ModelTokenizer? {
        guard let name = Name(model), let family = family(of: name.version) else { return nil }
        let isOpus5 = name.tier == "opus" && name.version == ModelVersion(major: 5, minor: 0)
        let counter = ClaudeTokenizer(family, ignoresTrailingSpace: isOpus5)
        if isMeasured(name) { return ModelTokenizer(model: model, counter: counter, basis: .known) }
        return ModelTokenizer(
            model: model, counter: counter,
            basis: .guess("nothing is known of the tokenizer of \(model); it is taken to be \(counter.name)'s"))
    }

    private static func family(of version: ModelVersion) -> ClaudeFamily? {
        if version < ModelVersion(major: 3, minor: 0) { return nil }
        if version < ModelVersion(major: 4, minor: 7) { return .v3 }
        return version < ModelVersion(major: 4, minor: 8) ? .v4_7 : .v4_8
    }

    /// Whether recorded counts, or Anthropic's pages, tie the model to its generation.
    private static func isMeasured(_ name: Name) -> Bool {
        switch (name.version.major, name.version.minor) {
        case (3, _), (4, 0...6): ["opus", "sonnet", "haiku"].contains(name.tier)
        case (4, 7), (4, 8): name.tier == "opus"
        case (5, 0): ["opus", "sonnet", "fable"].contains(name.tier)
        default: false
        }
    }

    /// Names to suggest to whoever wrote another.
    static let names = [
        "claude-3-haiku", "claude-3-5-haiku", "claude-3-5-sonnet", "claude-3-7-sonnet", "claude-haiku-4-5",
        "claude-sonnet-4", "claude-sonnet-4-5", "claude-opus-4-1", "claude-opus-4-5", "claude-opus-4-6",
        "claude-opus-4-7", "claude-opus-4-8", "claude-sonnet-5", "claude-opus-5", "claude-fable-5",
    ]
}
