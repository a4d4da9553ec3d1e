import Completions
import Pricing

/// Sums of priced records by day and model. It grows with the days and models, not with the records.
struct PriceLedger {
    private struct Key: Hashable, Comparable {
        let day: CalendarDate
        let provider: String
        let model: String
        let currency: Currency

        static func < (left: Key, right: Key) -> Bool {
            (left.day, left.provider, left.model, left.currency)
                < (right.day, right.provider, right.model, right.currency)
        }
    }

    private struct Sum {
        var requests = 0
        var input = 0
        var cached = 0
        var output = 0
        var cost: Money
    }

    private var sums: [Key: Sum] = [:]

    /// How many records have no cost.
    var failures = 0

    var isEmpty: Bool { sums.isEmpty }

    /// Adds a record.
    mutating func add(_ line: PricedLine) throws {
        let cost = line.cost
        let currency = cost.total.currency
        let key = Key(day: line.day, provider: cost.provider, model: cost.model, currency: currency)
        var sum = sums[key] ?? Sum(cost: .zero(currency))
        sum.requests += 1
        sum.input += line.usage.inputTokens ?? 0
        sum.cached += line.usage.cacheReadTokens ?? 0
        sum.output += line.usage.outputTokens ?? 0
        sum.cost = try sum.cost.adding(cost.total)
        sums[key] = sum
    }

    /// The sum of each currency, in the order of their codes.
    private var totals: [Money] {
        var totals: [Currency: Money] = [:]
        for sum in sums.values {
            let currency = sum.cost.currency
            totals[currency] = (try? (totals[currency] ?? .zero(currency)).adding(sum.cost)) ?? totals[currency]
        }
        return totals.values.sorted()
    }
}
