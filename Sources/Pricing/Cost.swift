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
    /// Its lines, one for each kind of token that there was; they add up to the total.
    public let lines: [Line]
    /// The name of the record by which it was priced.
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

extension ModelPrices {
    /// What a usage costs.
    ///
    /// The window is chosen by the time, the prices by the service tier, then by the size of the whole input, then by
    /// mode (reasoning) or hour; then each count is multiplied by its price and by the region's multiplier. Nothing is
    /// rounded.
    ///
    /// - Parameters:
    ///   - usage: The tokens of one request. Usage of several requests summed would cross long-context bounds that none
    ///     of them reached.
    ///   - serviceTier: The tier at which the request was served: `batch`, `flex`, `priority`, `fast`; nil or `standard`
    ///     for the standard one.
    ///   - time: When the request was made.
    /// - Throws: `PriceError.noPriceThen`, `.noPriceAtServiceTier`, `.noPriceInRegion`, `.noPriceForCounter`,
    ///   `.inputNotReported`, `.money`.
    public func cost(
        of usage: Usage, serviceTier: String? = nil, at time: Timestamp = .now
    ) throws(PriceError) -> Cost {
        let record = try record(at: time)
        let (base, override) = try record.schedule(of: serviceTier, name: name).prices(for: usage, at: time)
        let multiplier = try record.multiplier(in: region, name: name)
        var lines: [Cost.Line] = []
        lines.reserveCapacity(6)
        var total = Money.zero(record.currency)
        for counter in Usage.Counter.allCases {
            guard let tokens = usage[counter], tokens > 0 else { continue }
            guard var price = base.price(of: counter, overriddenBy: override) else {
                throw .noPriceForCounter(counter.priceKey, model: name)
            }
            do throws(MoneyError) {
                if let multiplier { price = try multiplier.applied(to: price) }
                let perToken = Money(units: price, currency: record.currency)
                let amount = try perToken.multiplied(by: tokens)
                total = try total.adding(amount)
                lines.append(.init(counter: counter, tokens: tokens, perToken: perToken, amount: amount))
            } catch { throw .money(error) }
        }
        if usage.inputTokens == nil, base.price(of: .input, overriddenBy: override) != 0 {
            throw .inputNotReported(model: name)
        }
        return Cost(total: total, lines: lines, model: record.model, provider: provider, priceFrom: record.from)
    }
}

extension PriceRecord {
    /// The prices at a service tier.
    func schedule(of serviceTier: String?, name: String) throws(PriceError) -> PriceSchedule {
        guard let tier = UsageContext(serviceTier: serviceTier).serviceTier else { return standard }
        guard let match = serviceTiers.first(where: { $0.name.utf8.elementsEqual(tier.utf8) }) else {
            throw .noPriceAtServiceTier(tier, model: name, known: serviceTiers.map(\.name))
        }
        return match.schedule
    }

    /// The multiplier for a region; nil where none applies, as where the record is the region's own price list.
    func multiplier(in region: String?, name: String) throws(PriceError) -> RegionMultiplier? {
        guard let region, region != self.region else { return nil }
        guard let multiplier = regionMultipliers.first(where: { $0.region == region }) else {
            throw .noPriceInRegion(region, model: name, known: regionMultipliers.map(\.region))
        }
        return multiplier
    }
}

extension PriceTable {
    /// What a usage costs, by the model's name; see `model(_:provider:region:)` and `ModelPrices.cost`.
    ///
    /// - Throws: `PriceError`, as these do.
    public func cost(
        of usage: Usage, model: String, provider: String? = nil, region: String? = nil, serviceTier: String? = nil,
        at time: Timestamp = .now
    ) throws(PriceError) -> Cost {
        try self.model(model, provider: provider, region: region).cost(of: usage, serviceTier: serviceTier, at: time)
    }
}
