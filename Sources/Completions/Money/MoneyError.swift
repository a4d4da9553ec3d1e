/// Why an amount of money can't be given exactly.
public enum MoneyError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The amount is beyond ±1.7 × 10²⁰.
    case overflow
    /// The text is not a decimal number.
    case notADecimal(String)
    /// The text has more decimals than an amount can keep.
    case tooPrecise(String)
    /// Two amounts are of different currencies.
    case currencyMismatch(Currency, Currency)

    /// The error's stable name in machine-readable output.
    public var code: String {
        switch self {
        case .overflow: "money_overflow"
        case .notADecimal, .tooPrecise: "bad_money"
        case .currencyMismatch: "currency_mismatch"
        }
    }

    /// A sentence for people.
    public var description: String {
        switch self {
        case .overflow: "the amount is too large to be exact"
        case .notADecimal(let text): "\"\(text)\" is not a decimal number such as 12.50"
        case .tooPrecise(let text): "\"\(text)\" has more decimals than can be kept exactly"
        case .currencyMismatch(let left, let right):
            "\(left) and \(right) can't be added or compared; convert one of them first"
        }
    }
}
