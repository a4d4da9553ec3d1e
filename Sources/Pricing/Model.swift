import Completions

/// A model as a price table knows it at one time: what it is called, can hold and costs.
public struct Model: Hashable, Sendable {
    /// How dear a model is.
    ///
    /// The labels are the table's own rule: free where declared free; expensive from 5 dollars a million input
    /// tokens or 25 a million output tokens; cheap up to 1 and 5; standard otherwise. Yuan count as a seventh of a
    /// dollar.
    public enum Tier: String, CaseIterable, Hashable, Sendable {
        /// Up to 1 dollar a million input tokens and 5 a million output tokens.
        case cheap
        /// Between cheap and expensive.
        case standard
        /// From 5 dollars a million input tokens, or 25 a million output tokens.
        case expensive
        /// Declared to cost nothing.
        case free
    }

    /// What one kind of token costs.
    public struct Price: Hashable, Sendable {
        /// The kind, as price files name it: `input`, `output`, `cache_read`, `cache_write_1h`, `input_audio`, …
        public let name: String
        /// What one token costs.
        public let perToken: Money

        /// What a thousand tokens cost.
        public var perThousand: Money { Money(units: perToken.units * 1000, currency: perToken.currency) }

        /// What a million tokens cost.
        public var perMillion: Money { Money(units: perToken.units * 1_000_000, currency: perToken.currency) }
    }

    /// A way to have requests served at other prices: sooner, later or together.
    public struct ServiceTier: Hashable, Sendable {
        /// The tier, as requests and `cost` name it: `batch`, `flex`, `priority`, `fast`.
        public let name: String
        /// Every price that is published for it, below any long-context bound.
        public let prices: [Price]
        /// Where the prices are from; empty where they are from the model's own sources.
        public let sources: [String]
    }

    /// The name that the provider's API takes; `*` for "any name that has no record of its own".
    public let id: String
    /// The provider.
    public let provider: String
    /// Other names that mean this model.
    public let aliases: [String]
    /// The region whose price list this is; nil where the provider has one list.
    public let region: String?
    /// How dear it is.
    public let tier: Tier
    /// What it is suited for, as labels.
    public let strengths: [String]
    /// The most tokens that input and output can have together; nil where unknown.
    public let maxContext: Int?
    /// The most tokens that output can have; nil where unknown.
    public let maxOutput: Int?
    /// What one token of input costs, in standard requests below any long-context bound.
    public let inputPrice: Price
    /// What one token of output costs, likewise.
    public let outputPrice: Price
    /// Every price that is published for such requests, input and output among them.
    public let prices: [Price]
    /// The service tiers that have prices of their own.
    public let serviceTiers: [ServiceTier]
    /// Since when the prices hold; nil for as long as is known.
    public let priceFrom: Timestamp?
    /// Until when they hold; nil until further notice.
    public let priceTo: Timestamp?
    /// Whether the provider no longer serves it; its prices are kept for old usage.
    public let isRetired: Bool
    /// The day as of which the price file says all this.
    public let asOf: CalendarDate
    /// The day it appeared; nil where unknown.
    public let released: CalendarDate?
    /// How sure it is that the prices are the provider's.
    public let confidence: Confidence
    /// Where the prices are from.
    public let sources: [String]
    /// What else there is to know.
    public let notes: String?

    /// The currency of the prices.
    public var currency: Currency { inputPrice.perToken.currency }
}

extension Model {
    /// The model of a record; nil where the record lacks a price for input or output, which reading a file rules out.
    init?(_ record: PriceRecord, provider: String, asOf: CalendarDate) {
        func published(_ schedule: PriceSchedule) -> [Price] {
            schedule.standard.base.published.map { counter, price in
                Price(name: counter.priceKey, perToken: Money(units: price, currency: record.currency))
            }
        }
        prices = published(record.standard)
        guard let input = prices.first(where: { $0.name == Usage.Counter.input.priceKey }),
            let output = prices.first(where: { $0.name == Usage.Counter.output.priceKey })
        else { return nil }
        inputPrice = input
        outputPrice = output
        id = record.model
        self.provider = provider
        aliases = record.aliases
        region = record.region
        tier = record.details.tier
        strengths = record.details.strengths
        maxContext = record.details.contextWindow
        maxOutput = record.details.maxOutput
        serviceTiers = record.serviceTiers.map { name, schedule in
            ServiceTier(name: name, prices: published(schedule), sources: schedule.sources)
        }
        priceFrom = record.from
        priceTo = record.to
        isRetired = record.details.isRetired
        self.asOf = asOf
        released = record.details.released
        confidence = record.details.confidence
        sources = record.details.sources
        notes = record.details.notes
    }
}
