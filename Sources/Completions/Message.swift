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

    /// A part of what is said.
    public enum Part: Hashable, Sendable {
        /// Text.
        case text(String)
        /// Anything else, as its JSON object.
        case other(JSONValue)
    }

    /// Who speaks.
    public var role: Role

    /// What is said.
    public var content: [Part]

    /// A message of parts.
    public init(role: Role, content: [Part]) {
        self.role = role
        self.content = content
    }

    /// A user's message of text.
    public static func user(_ text: String) -> Message { Message(role: .user, content: [.text(text)]) }

    /// An assistant's message of text.
    public static func assistant(_ text: String) -> Message { Message(role: .assistant, content: [.text(text)]) }
}
