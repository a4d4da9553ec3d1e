/// One provider's records, with an index by name.
final class PriceFile: Sendable {
    let provider: String
    /// The day as of which the prices are.
    let asOf: CalendarDate
    /// The name of the `UsageFormat` in which the provider reports usage.
    let usageFormat: String
    /// How the provider counts, in words: counter by counter. For people; a test holds them against `UsageFormat`.
    let counters: [(name: String, rule: String)]
    /// The region that requests run in where their sender names none; nil where there is no such rule.
    let defaultRegion: String?
    let records: [PriceRecord]

    private let byName: [ExactName: [PriceRecord]]
    private let byPattern: [(pattern: NamePattern, record: PriceRecord)]

    /// - Throws: `PriceTableError` where one name has two prices at one time.
    init(
        provider: String, asOf: CalendarDate, usageFormat: String, counters: [(name: String, rule: String)],
        defaultRegion: String? = nil, records: [PriceRecord]
    ) throws(PriceTableError) {
        var byName: [ExactName: [PriceRecord]] = [:]
        var byTemplate: [String: [PriceRecord]] = [:]
        for record in records {
            for name in [record.model] + record.aliases { byName[ExactName(name), default: []].append(record) }
            for pattern in record.patterns { byTemplate[pattern.template, default: []].append(record) }
        }
        // A catch-all's record has no name of its own.
        byName[ExactName(NamePattern.catchAll)] = nil
        for (name, records) in byName { try PriceFile.requireOnePrice(records, of: name.name, in: provider) }
        for (template, records) in byTemplate { try PriceFile.requireOnePrice(records, of: template, in: provider) }
        self.provider = provider
        self.asOf = asOf
        self.usageFormat = usageFormat
        self.counters = counters
        self.defaultRegion = defaultRegion
        self.records = records
        self.byName = byName
        // A catch-all comes last, whatever its place in the file.
        let patterns = records.flatMap { record in record.patterns.map { (pattern: $0, record: record) } }
        byPattern = patterns.filter { !$0.pattern.isCatchAll } + patterns.filter(\.pattern.isCatchAll)
    }

    private static func requireOnePrice(
        _ records: [PriceRecord], of name: String, in provider: String
    ) throws(PriceTableError) {
        for (index, record) in records.enumerated() {
            for other in records[..<index] where other.region == record.region && other.overlaps(record) {
                throw PriceTableError("\(name) has two prices at one time", file: provider)
            }
        }
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
