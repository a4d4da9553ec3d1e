/// The generations of Claude's tokenizer.
public enum ClaudeFamily: String, Sendable, CaseIterable {
    /// Claude 3 to Opus 4.6.
    case v3
    /// Opus 4.7.
    case v4_7 = "v4.7"
    /// Opus 4.8, Sonnet 5, Fable 5, Opus 5.
    case v4_8 = "v4.8"

    /// What a conversation has besides its contents, as `count_tokens` counts it.
    ///
    /// All of it is `request + turns × userTurn + joins × join`, where user turns are runs of messages of the
    /// user, and a join is a message that follows one of the same role.
    public struct Frame: Sendable, Equatable {
        /// Once a request.
        public let request: Int
        /// For each turn of the user.
        public let userTurn: Int
        /// For each message that joins the one before it in a turn.
        public let join: Int
        /// For one message of the user alone.
        public var oneMessage: Int { request + userTurn }
    }

    /// What frames a conversation.
    public var frame: Frame {
        switch self {
        case .v3: Frame(request: 1, userTurn: 6, join: 1)
        case .v4_7: Frame(request: 1, userTurn: 10, join: 1)
        case .v4_8: Frame(request: 2, userTurn: 4, join: 1)
        }
    }

    /// Whether a message's text follows a place where a word begins, which it then needn't mark.
    var frameEndsInWordStart: Bool { self != .v4_8 }

    /// Whether typographic quotes are ASCII's.
    var foldsQuotes: Bool { self == .v3 }

    /// From how many characters on a word in capitals is marked so.
    var shortestAllCapitals: Int? { self == .v3 ? 4 : nil }
}
