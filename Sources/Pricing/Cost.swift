import Completions

/// What a usage costs, and what that is made of.
public struct Cost: Hashable, Sendable {
    /// A part of the bill, by what its tokens were.
    public enum Bucket: String, CaseIterable, Hashable, Sendable {
        /// Input that no cache had, images included.
        case input
        /// Input read from a cache.
        case cacheRead = "cache_read"
        /// Input written to a cache of one lifetime.
        case cacheWrite = "cache_write"
        /// Input written to a cache for five minutes.
        case cacheWrite5m = "cache_write_5m"
        /// Input written to a cache for an hour.
        case cacheWrite1h = "cache_write_1h"
        /// Audio input that no cache had.
        case inputAudio = "input_audio"
        /// Audio input read from a cache.
        case cacheReadAudio = "cache_read_audio"
        /// Output, reasoning and images included.
        case output
        /// Audio output.
        case outputAudio = "output_audio"
    }

    /// Tokens of one kind, with their price.
    public struct Line: Hashable, Sendable {
        /// The name of the record by which they were priced.
        public let model: String
        /// What the tokens were.
        public let counter: Usage.Counter
        /// How many.
        public let tokens: Int
        /// What one of them cost, region multiplier included.
        public let perToken: Money
        /// What they cost together.
        public let amount: Money

        /// What a million of them cost.
        public var perMillion: Money { Money(units: perToken.units * 1_000_000, currency: perToken.currency) }

        /// The kind of token as price files name it: `input`, `cache_read_explicit`, `reasoning`, …
        public var priceName: String { counter.priceKey }

        /// The part of the bill that the line belongs to.
        public var bucket: Bucket { counter.bucket }
    }

    /// The whole cost.
    public let total: Money
    /// Its lines, one for each model and kind of token that there was; they add up to the total.
    public let lines: [Line]
    /// The name of the record by which it was priced; that of the main part where several models worked.
    public let model: String
    /// The provider.
    public let provider: String
    /// Since when the prices hold; nil for as long as is known.
    public let priceFrom: Timestamp?

    /// The bill in parts that add up to the total: `input` and `output` always, others where they have tokens.
    public var breakdown: [(bucket: Bucket, amount: Money)] {
        Bucket.allCases.compactMap { bucket in
            let lines = lines.filter { $0.bucket == bucket }
            guard !lines.isEmpty || bucket == .input || bucket == .output else { return nil }
            // The lines add up to the total, which is within the range, so no part can leave it.
            return (bucket, Money(units: lines.reduce(0) { $0 + $1.amount.units }, currency: total.currency))
        }
    }

    /// The cost together with that of further work for the same request.
    func adding(_ further: Cost) throws(MoneyError) -> Cost {
        Cost(
            total: try total.adding(further.total), lines: lines + further.lines, model: model, provider: provider,
            priceFrom: priceFrom)
    }
}

extension Usage.Counter {
    /// The part of the bill that tokens of this kind belong to.
    var bucket: Cost.Bucket {
        switch self {
        case .input, .inputImage: .input
        case .inputAudio: .inputAudio
        case .cacheRead, .explicitCacheRead: .cacheRead
        case .cacheReadAudio: .cacheReadAudio
        case .cacheWrite: .cacheWrite
        case .cacheWrite5m: .cacheWrite5m
        case .cacheWrite1h: .cacheWrite1h
        case .output, .reasoning, .outputImage: .output
        case .outputAudio: .outputAudio
        }
    }
}
