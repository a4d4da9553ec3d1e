import Synchronization

/// What a piece of work that spends tells its budget on the way.
public final class Spending: Sendable {
    /// The reservation.
    public let reservation: Reservation
    private let state = Mutex(State())

    struct State {
        var isSent = false
        var cost: Money?
        var isEstimated = false
    }

    init(reservation: Reservation) {
        self.reservation = reservation
    }

    /// Says that a request is about to go out: from here on it may be billed, whatever comes back.
    public func willSend() { state.withLock { $0.isSent = true } }

    /// Says what was spent so far; the last word counts.
    ///
    /// - Parameters:
    ///   - cost: All that was spent of the reservation.
    ///   - isEstimated: Whether that is an estimate.
    public func spent(_ cost: Money, isEstimated: Bool = false) {
        state.withLock { state in
            state.isSent = true
            state.cost = cost
            state.isEstimated = isEstimated
        }
    }

    var outcome: State { state.withLock { $0 } }
}

extension BudgetAccount {
    /// Reserves, runs the work, and books what it said was spent, also where it throws or is cancelled.
    ///
    /// Where the work sent a request but never said what it cost, the whole hold is booked, as an estimate: it may have
    /// been billed. Where it sent nothing, the hold is released.
    ///
    /// - Parameters:
    ///   - amount: The most it can cost.
    ///   - note: What to write beside the rows, such as the model.
    ///   - work: What spends.
    /// - Throws: `OverBudget`, before anything runs; what the work throws; `BudgetError`.
    public func spend<Value>(
        upTo amount: Money, note: String? = nil, _ work: (Spending) async throws -> Value
    ) async throws -> Value {
        let spending = Spending(reservation: try await reserve(amount, booksOnExpiry: true, note: note))
        let result: Result<Value, any Error>
        do { result = .success(try await work(spending)) } catch { result = .failure(error) }
        try await book(spending)
        return try result.get()
    }

    /// Reserves the most that a request can cost, sends it, and books what the answer cost.
    ///
    /// - Parameters:
    ///   - estimate: The request's estimate; its upper bound is held.
    ///   - send: What sends the request. An error that providers don't bill releases the hold.
    /// - Throws: `OverBudget`, before anything is sent; what sending throws; `BudgetError`.
    public func spend(
        upTo estimate: CostEstimate, _ send: () async throws -> CompletionResponse
    ) async throws -> CompletionResponse {
        let note = "\(estimate.provider) \(estimate.model)"
        return try await spend(upTo: estimate.upperBound, note: note) { spending in
            spending.willSend()
            do {
                let response = try await send()
                if let cost = response.cost { spending.spent(cost) }
                return response
            } catch let error as ProviderError where !error.mayBeBilled {
                spending.spent(.zero(estimate.upperBound.currency))
                throw error
            }
        }
    }

    private func book(_ spending: Spending) async throws(BudgetError) {
        let (id, outcome) = (spending.reservation.id, spending.outcome)
        if let cost = outcome.cost, !cost.isZero || outcome.isEstimated {
            try await settle(id, amount: cost, isEstimated: outcome.isEstimated)
        } else if outcome.isSent, outcome.cost == nil {
            try await settle(id, amount: spending.reservation.amount, isEstimated: true)
        } else {
            try await release(id)
        }
    }
}
