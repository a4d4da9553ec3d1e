/// What to make different in a budget, or what a new one is to have; what isn't named stays.
public struct BudgetChange: Hashable, Sendable {
    /// What happens to a value that a budget may have.
    public enum Setting<Value: Hashable & Sendable>: Hashable, Sendable {
        /// It stays as it is.
        case keep
        /// The budget no longer has one.
        case remove
        /// It becomes this.
        case set(Value)

        func applied(to value: Value?) -> Value? {
            switch self {
            case .keep: value
            case .remove: nil
            case .set(let new): new
            }
        }
    }

    /// The larger budget.
    public var parent: Setting<String> = .keep
    /// The zone, from the next midnight in it.
    public var timeZone: String?
    /// The currency of a new budget; that of an existing one can't change.
    public var currency: Currency?
    /// The limit of a day.
    public var dailyLimit: Setting<Money> = .keep
    /// The limit of a month.
    public var monthlyLimit: Setting<Money> = .keep
    /// The declared balance. Setting it again moves the balance by the difference, so the same twice changes nothing.
    public var totalBalance: Setting<Money> = .keep
    /// The warning for one reservation.
    public var warnAt: Setting<Money> = .keep
    /// The limit of one reservation.
    public var hardStopAt: Setting<Money> = .keep
    /// The tiers of models; nil to keep them.
    public var costTiers: [CostTier]?
    /// The shares of purposes; nil to keep them.
    public var allocation: [Allocation]?

    /// A change of nothing.
    public init() {}

    /// Everything that a budget has, as a change that makes another equal to it.
    public init(_ budget: Budget) {
        func setting<Value>(_ value: Value?) -> Setting<Value> { value.map(Setting.set) ?? .remove }
        parent = setting(budget.parent)
        timeZone = budget.timeZone
        currency = budget.currency
        dailyLimit = setting(budget.dailyLimit)
        monthlyLimit = setting(budget.monthlyLimit)
        totalBalance = setting(budget.totalBalance)
        warnAt = setting(budget.warnAt)
        hardStopAt = setting(budget.hardStopAt)
        costTiers = budget.costTiers
        allocation = budget.allocation
    }

    func applied(to existing: Budget?, named name: String) throws(BudgetError) -> Budget {
        var budget = existing ?? Budget(name: name, currency: currency ?? .usd)
        if let currency, currency != budget.currency { throw .money(.currencyMismatch(budget.currency, currency)) }
        budget.parent = parent.applied(to: budget.parent)
        budget.timeZone = timeZone ?? budget.timeZone
        budget.dailyLimit = dailyLimit.applied(to: budget.dailyLimit)
        budget.monthlyLimit = monthlyLimit.applied(to: budget.monthlyLimit)
        budget.totalBalance = totalBalance.applied(to: budget.totalBalance)
        budget.warnAt = warnAt.applied(to: budget.warnAt)
        budget.hardStopAt = hardStopAt.applied(to: budget.hardStopAt)
        budget.costTiers = costTiers ?? budget.costTiers
        budget.allocation = allocation ?? budget.allocation
        try budget.validate()
        return budget
    }
}
