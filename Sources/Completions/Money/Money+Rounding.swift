extension Money {
    /// What happens to the digits that rounding cuts off.
    public enum Rounding: Hashable, Sendable {
        /// To the nearest; halves to the even neighbour.
        case halfEven
        /// To the nearest; halves away from zero.
        case halfUp
        /// Away from zero.
        case up
        /// Towards zero.
        case down
    }

    /// The amount with at most so many decimals.
    ///
    /// - Parameters:
    ///   - decimals: From 0 to 18.
    ///   - rounding: Which way.
    /// - Throws: `MoneyError.overflow` where rounding up leaves the range.
    public func rounded(toDecimals decimals: Int, _ rounding: Rounding = .halfEven) throws(MoneyError) -> Money {
        precondition((0...Money.decimals).contains(decimals), "an amount has from 0 to 18 decimals")
        let step = Money.powersOfTen[Money.decimals - decimals]
        let (quotient, remainder) = units.quotientAndRemainder(dividingBy: step)
        let half = remainder.magnitude * 2
        let isAway =
            switch rounding {
            case .down: false
            case .up: remainder != 0
            case .halfUp: half >= step.magnitude
            case .halfEven: half > step.magnitude || half == step.magnitude && quotient % 2 != 0
            }
        // The quotient times the step is within the range; one step further may not be.
        let (rounded, overflow) = (quotient * step).addingReportingOverflow(isAway ? units.signum() * step : 0)
        guard !overflow else { throw .overflow }
        return Money(units: rounded, currency: currency)
    }
}
