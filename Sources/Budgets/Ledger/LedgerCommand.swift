/// What a ledger is asked to do, each in one atomic step.
public enum LedgerCommand: Hashable, Sendable {
    /// Makes a budget, or changes it.
    case configure(String, BudgetChange)
    /// Holds money.
    case reserve(ReservationRequest)
    /// Books what was spent of a hold.
    case settle(Settlement)
    /// Ends a hold of which nothing was spent.
    case release(budget: String, id: String)
    /// Adds to a balance.
    case topUp(budget: String, id: String, amount: Money, note: String?)
    /// Corrects what was spent, by an amount of either sign.
    case adjust(budget: String, id: String, amount: Money, note: String?)
    /// Ends the holds whose time is over.
    case expire

    /// The budget and the id that it's about; nil where it's about none.
    public var reference: (budget: String, id: String)? {
        switch self {
        case .configure, .expire: nil
        case .reserve(let request): (request.budget, request.id)
        case .settle(let settlement): (settlement.budget, settlement.id)
        case .release(let budget, let id), .topUp(let budget, let id, _, _), .adjust(let budget, let id, _, _):
            (budget, id)
        }
    }
}

/// A hold that is asked for.
public struct ReservationRequest: Hashable, Sendable {
    /// How long a hold lasts where nothing else is said, in seconds.
    public static let usualLifetime = 900

    /// The budget.
    public var budget: String
    /// The id by which it is settled, and recognised when it is asked for again.
    public var id: String
    /// The most that can be spent.
    public var amount: Money
    /// How long it holds, in seconds, from 1 to 2³¹.
    public var lifetime: Int
    /// Whether it counts as spent when its time is over: for what was sent and may be billed.
    public var booksOnExpiry: Bool
    /// What the caller says of it, such as the model.
    public var note: String?

    /// A request to hold money.
    public init(
        budget: String, id: String, amount: Money, lifetime: Int = usualLifetime, booksOnExpiry: Bool = false,
        note: String? = nil
    ) {
        self.budget = budget
        self.id = id
        self.amount = amount
        self.lifetime = lifetime
        self.booksOnExpiry = booksOnExpiry
        self.note = note
    }
}

/// What was spent of a reservation.
public struct Settlement: Hashable, Sendable {
    /// The budget.
    public var budget: String
    /// The reservation's id.
    public var id: String
    /// What was spent; it may be more than was held.
    public var amount: Money
    /// Whether that is an estimate.
    public var isEstimated: Bool
    /// What the caller says of it.
    public var note: String?

    /// What was spent of a reservation.
    public init(budget: String, id: String, amount: Money, isEstimated: Bool = false, note: String? = nil) {
        self.budget = budget
        self.id = id
        self.amount = amount
        self.isEstimated = isEstimated
        self.note = note
    }
}
