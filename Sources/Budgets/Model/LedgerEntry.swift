/// One row of a ledger. Rows are only added; every total is a sum over them.
public struct LedgerEntry: Hashable, Sendable {
    /// What a row does.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// Holds an amount.
        case reserve
        /// Books what was really spent, and ends the hold.
        case settle
        /// Ends a hold of which nothing was spent.
        case release
        /// Ends a hold whose time is over.
        case expire
        /// Takes back what counted as spent when a hold ended by itself: what was really spent has come.
        case reverse
        /// Adds to the balance.
        case topUp = "top_up"
        /// Corrects what was spent.
        case adjust
        /// Changes the declared balance.
        case declare
        /// Takes the balance away: from here on it limits nothing.
        case undeclare
    }

    /// Another budget that the row counts in, and its own day then.
    public struct Scope: Hashable, Sendable {
        /// The budget.
        public let budget: String
        /// The day of its calendar that the row counts to.
        public let day: CalendarDate

        /// A budget on a day.
        public init(budget: String, day: CalendarDate) {
            self.budget = budget
            self.day = day
        }
    }

    /// The row's number, from 1 without gaps; 0 until it is stored.
    public var sequence: Int
    /// When it was written.
    public let time: Timestamp
    /// The budget.
    public let budget: String
    /// The id of the reservation, top-up or adjustment.
    public let id: String
    /// What it does.
    public let kind: Kind
    /// What it adds to the money held.
    public var held: Money
    /// What it adds to the money spent.
    public var spent: Money
    /// What it adds to the balance besides.
    public var credit: Money
    /// The day of the budget's calendar that it counts to: for what ends a hold, that of the reservation.
    public let day: CalendarDate
    /// The budgets above, from the nearest on, with their own days.
    public let parents: [Scope]
    /// When a hold ends by itself.
    public var expires: Timestamp?
    /// Whether a hold that ends by itself counts as spent.
    public var booksOnExpiry = false
    /// Whether the reservation was over what warns.
    public var isWarning = false
    /// Whether the amount is an estimate, because the provider told none.
    public var isEstimated = false
    /// Whether it was booked after the hold had ended.
    public var isLate = false
    /// What remained after a reservation; nil where nothing limits it.
    public var remaining: Money?
    /// What the caller says of it, such as the model.
    public var note: String?

    /// A row that does nothing yet.
    public init(
        sequence: Int = 0, time: Timestamp, budget: String, id: String, kind: Kind, currency: Currency,
        day: CalendarDate, parents: [Scope] = []
    ) {
        self.sequence = sequence
        self.time = time
        self.budget = budget
        self.id = id
        self.kind = kind
        self.day = day
        self.parents = parents
        held = .zero(currency)
        spent = .zero(currency)
        credit = .zero(currency)
    }

    /// Every budget that the row counts in, its own first.
    public var scopes: [Scope] { [Scope(budget: budget, day: day)] + parents }
}
