import Completions

extension PriceTable {
    /// What a recorded usage cost, further work that its response billed included, and all its counts.
    ///
    /// The service tier and region are those that the record names, else those that the response reports.
    ///
    /// - Parameters:
    ///   - record: The record.
    ///   - defaultProvider: The provider of records that name none; nil to find it by the model.
    ///   - defaultTime: When the requests of records without a time were made.
    /// - Throws: `PriceError`; `.usage` where the counts are missing or wrong.
    public func cost(
        of record: RecordedUsage, defaultProvider: String? = nil, defaultTime: Timestamp = .now
    ) throws(PriceError) -> (cost: Cost, usage: Usage) {
        let named = record.provider ?? defaultProvider
        let provider = if let named { named } else { try self.provider(ofModel: record.model ?? "") }
        let format = try usageFormat(of: provider)
        let model = record.model ?? format.model(in: record.response) ?? ""
        let object = record.usage ?? format.usageObject(in: record.response)
        let context = object.map { UsageContext(from: $0, response: record.response) } ?? UsageContext()
        let prices = try prices(of: model, provider: provider, region: record.region ?? context.region)

        var usage: Usage
        let further: [FurtherUsage]
        do throws(UsageError) {
            guard let object else { throw .missing("usage object") }
            usage = try format.usage(from: object)
            further = try format.furtherUsages(in: object)
        } catch { throw .usage(error) }

        let tier = record.serviceTier ?? context.serviceTier
        let time = record.time ?? defaultTime
        var cost = try prices.cost(of: usage, serviceTier: tier, at: time)
        for work in further {
            let part = try self.cost(
                of: work.usage, model: work.model ?? model, provider: provider, region: prices.region,
                serviceTier: tier, at: time)
            do throws(MoneyError) { cost = try cost.adding(part) } catch { throw .money(error) }
            do throws(UsageError) { usage = try usage.adding(work.usage) } catch { throw .usage(error) }
        }
        return (cost, usage)
    }
}
