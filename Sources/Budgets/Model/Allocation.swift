/// The share of a budget that a purpose may spend.
public struct Allocation: Hashable, Sendable {
    /// What for.
    public let purpose: String
    /// The share in millionths.
    public let millionths: Int

    /// A share of a budget.
    public init(purpose: String, millionths: Int) {
        self.purpose = purpose
        self.millionths = millionths
    }

    /// The share of an amount, rounded down.
    func share(of amount: Money) throws(BudgetError) -> Money {
        let (product, overflow) = amount.units.multipliedReportingOverflow(by: Int128(millionths))
        guard !overflow else { throw .money(.overflow) }
        return Money(units: product / 1_000_000, currency: amount.currency)
    }

    static func validate(_ allocation: [Allocation], of name: String) throws(BudgetError) {
        guard allocation.allSatisfy({ (0...1_000_000).contains($0.millionths) }),
            allocation.reduce(0, { $0 + $1.millionths }) <= 1_000_000
        else { throw .invalid("the shares of \(name)'s purposes are more than the whole") }
        guard Set(allocation.map(\.purpose)).count == allocation.count else {
            throw .invalid("a purpose of \(name) has two shares")
        }
        for part in allocation where !Budget.isName("\(name)/\(part.purpose)") || part.purpose.isEmpty {
            throw .invalid("\"\(part.purpose)\" can't be a purpose: a name has up to 128 bytes, no control characters")
        }
    }
}

extension Budget {
    /// The name under which a purpose's share is kept.
    public func name(ofPurpose purpose: String) -> String { "\(name)/\(purpose)" }

    /// The budget that a purpose's share is.
    func budget(of part: Allocation) throws(BudgetError) -> Budget {
        var share = Budget(name: name(ofPurpose: part.purpose), parent: name, timeZone: timeZone, currency: currency)
        if let dailyLimit { share.dailyLimit = try part.share(of: dailyLimit) }
        if let monthlyLimit { share.monthlyLimit = try part.share(of: monthlyLimit) }
        if let totalBalance { share.totalBalance = try part.share(of: totalBalance) }
        return share
    }
}
