import Completions
import Pricing

/// What a task needs of a model.
public struct TaskNeed: Sendable {
    /// How hard the task is.
    public enum Complexity: String, CaseIterable, Hashable, Sendable {
        /// Any model will do.
        case low
        /// Most models will do.
        case medium
        /// The best are just good enough.
        case high
    }

    /// Who may see the request.
    public enum Privacy: String, CaseIterable, Hashable, Sendable {
        /// Any provider.
        case any
        /// Nobody but the caller's own machines.
        case localOnly = "local_only"
    }

    /// How hard the task is.
    public var complexity: Complexity

    /// Whether the answer is waited for, so that a small model is better than a large one.
    public var isUrgent: Bool

    /// Who may see the request.
    public var privacy: Privacy

    /// What may be spent on it at most; nil for any amount.
    public var remaining: Money?

    /// A need.
    public init(
        complexity: Complexity = .medium, isUrgent: Bool = false, privacy: Privacy = .any, remaining: Money? = nil
    ) {
        self.complexity = complexity
        self.isUrgent = isUrgent
        self.privacy = privacy
        self.remaining = remaining
    }
}

/// A model that may be chosen.
public struct ModelCandidate: Sendable {
    /// Who serves it.
    public var provider: any LLMProvider
    /// Its name.
    public var model: String
    /// How dear it is, which also says how able.
    public var tier: Model.Tier
    /// Whether it runs on the caller's own machines.
    public var isLocal: Bool
    /// The most tokens that input and output can have together; nil where unknown.
    public var maxContext: Int?

    /// A model of any provider.
    public init(
        _ model: String, of provider: any LLMProvider, tier: Model.Tier, isLocal: Bool = false, maxContext: Int? = nil
    ) {
        self.model = model
        self.provider = provider
        self.tier = tier
        self.isLocal = isLocal
        self.maxContext = maxContext
    }

    /// A model as a price table knows it.
    public init(_ model: Model, of provider: any LLMProvider, isLocal: Bool = false) {
        self.init(model.id, of: provider, tier: model.tier, isLocal: isLocal, maxContext: model.maxContext)
    }
}

/// A way to choose among models.
public protocol ModelSelector: Sendable {
    /// The models that may do a task, best first; none where no model may.
    func select(from candidates: [ModelCandidate], for request: CompletionRequest, need: TaskNeed) -> [ModelCandidate]
}
