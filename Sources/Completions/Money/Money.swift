/// An exact amount of money.
///
/// The amount is a whole number of 10⁻¹⁸ of the currency's unit. A token costs down to about 10⁻¹², so prices and their
/// multipliers fit with six digits to spare, and amounts reach ±1.7 × 10²⁰. Arithmetic is checked: what doesn't fit
/// throws, and nothing rounds unless `rounded` is called.
public struct Money: Hashable, Sendable {
    /// How many decimals an amount keeps.
    public static let decimals = 18

    /// The amount in 10⁻¹⁸ of the currency's unit.
    package let units: Int128

    /// The currency.
    public let currency: Currency

    package init(units: Int128, currency: Currency) {
        self.units = units
        self.currency = currency
    }

    /// Nothing, in a currency.
    public static func zero(_ currency: Currency = .usd) -> Money { Money(units: 0, currency: currency) }

    /// Whether the amount is 0.
    public var isZero: Bool { units == 0 }

    /// Whether the amount is below 0.
    public var isNegative: Bool { units < 0 }

    // MARK: Arithmetic

    /// The sum of two amounts.
    ///
    /// - Throws: `MoneyError.currencyMismatch`, `MoneyError.overflow`.
    public func adding(_ other: Money) throws(MoneyError) -> Money {
        try requireSameCurrency(other)
        let (sum, overflow) = units.addingReportingOverflow(other.units)
        guard !overflow else { throw .overflow }
        return Money(units: sum, currency: currency)
    }

    /// The difference of two amounts.
    ///
    /// - Throws: `MoneyError.currencyMismatch`, `MoneyError.overflow`.
    public func subtracting(_ other: Money) throws(MoneyError) -> Money {
        try requireSameCurrency(other)
        let (difference, overflow) = units.subtractingReportingOverflow(other.units)
        guard !overflow else { throw .overflow }
        return Money(units: difference, currency: currency)
    }

    /// The amount, so many times.
    ///
    /// - Throws: `MoneyError.overflow`.
    public func multiplied(by count: Int) throws(MoneyError) -> Money {
        let (product, overflow) = units.multipliedReportingOverflow(by: Int128(count))
        guard !overflow else { throw .overflow }
        return Money(units: product, currency: currency)
    }

    /// The sum of amounts; zero of the given currency where there are none.
    ///
    /// - Throws: `MoneyError.currencyMismatch`, `MoneyError.overflow`.
    public static func sum(
        _ amounts: some Sequence<Money>, in currency: Currency = .usd
    ) throws(MoneyError) -> Money {
        var total = Money.zero(currency)
        for amount in amounts { total = try total.adding(amount) }
        return total
    }

    // MARK: Comparison

    /// Whether the amount is more than a limit.
    ///
    /// - Throws: `MoneyError.currencyMismatch`, so that a limit in one currency never lets another pass.
    public func exceeds(_ limit: Money) throws(MoneyError) -> Bool {
        try requireSameCurrency(limit)
        return units > limit.units
    }

    private func requireSameCurrency(_ other: Money) throws(MoneyError) {
        guard currency == other.currency else { throw .currencyMismatch(currency, other.currency) }
    }
}

extension Money: Comparable {
    /// An order to sort by: amounts of one currency by their size, currencies by their codes.
    ///
    /// To hold an amount against a limit use `exceeds`, which refuses to compare currencies.
    public static func < (left: Money, right: Money) -> Bool {
        left.currency == right.currency ? left.units < right.units : left.currency < right.currency
    }
}
