/// A call that a model asks the caller to make.
public struct ToolCall: Hashable, Sendable {
    /// The provider's name for the call, by which its result refers to it.
    public var id: String

    /// The tool's name.
    public var name: String

    /// The arguments as the model wrote them: JSON text, unless the answer was cut off.
    public var argumentsText: String

    /// A call of arguments as text.
    public init(id: String, name: String, argumentsText: String) {
        self.id = id
        self.name = name
        self.argumentsText = argumentsText
    }

    /// A call of arguments as a value.
    public init(id: String, name: String, arguments: JSONValue) {
        self.init(id: id, name: name, argumentsText: arguments.description)
    }

    /// The arguments; no text means none. Nil where the text is not JSON, as when the answer was cut off: don't make
    /// such a call. Linear in the length of the text.
    public var arguments: JSONValue? {
        argumentsText.utf8.allSatisfy { $0 == UInt8(ascii: " ") }
            ? .object([]) : try? JSONValue(parsing: argumentsText.utf8)
    }
}

/// What a call came to.
public struct ToolResult: Hashable, Sendable {
    /// The `id` of the call.
    public var callID: String

    /// The tool's name, which some providers need.
    public var name: String?

    /// The result: text and images.
    public var content: [Message.Part]

    /// Whether the call failed.
    public var isError: Bool

    /// A result of parts.
    public init(callID: String, name: String? = nil, content: [Message.Part], isError: Bool = false) {
        self.callID = callID
        self.name = name
        self.content = content
        self.isError = isError
    }

    /// A result of text.
    public init(callID: String, name: String? = nil, text: String, isError: Bool = false) {
        self.init(callID: callID, name: name, content: [.text(text)], isError: isError)
    }
}
