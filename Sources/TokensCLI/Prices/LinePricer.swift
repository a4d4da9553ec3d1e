import Completions
import Pricing

/// Prices records, each the bytes of one JSON object.
struct LinePricer {
    /// A priced record.
    struct Priced {
        let cost: Cost
        let usage: Usage
        let day: CalendarDate
    }

    let table: PriceTable
    /// The provider of records that name none.
    let provider: String?
    /// When records without a time were made.
    let time: Timestamp

    func price(_ line: ArraySlice<UInt8>) throws -> Priced {
        let record = try RecordedUsage(json: JSONValue(parsing: line))
        let (cost, usage) = try table.cost(of: record, defaultProvider: provider, defaultTime: time)
        return Priced(cost: cost, usage: usage, day: (record.time ?? time).day)
    }
}

extension Cost {
    /// The cost for programs.
    var json: JSONValue {
        [
            "model": .string(model),
            "cost": .string(total.amount),
            "currency": .string(total.currency.code),
            "breakdown": .object(breakdown.map { .init($0.bucket.rawValue, .string($0.amount.amount)) }),
            "price_from": .optional(priceFrom?.description),
        ]
    }

    /// The bill of one record, line by line.
    var textTable: TextTable {
        var table = TextTable([("", .left), ("tokens", .right), ("per million", .right), (total.currency.code, .right)])
        for line in lines {
            table.add([line.priceName, String(line.tokens), line.perMillion.amount, line.amount.amount])
        }
        table.add(["\(provider) \(model)", "", "", total.amount])
        return table
    }
}
