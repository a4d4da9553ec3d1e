import Completions
import Pricing

extension HTTPProvider {
    /// An answer with its cost, or the reason why it has none.
    func accounted(_ response: CompletionResponse, for request: CompletionRequest) -> CompletionResponse {
        var response = response
        response.provider = id
        if response.model.isEmpty { response.model = request.model }
        guard let usage = response.usage else {
            response.costReason = "The provider didn't report how many tokens it billed."
            return response
        }
        do throws(PriceError) {
            response.cost = try cost(of: usage, in: response)
        } catch {
            response.costReason = "\(error)"
        }
        return response
    }

    /// What an answer cost now, further work that it billed included.
    private func cost(of usage: Usage, in response: CompletionResponse) throws(PriceError) -> Money {
        let prices = settings.prices
        let format = try prices.usageFormat(of: settings.priceProvider)
        let object = response.raw.flatMap { format.usageObject(in: $0) }
        let context =
            object.map { UsageContext(from: $0, response: response.raw) }
            ?? UsageContext(serviceTier: response.serviceTier)

        func cost(_ usage: Usage, model: String) throws(PriceError) -> Money {
            try prices.cost(
                of: usage, model: model, provider: settings.priceProvider,
                region: settings.priceRegion ?? context.region, serviceTier: context.serviceTier
            ).total
        }
        var total = try cost(usage, model: response.model)
        guard let object else { return total }
        let further: [FurtherUsage]
        do throws(UsageError) { further = try format.furtherUsages(in: object) } catch { throw .usage(error) }
        for work in further {
            let part = try cost(work.usage, model: work.model ?? response.model)
            do throws(MoneyError) { total = try total.adding(part) } catch { throw .money(error) }
        }
        return total
    }
}
