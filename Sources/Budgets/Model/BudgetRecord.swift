/// What was spent and is held in one period.
public struct PeriodTotals: Hashable, Sendable {
    /// The day as days since 1970-01-01, or the month as months since January of year 0.
    public let period: Int
    /// What was spent.
    public var spent: Money
    /// What is held.
    public var held: Money

    /// Totals of a period.
    public init(period: Int, spent: Money, held: Money) {
        self.period = period
        self.spent = spent
        self.held = held
    }

    var isEmpty: Bool { spent.isZero && held.isZero }
}

/// Which calendar period a limit is for.
public enum PeriodKind: String, CaseIterable, Hashable, Sendable {
    /// A day.
    case day
    /// A calendar month.
    case month
}

/// A budget with its running totals: what a store keeps in one row.
public struct BudgetRecord: Hashable, Sendable {
    /// Another time zone that is to hold from a moment on.
    public struct ZoneChange: Hashable, Sendable {
        /// The zone's IANA name.
        public let timeZone: String
        /// From when on.
        public let from: Timestamp

        /// A zone that holds from a moment on.
        public init(timeZone: String, from: Timestamp) {
            self.timeZone = timeZone
            self.from = from
        }
    }

    /// The definition.
    public var budget: Budget
    /// Another time zone that it will have; nil where it stays.
    public var zoneChange: ZoneChange?
    /// What is left of the balance before holds; nil where the budget has none.
    public var balance: Money?
    /// All that was ever spent.
    public var spent: Money
    /// The part of it that is estimated.
    public var estimated: Money
    /// All that is held.
    public var held: Money
    /// The present day's part. Other days' totals lie in the store beside.
    public var day: PeriodTotals
    /// The present month's part.
    public var month: PeriodTotals

    /// A record.
    public init(
        budget: Budget, zoneChange: ZoneChange? = nil, balance: Money?, spent: Money, estimated: Money, held: Money,
        day: PeriodTotals,
        month: PeriodTotals
    ) {
        self.budget = budget
        self.zoneChange = zoneChange
        self.balance = balance
        self.spent = spent
        self.estimated = estimated
        self.held = held
        self.day = day
        self.month = month
    }

    /// A new budget's record.
    init(budget: Budget, day: CalendarDate) {
        let zero = Money.zero(budget.currency)
        self.init(
            budget: budget, balance: nil, spent: zero, estimated: zero, held: zero,
            day: PeriodTotals(period: day.daysSince1970, spent: zero, held: zero),
            month: PeriodTotals(period: day.month, spent: zero, held: zero))
    }

    subscript(kind: PeriodKind) -> PeriodTotals {
        get { kind == .day ? day : month }
        set { if kind == .day { day = newValue } else { month = newValue } }
    }
}
