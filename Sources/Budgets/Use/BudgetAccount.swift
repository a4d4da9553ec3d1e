/// One budget, for those who spend from it.
public struct BudgetAccount: Sendable {
    /// The budget's name.
    public let name: String
    let ledger: BudgetLedger

    /// What the budget has now.
    ///
    /// - Throws: `BudgetError`.
    public func status() throws(BudgetError) -> BudgetStatus { try ledger.store.status(of: name) }

    /// What may still be reserved; nil where nothing limits. Whoever is to spend it must reserve it.
    ///
    /// - Throws: `BudgetError`.
    public func remaining() throws(BudgetError) -> Money? { try status().remaining }

    /// Holds the most that a request can cost, in this budget and all above it.
    ///
    /// - Parameters:
    ///   - amount: The most it can cost.
    ///   - id: The id by which it is settled. The same id again holds once.
    ///   - lifetime: After how many seconds the hold ends by itself.
    ///   - booksOnExpiry: Whether it counts as spent then, because what was sent may have been billed.
    ///   - note: What to write beside it, such as the model.
    /// - Throws: `OverBudget` where it doesn't fit; `BudgetError`.
    public func reserve(
        _ amount: Money, id: String = ReservationID.random(),
        lifetime: Int = ReservationRequest.usualLifetime, booksOnExpiry: Bool = false, note: String? = nil
    ) async throws -> Reservation {
        let request = ReservationRequest(
            budget: name, id: id, amount: amount, lifetime: lifetime, booksOnExpiry: booksOnExpiry, note: note)
        switch try await ledger.commit(.reserve(request)) {
        case .granted(let reservation): return reservation
        case .refused(let refusal): throw OverBudget(refusal: refusal)
        default: throw BudgetError.store("the ledger answered something else than was asked")
        }
    }

    /// Books what a request really cost, once, also after its hold ended and where it is more than was held.
    ///
    /// - Parameters:
    ///   - id: The reservation's id.
    ///   - amount: What it cost.
    ///   - isEstimated: Whether that is an estimate.
    ///   - note: What to write beside it.
    /// - Throws: `BudgetError`.
    @discardableResult
    public func settle(
        _ id: String, amount: Money, isEstimated: Bool = false, note: String? = nil
    ) async throws(BudgetError) -> Booking {
        let settlement = Settlement(budget: name, id: id, amount: amount, isEstimated: isEstimated, note: note)
        guard case .booked(let booking) = try await ledger.commit(.settle(settlement)) else {
            throw .store("the ledger answered something else than was asked")
        }
        return booking
    }

    /// Ends a hold of which nothing was spent. Ending it again changes nothing.
    ///
    /// - Throws: `BudgetError`.
    public func release(_ id: String) async throws(BudgetError) {
        _ = try await ledger.commit(.release(budget: name, id: id))
    }
}

/// Ids of reservations.
public enum ReservationID {
    /// A new id: 128 random bits in hexadecimal digits.
    public static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        return [generator.next(), generator.next()].map { (word: UInt64) in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}

/// Why money isn't held: a budget would break.
public struct OverBudget: Error, Hashable, Sendable, CustomStringConvertible {
    /// What refused it.
    public let refusal: Refusal

    /// A refusal as an error.
    public init(refusal: Refusal) {
        self.refusal = refusal
    }

    /// The stable name of the kind of error.
    public var code: String { "over_budget" }

    /// A sentence for people.
    public var description: String {
        switch refusal.reason {
        case .limit(let kind):
            let limit = refusal.limit.map { " of \($0)" } ?? ""
            let left = refusal.remaining.map { "; \($0) is left" } ?? ""
            let resets = refusal.resets.map { " until \($0)" } ?? ""
            return
                "\(refusal.requested) doesn't fit into the \(kind.rawValue)\(limit) of \(refusal.budget)\(left)\(resets)"
        case .released: return "the reservation was released; use another id"
        case .expired: return "the reservation expired; use another id"
        }
    }
}
