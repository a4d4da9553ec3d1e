extension Message {
    /// A part of what is said.
    public enum Part: Hashable, Sendable {
        /// Text.
        case text(String)
        /// An image.
        case image(Image)
        /// A document: a PDF or a text file.
        case document(Document)
        /// A call that the model made.
        case toolCall(ToolCall)
        /// What a call came to.
        case toolResult(ToolResult)
        /// What the model reasoned, to be handed back to it.
        case reasoning(Reasoning)
        /// Anything else, as the JSON object that the provider takes.
        case other(JSONValue)
    }

    /// Where the bytes of an image or a document are.
    public enum MediaSource: Hashable, Sendable {
        /// In the request, as base64 without line breaks.
        case base64(String, mediaType: String)
        /// At an address that the provider fetches.
        case url(String)
    }

    /// An image that the model sees.
    public struct Image: Hashable, Sendable {
        /// How closely the model looks, where the provider lets one choose.
        public enum Detail: String, Hashable, Sendable {
            /// The provider decides.
            case auto
            /// Coarsely, for few tokens.
            case low
            /// In full.
            case high
        }

        /// Its bytes, or their address.
        public var source: MediaSource

        /// How closely the model looks; nil for the provider's default.
        public var detail: Detail?

        /// An image.
        public init(_ source: MediaSource, detail: Detail? = nil) {
            self.source = source
            self.detail = detail
        }
    }

    /// A document that the model reads.
    public struct Document: Hashable, Sendable {
        /// Its bytes, or their address.
        public var source: MediaSource

        /// Its name.
        public var title: String?

        /// A document.
        public init(_ source: MediaSource, title: String? = nil) {
            self.source = source
            self.title = title
        }
    }

    /// What a model reasoned before it answered.
    public struct Reasoning: Hashable, Sendable {
        /// The reasoning in words; empty where the provider keeps it.
        public var text: String

        /// The provider's seal, without which it doesn't take the reasoning back.
        public var signature: String?

        /// The reasoning in the provider's cipher, where it is withheld.
        public var redacted: String?

        /// Reasoning.
        public init(text: String, signature: String? = nil, redacted: String? = nil) {
            self.text = text
            self.signature = signature
            self.redacted = redacted
        }
    }
}

extension Message.Part {
    /// The words in which the model declined, as OpenAI's `refusal` parts have them; nil for any other part.
    public var refusal: String? {
        guard case .other(let part) = self, part["type"] == "refusal" else { return nil }
        return part["refusal"]?.string
    }
}
