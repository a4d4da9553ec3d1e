import Completions
import Pricing

/// Chooses by tiers: the harder the task, the dearer the models that come first. Models that may not see the request,
/// that it doesn't fit into, or that could cost more than what remains, are left out.
public struct TierSelector: ModelSelector {
    /// The tiers for each complexity, best first. A tier that isn't listed isn't chosen.
    public var order: [TaskNeed.Complexity: [Model.Tier]] = [
        .low: [.free, .cheap, .standard, .expensive], .medium: [.standard, .cheap, .expensive, .free],
        .high: [.expensive, .standard, .cheap, .free],
    ]

    /// A selector with the usual order.
    public init() {}

    /// Within a tier the least dear comes first; what has no price comes last, and is left out where money is limited.
    ///
    /// One estimate for each candidate: linear in the length of the request.
    public func select(
        from candidates: [ModelCandidate], for request: CompletionRequest, need: TaskNeed
    ) -> [ModelCandidate] {
        // A small model answers sooner: an urgent task takes the tiers of the next easier one.
        let complexity: TaskNeed.Complexity =
            switch (need.complexity, need.isUrgent) {
            case (.high, true): .medium
            case (_, true): .low
            case (let complexity, false): complexity
            }
        let tiers = order[complexity] ?? []
        let ranked = candidates.enumerated().compactMap { index, candidate -> Ranked? in
            guard let rank = tiers.firstIndex(of: candidate.tier) else { return nil }
            guard need.privacy == .any || candidate.isLocal else { return nil }
            var request = request
            request.model = candidate.model
            let estimate = try? candidate.provider.estimateCost(of: request)
            if let window = candidate.maxContext, let estimate, estimate.inputTokens > window { return nil }
            if let remaining = need.remaining {
                guard let most = estimate?.upperBound, most.units == 0 || TierSelector.fits(most, remaining) else {
                    return nil
                }
            }
            return Ranked(candidate: candidate, rank: rank, cost: estimate?.estimatedCost, index: index)
        }
        return ranked.sorted(by: <).map(\.candidate)
    }

    private static func fits(_ cost: Money, _ remaining: Money) -> Bool {
        cost.currency == remaining.currency && cost.units <= remaining.units
    }

    private struct Ranked {
        let candidate: ModelCandidate
        let rank: Int
        let cost: Money?
        let index: Int

        static func < (left: Ranked, right: Ranked) -> Bool {
            if left.rank != right.rank { return left.rank < right.rank }
            switch (left.cost, right.cost) {
            case (let one?, let other?) where one.currency == other.currency && one.units != other.units:
                return one.units < other.units
            case (.some, nil): return true
            case (nil, .some): return false
            default: return left.index < right.index
            }
        }
    }
}

extension FallbackChain {
    /// The chain of the models that a selector chooses, best first; nil where it chooses none.
    public init?(
        selecting selector: any ModelSelector = TierSelector(), from candidates: [ModelCandidate],
        for request: CompletionRequest, need: TaskNeed
    ) {
        let chosen = selector.select(from: candidates, for: request, need: need)
        guard !chosen.isEmpty else { return nil }
        self.init(chosen.map { Link($0.provider, model: $0.model) })
    }
}
