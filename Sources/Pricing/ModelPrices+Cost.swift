import Completions

extension ModelPrices {
    /// What a usage costs.
    ///
    /// The window is chosen by the time, the prices by the service tier, then by the size of the whole input,
    /// then by mode (reasoning) or hour; then each count is multiplied by its price and by the region's
    /// multiplier. Nothing is rounded.
    ///
    /// - Parameters:
    ///   - usage: The tokens of one request. Usage of several requests summed would cross long-context bounds
    ///     that none of them reached.
    ///   - serviceTier: The tier at which the request was served: `batch`, `flex`, `priority`, `fast`; nil or
    ///     `standard` for the standard one.
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
                lines.append(
                    .init(model: record.model, counter: counter, tokens: tokens, perToken: perToken, amount: amount))
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
    /// What a usage costs, by the model's name; see `prices(of:provider:region:)` and `ModelPrices.cost`.
    ///
    /// - Throws: `PriceError`, as these do.
    public func cost(
        of usage: Usage, model: String, provider: String? = nil, region: String? = nil, serviceTier: String? = nil,
        at time: Timestamp = .now
    ) throws(PriceError) -> Cost {
        try prices(of: model, provider: provider, region: region).cost(of: usage, serviceTier: serviceTier, at: time)
    }
}
