/// The prices of one model in one region, through one window of time.
///
/// A record never changes; many resolved models share it.
final class PriceRecord: Sendable {
    /// A factor on every price, for requests that ran in a certain region.
    struct RegionMultiplier: Sendable {
        let region: String
        let numerator: Int128
        let denominator: Int128

        /// A price times the factor. Loading a table makes sure that the division leaves no rest.
        func applied(to price: Int128) throws(MoneyError) -> Int128 {
            let (product, overflow) = price.multipliedReportingOverflow(by: numerator)
            guard !overflow else { throw .overflow }
            return product / denominator
        }
    }

    /// What is known of a model besides its prices.
    struct Details: Sendable {
        var contextWindow: Int?
        var maxOutput: Int?
        var tier = Model.Tier.standard
        var strengths: [String] = []
        var isRetired = false
        var released: CalendarDate?
        var confidence = Confidence.high
        var sources: [String] = []
        var notes: String?
    }

    let model: String
    let aliases: [String]
    let patterns: [NamePattern]
    let region: String?
    /// The first moment at which the prices hold; nil for as long as is known.
    let from: Timestamp?
    /// The first moment at which they no longer hold; nil until further notice.
    let to: Timestamp?
    let currency: Currency
    let standard: PriceSchedule
    let serviceTiers: [(name: String, schedule: PriceSchedule)]
    let regionMultipliers: [RegionMultiplier]
    let details: Details

    init(
        model: String, aliases: [String], patterns: [NamePattern], region: String?, from: Timestamp?, to: Timestamp?,
        currency: Currency, standard: PriceSchedule, serviceTiers: [(name: String, schedule: PriceSchedule)],
        regionMultipliers: [RegionMultiplier], details: Details
    ) {
        self.model = model
        self.aliases = aliases
        self.patterns = patterns
        self.region = region
        self.from = from
        self.to = to
        self.currency = currency
        self.standard = standard
        self.serviceTiers = serviceTiers
        self.regionMultipliers = regionMultipliers
        self.details = details
    }

    /// Whether the prices hold at a time: from the window's first moment, up to but without its last.
    func holds(at time: Timestamp) -> Bool {
        if let from, time < from { return false }
        if let to, time >= to { return false }
        return true
    }

    /// Whether two records' windows share a moment.
    func overlaps(_ other: PriceRecord) -> Bool {
        let startsBefore = from.flatMap { from in other.to.map { from < $0 } } ?? true
        let endsAfter = to.flatMap { to in other.from.map { $0 < to } } ?? true
        return startsBefore && endsAfter
    }
}
