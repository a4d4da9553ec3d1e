/// One provider's records, with an index by name.
final class PriceFile: Sendable {
    let provider: String
    /// The day as of which the prices are.
    let asOf: CalendarDate
    /// The name of the `UsageFormat` in which the provider reports usage.
    let usageFormat: String
    /// How the provider counts, in words: counter by counter.
    let counters: [(name: String, rule: String)]
    let records: [PriceRecord]

    private let byName: [ExactName: [PriceRecord]]
    private let byPattern: [(pattern: NamePattern, record: PriceRecord)]

    /// - Throws: `PriceTableError` where one name has two prices at one time.
    init(
        provider: String, asOf: CalendarDate, usageFormat: String, counters: [(name: String, rule: String)],
        records: [PriceRecord]
    ) throws(PriceTableError) {
        var byName: [ExactName: [PriceRecord]] = [:]
        for record in records where record.model != "*" {
            for name in [record.model] + record.aliases {
                let others = byName[ExactName(name), default: []]
                if others.contains(where: { $0.region == record.region && $0.overlaps(record) }) {
                    throw PriceTableError("\(name) has two prices at one time", file: provider)
                }
                byName[ExactName(name)] = others + [record]
            }
        }
        self.provider = provider
        self.asOf = asOf
        self.usageFormat = usageFormat
        self.counters = counters
        self.records = records
        self.byName = byName
        // A catch-all comes last, whatever its place in the file.
        let patterns = records.flatMap { record in record.patterns.map { (pattern: $0, record: record) } }
        byPattern = patterns.filter { !$0.pattern.isCatchAll } + patterns.filter(\.pattern.isCatchAll)
    }

    /// The records of a name: by the name itself, else by the first pattern that it has. Empty where it is unknown.
    ///
    /// - Parameter allowingCatchAll: Whether a pattern that takes every name counts.
    func records(named name: String, allowingCatchAll: Bool = true) -> [PriceRecord] {
        if let records = byName[ExactName(name)] { return records }
        guard let match = byPattern.first(where: { $0.pattern.matches(name) }),
            allowingCatchAll || !match.pattern.isCatchAll
        else { return [] }
        return byPattern.filter { $0.pattern.template == match.pattern.template }.map(\.record)
    }

    /// Every name it knows besides patterns, in no order.
    var names: [String] { byName.keys.map(\.name) }
}
