/// How much may be spent, by whom it is named, and out of which larger budget.
///
/// A limit that is nil doesn't limit; one of 0 lets nothing pass that costs.
public struct Budget: Hashable, Sendable {
    /// The name, unique in its store: 1 to 128 bytes without control characters.
    public let name: String
    /// The budget out of which this one spends; a reservation must fit both.
    public var parent: String?
    /// The IANA name of the zone whose midnights begin days and months.
    public var timeZone: String
    /// The currency of every amount.
    public let currency: Currency
    /// The most that may be spent on one day.
    public var dailyLimit: Money?
    /// The most that may be spent in one calendar month.
    public var monthlyLimit: Money?
    /// What the balance was declared to begin with; nil where the budget has no balance. Top-ups aren't in it.
    public var totalBalance: Money?
    /// A single reservation over this is granted with a warning.
    public var warnAt: Money?
    /// A single reservation over this is refused.
    public var hardStopAt: Money?
    /// From when on cheaper models are to be used.
    public var costTiers: [CostTier]
    /// Shares of the limits for purposes, each enforced as a budget of its own, named `name/purpose`.
    public var allocation: [Allocation]

    /// A budget without limits.
    public init(
        name: String, parent: String? = nil, timeZone: String = "UTC", currency: Currency = .usd,
        dailyLimit: Money? = nil, monthlyLimit: Money? = nil, totalBalance: Money? = nil, warnAt: Money? = nil,
        hardStopAt: Money? = nil, costTiers: [CostTier] = [], allocation: [Allocation] = []
    ) {
        self.name = name
        self.parent = parent
        self.timeZone = timeZone
        self.currency = currency
        self.dailyLimit = dailyLimit
        self.monthlyLimit = monthlyLimit
        self.totalBalance = totalBalance
        self.warnAt = warnAt
        self.hardStopAt = hardStopAt
        self.costTiers = costTiers
        self.allocation = allocation
    }

    /// Checks what a store may hold.
    ///
    /// - Throws: `BudgetError.invalid` naming what is wrong; `BudgetError.unknownTimeZone`.
    public func validate() throws(BudgetError) {
        guard Budget.isName(name) else {
            throw .invalid("a budget's name has 1 to 128 bytes and no control characters")
        }
        guard parent != name else { throw .invalid("\(name) can't be its own parent") }
        _ = try BudgetCalendar(timeZone: timeZone)
        let amounts = [
            ("daily limit", dailyLimit), ("monthly limit", monthlyLimit), ("balance", totalBalance),
            ("warning", warnAt), ("hard stop", hardStopAt),
        ]
        for case (let what, let amount?) in amounts {
            guard amount.currency == currency else { throw .money(.currencyMismatch(currency, amount.currency)) }
            guard !amount.isNegative else { throw .invalid("the \(what) of \(name) is below 0") }
        }
        for tier in costTiers {
            if let least = tier.leastRemaining, least.currency != currency {
                throw .money(.currencyMismatch(currency, least.currency))
            }
        }
        try Allocation.validate(allocation, of: name)
    }

    static func isName(_ text: String) -> Bool {
        (1...128).contains(text.utf8.count)
            && !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}
