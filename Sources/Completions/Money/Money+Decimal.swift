extension Money {
    /// The amount that a decimal number says: digits with an optional sign and decimal point, no exponent.
    ///
    /// - Throws: `MoneyError.notADecimal`; `MoneyError.tooPrecise` with more than 18 decimals that are not 0;
    ///   `MoneyError.overflow`.
    public init(_ text: some StringProtocol, currency: Currency = .usd) throws(MoneyError) {
        self.init(units: try Money.units(of: text, decimals: Money.decimals), currency: currency)
    }

    /// A decimal number times 10^`decimals`, exactly. Linear in the length of the text.
    package static func units(of text: some StringProtocol, decimals: Int) throws(MoneyError) -> Int128 {
        var units: Int128 = 0
        var digits = 0
        var places: Int?
        var bytes = text.utf8[...]
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative { bytes = bytes.dropFirst() }
        for byte in bytes {
            if byte == UInt8(ascii: "."), places == nil, digits > 0 {
                places = 0
                continue
            }
            guard byte &- UInt8(ascii: "0") < 10 else { throw .notADecimal(String(text)) }
            digits += 1
            let digit = Int128(byte &- UInt8(ascii: "0"))
            if let place = places {
                guard place < decimals || digit == 0 else { throw .tooPrecise(String(text)) }
                places = place + 1
                if place >= decimals { continue }
            }
            units = try shifted(units, digit)
        }
        guard digits > 0, places != 0 else { throw .notADecimal(String(text)) }
        let missing = decimals - min(places ?? 0, decimals)
        let (scaled, overflow) = units.multipliedReportingOverflow(by: powersOfTen[missing])
        guard !overflow else { throw .overflow }
        return isNegative ? -scaled : scaled
    }

    /// 10⁰ to 10¹⁸.
    package static let powersOfTen: [Int128] = (0...decimals).map { (0..<$0).reduce(1) { power, _ in power * 10 } }

    private static func shifted(_ units: Int128, _ digit: Int128) throws(MoneyError) -> Int128 {
        let (product, productOverflow) = units.multipliedReportingOverflow(by: 10)
        let (sum, sumOverflow) = product.addingReportingOverflow(digit)
        guard !productOverflow, !sumOverflow else { throw .overflow }
        return sum
    }
}

extension Money: CustomStringConvertible {
    /// The amount as an exact decimal number, without exponent or trailing zeros: `0.0000375`, `0`.
    public var amount: String {
        var digits = String(units.magnitude)
        if digits.utf8.count <= Money.decimals {
            digits = String(repeating: "0", count: Money.decimals + 1 - digits.utf8.count) + digits
        }
        let whole = digits.dropLast(Money.decimals)
        let fraction = digits.suffix(Money.decimals)
        let end = fraction.lastIndex { $0 != "0" }.map(fraction.index(after:)) ?? fraction.startIndex
        let decimals = fraction[..<end]
        return (units < 0 ? "-" : "") + whole + (decimals.isEmpty ? "" : "." + decimals)
    }

    /// The amount, followed by the currency where it is not US dollars: `0.25`, `0.25 CNY`.
    public var description: String { currency == .usd ? amount : "\(amount) \(currency)" }
}
