import Completions
import Pricing

/// Sums of priced records by day and model. It grows with the days and models, not with the records.
struct PriceLedger {
    private struct Key: Hashable {
        let day: CalendarDate
        let provider: String
        let model: String
        let currency: Currency
    }

    private struct Sum {
        var requests = 0
        var input = 0
        var cached = 0
        var output = 0
        var cost: Money
    }

    private var sums: [Key: Sum] = [:]
    /// The record, while it is the only one.
    private var single: Cost?

    /// How many records have no cost, and whether that is only because nobody knows their prices.
    private(set) var failures = (count: 0, areMissingPrices: true)

    /// Adds a record.
    mutating func add(_ priced: LinePricer.Priced) throws {
        let cost = priced.cost
        single = sums.isEmpty ? cost : nil
        let key = Key(day: priced.day, provider: cost.provider, model: cost.model, currency: cost.total.currency)
        var sum = sums[key] ?? Sum(cost: .zero(key.currency))
        sum.requests += 1
        sum.input += priced.usage.inputTokens ?? 0
        sum.cached += priced.usage.cacheReadTokens ?? 0
        sum.output += priced.usage.outputTokens ?? 0
        sum.cost = try sum.cost.adding(cost.total)
        sums[key] = sum
    }

    /// Counts a record that has no cost.
    mutating func addFailure(_ error: CommandError) {
        failures.count += 1
        let isMissingPrice = ["unknown_model", "no_price", "no_price_then"].contains(error.code)
        failures.areMissingPrices = failures.areMissingPrices && isMissingPrice
    }

    private var rows: [(key: Key, value: Sum)] {
        sums.sorted {
            ($0.key.day, $0.key.provider, $0.key.model, $0.key.currency)
                < ($1.key.day, $1.key.provider, $1.key.model, $1.key.currency)
        }
    }

    /// The sum of each currency, in the order of their codes: currencies are never added.
    private func totals() throws -> [Money] {
        let currencies = Set(sums.keys.map(\.currency)).sorted()
        return try currencies.map { currency in
            try Money.sum(sums.values.map(\.cost).filter { $0.currency == currency }, in: currency)
        }
    }

    /// The sums for people; the bill of a single record, line by line.
    func textTable() throws -> TextTable {
        if let single { return single.textTable }
        var table = TextTable([
            ("day", .left), ("provider", .left), ("model", .left), ("requests", .right), ("input", .right),
            ("of it cached", .right), ("output", .right), ("cost", .right), ("", .left),
        ])
        for (key, sum) in rows {
            table.add([
                key.day.description, key.provider, key.model, String(sum.requests), String(sum.input),
                String(sum.cached), String(sum.output), sum.cost.amount, key.currency.code,
            ])
        }
        for total in try totals() {
            table.add(["total", "", "", "", "", "", "", total.amount, total.currency.code])
        }
        return table
    }

    /// The sums for programs.
    func json() throws -> JSONValue {
        [
            "days": .array(
                rows.map { key, sum in
                    [
                        "day": .string(key.day.description), "provider": .string(key.provider),
                        "model": .string(key.model), "requests": .count(sum.requests),
                        "input_tokens": .count(sum.input), "cache_read_tokens": .count(sum.cached),
                        "output_tokens": .count(sum.output), "cost": .string(sum.cost.amount),
                        "currency": .string(key.currency.code),
                    ]
                }),
            "totals": .array(
                try totals().map { ["cost": .string($0.amount), "currency": .string($0.currency.code)] }),
            "failed": .count(failures.count),
        ]
    }
}
