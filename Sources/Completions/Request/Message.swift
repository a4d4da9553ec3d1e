/// One turn of a conversation.
public struct Message: Hashable, Sendable {
    /// Who speaks.
    public enum Role: String, Hashable, Sendable {
        /// The person, or the program in their place.
        case user
        /// The model.
        case assistant
        /// A tool, with its result.
        case tool
    }

    /// Who speaks.
    public var role: Role

    /// What is said.
    public var content: [Part]

    /// The speaker's name, which some providers show to the model.
    public var name: String?

    /// How long the provider should keep the prompt up to and with this message in its cache; nil for no mark.
    public var cache: CacheLifetime?

    /// A message of parts.
    public init(role: Role, content: [Part], name: String? = nil, cache: CacheLifetime? = nil) {
        self.role = role
        self.content = content
        self.name = name
        self.cache = cache
    }

    /// A user's message of text.
    public static func user(_ text: String) -> Message { Message(role: .user, content: [.text(text)]) }

    /// An assistant's message of text.
    public static func assistant(_ text: String) -> Message { Message(role: .assistant, content: [.text(text)]) }

    /// A tool's message with the result of one call.
    public static func tool(_ result: ToolResult) -> Message { Message(role: .tool, content: [.toolResult(result)]) }
}
