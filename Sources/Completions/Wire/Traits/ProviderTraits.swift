/// A provider's interface, as data: where it is, how its dialect differs, and what its models take.
///
/// One more provider whose interface is like OpenAI's is one more file in `Traits`, or a value made by hand:
///
/// ```swift
/// var traits = ProviderTraits(provider: "my-host", baseURL: "https://llm.example.com/v1")
/// traits.chat.userKey = nil
/// let format = ChatCompletions(traits)
/// ```
public struct ProviderTraits: Hashable, Sendable {
    /// One address of a provider that has several.
    public struct Region: Hashable, Sendable {
        /// Its name: `beijing`, `singapore`.
        public let name: String
        /// The base URL, in which `{workspace}` stands for the customer's own part.
        public let baseURL: String
    }

    /// The provider's name.
    public var provider: String
    /// The base URL, to which paths are appended; nil where there is no common one.
    public var baseURL: String?
    /// Further addresses.
    public var regions: [Region] = []
    /// How its chat completions differ from OpenAI's.
    public var chat = ChatDialect()
    /// The traits of models, by name and by form; what comes first holds.
    private var models: [ModelRecord] = []

    private struct ModelRecord: Hashable {
        let names: Set<String>
        let templates: [NamePattern]
        let traits: ModelTraits
    }

    /// A provider with no known peculiarities.
    public init(provider: String, baseURL: String? = nil) {
        self.provider = provider
        self.baseURL = baseURL
    }

    /// The traits of a model; those of one that takes everything where no record has its name.
    public func model(_ name: String) -> ModelTraits {
        let record =
            models.first { $0.names.contains(name) }
            ?? models.first { $0.templates.contains { $0.matches(name) } }
        return record?.traits ?? ModelTraits()
    }

    /// Gives a model's traits, over what was said about it before.
    public mutating func setTraits(_ traits: ModelTraits, ofModel name: String) {
        models.insert(ModelRecord(names: [name], templates: [], traits: traits), at: 0)
    }

    mutating func append(_ traits: ModelTraits, names: [String], templates: [NamePattern]) {
        models.append(ModelRecord(names: Set(names), templates: templates, traits: traits))
    }
}
