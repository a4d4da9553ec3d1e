/// Models of one price class, and how much must remain for them to be used.
public struct CostTier: Hashable, Sendable {
    /// The tier's name. One of `Model.Tier`'s (cheap, standard, expensive, free) means the models of that tier.
    public let name: String
    /// The models by name that belong to it besides.
    public let models: [String]
    /// The least that must remain in the budget; nil where the tier may always be used.
    public let leastRemaining: Money?

    /// A tier.
    public init(name: String, models: [String] = [], leastRemaining: Money? = nil) {
        self.name = name
        self.models = models
        self.leastRemaining = leastRemaining
    }

    /// Whether a model belongs to the tier. A model that any tier names belongs to that tier alone.
    func contains(_ model: String, tier: Model.Tier?) -> Bool {
        models.contains(model) || tier?.rawValue == name
    }
}
