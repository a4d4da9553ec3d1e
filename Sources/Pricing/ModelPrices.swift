import Completions

/// The prices of one model, found by its name: what `cost` is fastest with.
public struct ModelPrices: Sendable {
    /// The provider.
    public let provider: String
    /// The name by which it was found.
    public let name: String
    /// The region in which it runs; nil where none was named.
    public let region: String?
    /// Windows that have prices for it, in the order in which they are asked. Never empty.
    let records: [PriceRecord]

    func record(at time: Timestamp) throws(PriceError) -> PriceRecord {
        for record in records where record.holds(at: time) { return record }
        let windows = records.map { record in
            switch (record.from, record.to) {
            case (let from?, let to?): "from \(from) until \(to)"
            case (let from?, nil): "from \(from) on"
            case (nil, let to?): "until \(to)"
            case (nil, nil): "always"
            }
        }
        throw .noPriceThen(time, model: name, known: windows.joined(separator: ", "))
    }
}

extension PriceTable {
    /// The prices of a model.
    ///
    /// Names are exact: case, hyphens and every byte count. A name is known by itself, as an alias, or by a pattern
    /// that the price file declares, such as a dated snapshot with a real date.
    ///
    /// - Parameters:
    ///   - name: The name as the provider's API takes or returns it.
    ///   - provider: The provider; nil to look through all, among which the name must be unique and no pattern that
    ///     takes every name counts.
    ///   - region: The region, for providers that have a price list for each; or one that has a price multiplier.
    /// - Throws: `PriceError.unknownProvider`, `.unknownModel`, `.ambiguousModel`, `.noPriceInRegion`, `.table`.
    /// - Complexity: One hash lookup; where the name is no known one, linear in the number of patterns.
    public func prices(
        of name: String, provider: String? = nil, region: String? = nil
    ) throws(PriceError) -> ModelPrices {
        let provider = if let provider { provider } else { try self.provider(ofModel: name) }
        var records: [PriceRecord] = []
        for entry in try entries(of: provider) { records += try entry.content().records(named: name) }
        guard !records.isEmpty else {
            throw .unknownModel(name, provider: provider, nearest: try nearestNames(to: name, provider: provider))
        }
        let region = UsageContext(region: region).region
        let candidates = records.filter { $0.region == nil || $0.region == region }
        guard !candidates.isEmpty else {
            throw .noPriceInRegion(region, model: name, known: Set(records.compactMap(\.region)).sorted())
        }
        return ModelPrices(provider: provider, name: name, region: region, records: candidates)
    }

    /// The one provider that has a model of that name; no pattern that takes every name counts.
    ///
    /// - Throws: `PriceError.unknownModel`, `.ambiguousModel`, `.table`.
    public func provider(ofModel name: String) throws(PriceError) -> String {
        var owners: Set<String> = []
        for entry in entries {
            let records = try entry.content().records(named: name, allowingCatchAll: false)
            if !records.isEmpty { owners.insert(entry.provider) }
        }
        guard let owner = owners.first else {
            throw .unknownModel(name, provider: nil, nearest: try nearestNames(to: name, provider: nil))
        }
        guard owners.count == 1 else { throw .ambiguousModel(name, providers: owners.sorted()) }
        return owner
    }
}
