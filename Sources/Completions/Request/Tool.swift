/// A function that the model may ask the caller to run.
public struct Tool: Hashable, Sendable {
    /// The function's name.
    public var name: String

    /// What it does, in words for the model.
    public var description: String?

    /// Its arguments, as a JSON Schema.
    public var parameters: JSONValue

    /// A tool.
    public init(name: String, description: String? = nil, parameters: JSONValue) {
        self.name = name
        self.description = description
        self.parameters = parameters
    }
}
