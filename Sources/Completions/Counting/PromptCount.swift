/// How many tokens the prompt of a request has, and where they are.
public struct PromptCount: Hashable, Sendable {
    /// Tokens of one part of a request.
    public struct Part: Hashable, Sendable {
        /// What a part is.
        public enum Kind: String, CaseIterable, Hashable, Sendable {
            /// The system prompt.
            case system
            /// A message: `index` is its place in the conversation.
            case message
            /// A tool's definition: `index` is its place in the list.
            case tool
            /// An image: `index` is the place of its message.
            case image
            /// A document: `index` is the place of its message.
            case document
            /// The form that the answer must have.
            case responseFormat
            /// What the provider adds: roles, separators, hidden instructions.
            case framing
        }

        /// What it is.
        public let kind: Kind
        /// Its place, from 0; nil where there is only one.
        public let index: Int?
        /// A word for people: a role, a tool's name.
        public let label: String?
        /// Its tokens. Framing may be below 0 where joining texts saves tokens.
        public let tokens: Int

        /// A part.
        public init(_ kind: Kind, index: Int? = nil, label: String? = nil, tokens: Int) {
            self.kind = kind
            self.index = index
            self.label = label
            self.tokens = tokens
        }
    }

    /// The parts, in the order of the request.
    public var parts: [Part]
    /// The most tokens that the prompt can be billed as; at least `tokens`.
    public var most: Int
    /// How sure the count is.
    public var confidence: Confidence
    /// Why the confidence is not high, in sentences.
    public var reasons: [String]

    /// A count. `most` is raised to the sum of the parts where it is below.
    public init(parts: [Part], most: Int, confidence: Confidence, reasons: [String]) {
        self.parts = parts
        self.most = most
        self.confidence = confidence
        self.reasons = reasons
        self.most = max(most, tokens)
    }

    /// More than any model's context: the most that a part can be billed as whose length isn't known.
    static let anyContext = 2_097_152

    /// The same count, no surer than a confidence, for a reason.
    func atMost(_ confidence: Confidence, _ reason: String) -> PromptCount {
        var count = self
        guard count.confidence > confidence else { return count }
        count.confidence = confidence
        count.reasons.append(reason)
        count.most += tokens / 2 + 128
        return count
    }

    /// All tokens.
    public var tokens: Int { parts.reduce(0) { $0 + $1.tokens } }
}
