/// What a ledger answers to a command.
public enum LedgerAnswer: Hashable, Sendable {
    /// To `configure`: the budget as it is now.
    case configured(BudgetRecord)
    /// To `reserve` where the money is held.
    case granted(Reservation)
    /// To `reserve` where it isn't.
    case refused(Refusal)
    /// To `settle`, `topUp` and `adjust`: what was booked, now or when the same was asked before.
    case booked(Booking)
    /// To `release`: whether a hold ended now, or had before.
    case released(wasOpen: Bool)
    /// To `expire`: how many holds ended.
    case expired(Int)
}

/// Money that is held for a request.
public struct Reservation: Hashable, Sendable {
    /// How far a reservation is.
    public enum State: String, Hashable, Sendable {
        /// The money is held.
        case held
        /// It was settled.
        case settled
    }

    /// The budget.
    public let budget: String
    /// The id.
    public let id: String
    /// What is held.
    public let amount: Money
    /// When the hold ends by itself.
    public let expires: Timestamp
    /// Whether the amount is over what warns.
    public let isWarning: Bool
    /// What remained when it was granted; nil where nothing limits it.
    public let remaining: Money?
    /// How far it is: other than held only where it was asked for again.
    public let state: State
}

/// Why money isn't held.
public struct Refusal: Hashable, Sendable {
    /// What refused.
    public enum Reason: Hashable, Sendable {
        /// A limit.
        case limit(LimitKind)
        /// The reservation of that id was released; an id isn't granted twice.
        case released
        /// The reservation of that id expired.
        case expired

        /// The reason's stable name.
        public var code: String {
            switch self {
            case .limit(let kind): kind.rawValue
            case .released: "released"
            case .expired: "expired"
            }
        }
    }

    /// The reason.
    public let reason: Reason
    /// The budget whose limit it is: the one that was asked, or one above it.
    public let budget: String
    /// What was asked for.
    public let requested: Money
    /// The limit; nil where it isn't a limit that refused.
    public let limit: Money?
    /// What was spent of it.
    public let spent: Money?
    /// What is held of it.
    public let held: Money?
    /// What remains of all limits together; nil where nothing limits.
    public let remaining: Money?
    /// When the limit's period ends; nil for a balance and a hard stop.
    public let resets: Timestamp?
}

/// What was booked.
public struct Booking: Hashable, Sendable {
    /// The budget.
    public let budget: String
    /// The id.
    public let id: String
    /// The amount: what was spent, added or corrected.
    public let amount: Money
    /// How much more it is than was held; zero where it isn't.
    public let overrun: Money
    /// Whether the hold had ended before.
    public let isLate: Bool
    /// Whether it had been booked before, and nothing changed.
    public let isRepeated: Bool
    /// What remains after it; nil where nothing limits.
    public let remaining: Money?
}
