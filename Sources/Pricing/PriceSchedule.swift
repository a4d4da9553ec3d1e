import Completions

/// The prices of one service tier: a base, and what changes them with the size, the mode and the hour of a request.
struct PriceSchedule: Sendable {
    /// Prices for every request, or for those from a size on.
    struct SizedPrices: Sendable {
        var base = TokenPrices()
        /// In ascending order of their bounds.
        var tiers: [Tier] = []

        /// The prices for a request of so many input tokens, all of which have them (not only those past the bound).
        func prices(inputTokens: Int) -> TokenPrices {
            tiers.last { $0.isReached(by: inputTokens) }?.prices ?? base
        }

        /// The prices that a request of at most so many input tokens can have.
        func reachable(inputTokens: Int) -> [TokenPrices] {
            [base] + tiers.filter { $0.isReached(by: inputTokens) }.map(\.prices)
        }
    }

    /// Prices that hold for a whole request whose input passes a bound.
    struct Tier: Sendable {
        let bound: Int
        /// Whether an input of exactly the bound has the tier's prices already.
        let includesBound: Bool
        let prices: TokenPrices

        func isReached(by inputTokens: Int) -> Bool {
            includesBound ? inputTokens >= bound : inputTokens > bound
        }
    }

    var standard = SizedPrices()
    /// What replaces standard prices in requests that reasoned.
    var thinking: SizedPrices?
    /// What replaces standard prices at certain hours; the first that holds counts.
    var clock: [ClockPrices] = []
    /// Where these prices are from, where that differs from the record's sources.
    var sources: [String] = []

    /// The prices for a request, and those that override them.
    func prices(for usage: Usage, at time: Timestamp) -> (base: TokenPrices, override: TokenPrices?) {
        let inputTokens = usage.inputTokens ?? 0
        let base = standard.prices(inputTokens: inputTokens)
        if let thinking, usage.reasoningTokens ?? 0 > 0 {
            return (base, thinking.prices(inputTokens: inputTokens))
        }
        return (base, clock.first { $0.holds(at: time) }?.prices)
    }

    /// The highest price that a token of some kinds can have in a request of at most so many input tokens, at any hour
    /// and in any mode; nil where none has a price.
    func dearestPrice(of counters: [Usage.Counter], inputTokens: Int) -> Int128? {
        let overrides = [nil] + (thinking?.reachable(inputTokens: inputTokens) ?? []) + clock.map(\.prices)
        return standard.reachable(inputTokens: inputTokens).flatMap { base in
            overrides.flatMap { override in
                counters.compactMap { base.price(of: $0, overriddenBy: override) }
            }
        }.max()
    }

    /// Every set of prices in it.
    var allPrices: [TokenPrices] {
        let sized = [standard] + (thinking.map { [$0] } ?? [])
        return sized.flatMap { [$0.base] + $0.tiers.map(\.prices) } + clock.map(\.prices)
    }
}
