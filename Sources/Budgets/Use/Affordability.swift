/// Whether a budget can pay for a request to one of several models.
public struct Affordability: Sendable {
    /// A model that might be asked.
    public struct Candidate: Hashable, Sendable {
        /// The provider.
        public let provider: String
        /// The model.
        public let model: String

        /// A model of a provider.
        public init(provider: String, model: String) {
            self.provider = provider
            self.model = model
        }
    }

    /// The model.
    public let candidate: Candidate
    /// What it may cost; an error where nobody knows.
    public let estimate: Result<CostEstimate, PriceError>
    /// Why it can't be paid for; nil where it can.
    public let refusal: Refusal.Reason?

    /// Whether what remains pays for the most that the request can cost. Never where no price is known.
    public var fits: Bool { refusal == nil && (try? estimate.get()) != nil }
}

extension BudgetAccount {
    /// Which of several models the budget can pay for, the dearest that fits first, then those that don't fit.
    ///
    /// What fits now may not later: whoever is to spend must reserve.
    ///
    /// - Parameters:
    ///   - candidates: The models that might be asked.
    ///   - request: The request; its model is each candidate's in turn.
    ///   - table: The prices.
    ///   - time: When it will be sent.
    /// - Throws: `BudgetError`.
    public func affordable(
        _ candidates: [Affordability.Candidate], for request: CompletionRequest, table: PriceTable = .current,
        at time: Timestamp = .now
    ) throws(BudgetError) -> [Affordability] {
        let estimates = candidates.map { candidate in
            Result { () throws(PriceError) in
                var request = request
                request.model = candidate.model
                return try table.estimateCost(of: request, provider: candidate.provider, at: time)
            }
        }
        let costs = estimates.map { try? $0.get().upperBound }
        let refusals = try ledger.store.read { (reader) throws(BudgetError) -> [Refusal?] in
            try reader.refusals(of: costs, by: name)
        }
        let answers = zip(candidates, zip(estimates, refusals)).map { candidate, answer in
            Affordability(candidate: candidate, estimate: answer.0, refusal: answer.1?.reason)
        }
        func cost(_ answer: Affordability) -> Money? { (try? answer.estimate.get())?.upperBound }
        return answers.filter { $0.fits }.sorted { left, right in
            guard let left = cost(left), let right = cost(right) else { return false }
            return left > right
        } + answers.filter { !$0.fits }
    }
}

extension LedgerReader {
    /// What would refuse each of some amounts; nil where nothing would, and for nil.
    fileprivate func refusals(of amounts: [Money?], by budget: String) throws(BudgetError) -> [Refusal?] {
        var rules = LedgerRules(self)
        try rules.expireHolds()
        let chain = try rules.chain(from: budget)
        var refusals: [Refusal?] = []
        for amount in amounts {
            let request = amount.map { ReservationRequest(budget: budget, id: "-", amount: $0) }
            refusals.append(
                try request.flatMap { request throws(BudgetError) in try rules.refusal(of: request, in: chain) })
        }
        return refusals
    }
}
