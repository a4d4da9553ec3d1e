/// Which tools the model may or must call.
public enum ToolChoice: Hashable, Sendable {
    /// The model decides.
    case auto
    /// None.
    case none
    /// At least one, whichever.
    case required
    /// The one of that name.
    case tool(String)
}

/// The form that an answer must have.
public enum ResponseFormat: Hashable, Sendable {
    /// Text.
    case text
    /// Some JSON object.
    case json
    /// JSON by a schema.
    case schema(name: String, description: String? = nil, schema: JSONValue, isStrict: Bool? = nil)
}

/// How much a model reasons before it answers.
public enum ReasoningEffort: String, CaseIterable, Hashable, Sendable {
    /// Not at all.
    case none
    /// As little as the model can.
    case minimal
    /// Little.
    case low
    /// Some.
    case medium
    /// Much.
    case high
    /// More.
    case xhigh
    /// As much as the model can.
    case max
}

/// How long a provider keeps a prompt in its cache.
public enum CacheLifetime: String, CaseIterable, Hashable, Sendable {
    /// Five minutes, which is every provider's shortest.
    case fiveMinutes = "5m"
    /// An hour.
    case hour = "1h"
}
