/// What a model takes in a request, as data: the files in `Traits` say it, with their sources.
///
/// A model that no file knows takes everything: the request is sent as it is, and the provider judges it.
public struct ModelTraits: Hashable, Sendable {
    /// Whether temperature and top-p may be set.
    public enum Sampling: String, CaseIterable, Hashable, Sendable {
        /// Both.
        case free
        /// One of them.
        case either
        /// Both, where the request turns reasoning off.
        case withoutReasoning = "without_reasoning"
        /// Neither.
        case fixed
    }

    /// A way for a model to think before it answers.
    public enum Thinking: String, CaseIterable, Hashable, Sendable {
        /// Not at all.
        case disabled
        /// With a budget of tokens, or without a bound.
        case enabled
        /// As much as it finds right.
        case adaptive
    }

    /// The role in which chat completions take the system prompt.
    public enum SystemRole: String, CaseIterable, Hashable, Sendable {
        /// `system`
        case system
        /// `developer`
        case developer
        /// None: it goes before the first user's message.
        case user
    }

    /// What chat completions allow about reasoning where the request has tools.
    public enum ChatTools: String, CaseIterable, Hashable, Sendable {
        /// Any effort.
        case anyEffort = "any_effort"
        /// The effort must be left out.
        case withoutEffort = "without_effort"
        /// The effort must be `none`, in words.
        case effortNone = "effort_none"
        /// Tools are not taken at all.
        case never
    }

    /// The most tokens an answer may have; nil where unknown.
    public var maxOutput: Int?
    /// Whether temperature and top-p may be set.
    public var sampling = Sampling.free
    /// Whether texts to stop at may be set.
    public var takesStop = true
    /// The efforts of reasoning that may be asked for, in rising order; empty where none may, nil where unknown.
    public var efforts: [ReasoningEffort]?
    /// The ways to think that may be asked for; nil where unknown.
    public var thinking: [Thinking]?
    /// How the model thinks where the request doesn't say.
    public var defaultThinking = Thinking.disabled
    /// The tokens of thinking that stand for an effort, where the model has no efforts.
    public var effortBudgets: [ReasoningEffort: Int] = [:]
    /// Whether a tool may be forced while the model thinks.
    public var forcesToolsWhileThinking = true
    /// Whether JSON may be asked for while the model thinks.
    public var takesJSONWhileThinking = true
    /// Whether the last message may be the beginning of the answer.
    public var takesPrefill = true
    /// Whether any JSON object may be demanded.
    public var takesJSON = true
    /// Whether JSON by a schema may be demanded.
    public var takesJSONSchema = true
    /// The role of the system prompt in chat completions.
    public var systemRole = SystemRole.system
    /// What chat completions allow about reasoning beside tools.
    public var chatTools = ChatTools.anyEffort
    /// Whether only the Responses interface serves the model.
    public var isResponsesOnly = false
    /// Whether parts of a prompt may be marked for the cache.
    public var takesCacheMarks = true

    /// A model that takes everything.
    public init() {}

    /// Whether the model is known to reason.
    var reasons: Bool { efforts?.contains { $0 != .none } ?? false }
}
