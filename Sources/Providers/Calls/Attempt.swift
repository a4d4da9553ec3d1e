import Completions

/// One request that is about to go to a provider. A call that is tried again has several, each of which the provider
/// may bill.
public struct Attempt: Hashable, Sendable {
    /// A name that no other attempt has: 128 random bits in hexadecimal digits.
    public let id: String

    /// Which attempt of its call at its provider it is, from 1.
    public let number: Int

    /// The provider, by its `id`.
    public let provider: String

    /// The provider by which prices are looked up.
    public let priceProvider: String

    /// The region of the price list; nil where the provider has one list.
    public let priceRegion: String?

    /// The request, its model named as the provider names it.
    public let request: CompletionRequest

    /// An attempt with an id of its own.
    init(number: Int, provider: String, priceProvider: String, priceRegion: String?, request: CompletionRequest) {
        id = Attempt.randomID()
        self.number = number
        self.provider = provider
        self.priceProvider = priceProvider
        self.priceRegion = priceRegion
        self.request = request
    }

    private static func randomID() -> String {
        let digits = [UInt64.random(in: 0 ... .max), UInt64.random(in: 0 ... .max)].map { word in
            let text = String(word, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }
        return digits.joined()
    }
}

/// How an attempt ended.
public enum AttemptOutcome: Sendable {
    /// With an answer, whose usage was billed.
    case answered(CompletionResponse)

    /// With a failure. `mayBeBilled` says whether the provider may have worked on it: not where it was never reached or
    /// said no; possibly where the answer didn't come, broke off (see the error's `partial`), or couldn't be read.
    case failed(ProviderError, mayBeBilled: Bool)

    /// The caller stopped waiting. What had come by then, with its usage as far as it is known or can be estimated; it
    /// may be billed.
    case abandoned(CompletionResponse)
}

/// Who is told of each attempt: a ledger that holds money before and books it after, or a log.
public protocol AttemptObserver: Sendable {
    /// Called before an attempt is sent.
    ///
    /// - Throws: any error, to have the attempt not made: the call ends with that error.
    func attemptWillBegin(_ attempt: Attempt) async throws

    /// Called once after each attempt that `attemptWillBegin` let through, also where the caller was cancelled; the
    /// call goes on when it returns.
    func attemptDidEnd(_ attempt: Attempt, _ outcome: AttemptOutcome) async
}
