import Budgets
import Completions
import Pricing

/// Holds in a budget the most that each attempt can cost before it is sent, and books what it cost after.
///
/// An attempt for which no price is known isn't made: nobody could say what to hold. What may have been billed is
/// booked: by its usage where the provider told it, else estimated from what came, else as the whole hold when its time
/// is over.
public struct BudgetObserver: AttemptObserver {
    private let account: BudgetAccount
    private let prices: PriceTable

    /// An observer that spends from a budget.
    public init(account: BudgetAccount, prices: PriceTable = .current) {
        self.account = account
        self.prices = prices
    }

    /// Holds the upper bound of the attempt's cost.
    ///
    /// - Throws: `ProviderError` with `.overBudget` where it doesn't fit or has no price; `BudgetError` where the ledger
    ///   can't be asked.
    public func attemptWillBegin(_ attempt: Attempt) async throws {
        let estimate: CostEstimate
        do throws(PriceError) {
            estimate = try prices.estimateCost(
                of: attempt.request, provider: attempt.priceProvider, region: attempt.priceRegion)
        } catch {
            throw ProviderError(
                .overBudget, "nobody knows what it may cost: \(error)", provider: attempt.provider)
        }
        do {
            _ = try await account.reserve(
                estimate.upperBound, id: attempt.id, booksOnExpiry: true,
                note: "\(attempt.provider) \(attempt.request.model)")
        } catch let error as OverBudget {
            throw ProviderError(.overBudget, error.description, provider: attempt.provider)
        }
    }

    public func attemptDidEnd(_ attempt: Attempt, _ outcome: AttemptOutcome) async {
        switch outcome {
        case .answered(let response): await book(response.cost, of: attempt, isEstimated: false)
        case .failed(_, mayBeBilled: false): try? await account.release(attempt.id)
        case .failed(let error, mayBeBilled: true):
            await book(error.partial?.cost, of: attempt, isEstimated: true)
        case .abandoned(let partial): await book(partial.cost, of: attempt, isEstimated: true)
        }
    }

    /// Books a cost. Where it isn't known, or the ledger can't be asked, the hold counts as spent when its time is over.
    private func book(_ cost: Money?, of attempt: Attempt, isEstimated: Bool) async {
        guard let cost else { return }
        _ = try? await account.settle(attempt.id, amount: cost, isEstimated: isEstimated)
    }
}
