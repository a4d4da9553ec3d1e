import Budgets
import Completions
import Pricing

/// A provider whose every attempt is held in a budget before it is sent, and booked after it ended.
///
/// ```swift
/// let provider = BudgetedProvider(anthropic, account: ledger.account("agent"))
/// ```
public struct BudgetedProvider: LLMProvider {
    private let provider: any LLMProvider
    private let observer: BudgetObserver

    /// A provider that spends from a budget.
    public init(_ provider: any LLMProvider, account: BudgetAccount, prices: PriceTable = .current) {
        self.provider = provider
        observer = BudgetObserver(account: account, prices: prices)
    }

    public var id: String { provider.id }

    public func listModels() async throws -> [ListedModel] { try await provider.listModels() }

    public func complete(_ request: CompletionRequest, options: CallOptions) async throws -> CompletionResponse {
        try await provider.complete(request, options: budgeted(options))
    }

    public func stream(_ request: CompletionRequest, options: CallOptions) -> CompletionStream {
        provider.stream(request, options: budgeted(options))
    }

    public func estimateCost(of request: CompletionRequest) throws(PriceError) -> CostEstimate {
        try provider.estimateCost(of: request)
    }

    /// The options with the budget's observer before the caller's own, if there's one.
    private func budgeted(_ options: CallOptions) -> CallOptions {
        var options = options
        options.observer = options.observer.map { ObserverPair(first: observer, second: $0) } ?? observer
        return options
    }
}

/// Two observers, of which the second is asked only where the first lets an attempt through.
private struct ObserverPair: AttemptObserver {
    let first: any AttemptObserver
    let second: any AttemptObserver

    func attemptWillBegin(_ attempt: Attempt) async throws {
        try await first.attemptWillBegin(attempt)
        do {
            try await second.attemptWillBegin(attempt)
        } catch {
            let refused = ProviderError(.badRequest, "another observer refused it", provider: attempt.provider)
            await first.attemptDidEnd(attempt, .failed(refused, mayBeBilled: false))
            throw error
        }
    }

    func attemptDidEnd(_ attempt: Attempt, _ outcome: AttemptOutcome) async {
        await first.attemptDidEnd(attempt, outcome)
        await second.attemptDidEnd(attempt, outcome)
    }
}
