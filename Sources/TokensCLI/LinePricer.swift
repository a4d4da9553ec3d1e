import Completions
import Pricing

/// A priced record.
struct PricedLine {
    let cost: Cost
    let usage: Usage
    let day: CalendarDate
}

/// A record that can't be priced: the error's stable code, and a sentence.
struct LineFailure: Error {
    let code: String
    let message: String

    /// Whether the record is fine but nobody knows its price.
    var isMissingPrice: Bool { ["unknown_model", "no_price", "no_price_then"].contains(code) }

    /// The answer in the record's place.
    var json: JSONValue { ["error": ["code": .string(code), "message": .string(message)]] }
}

/// Prices records, each one line of JSON.
struct LinePricer {
    let table: PriceTable
    /// The provider of records that name none.
    let provider: String?
    /// When records without a time were made.
    let time: Timestamp

    func price(_ line: LineReader.Line) -> Result<PricedLine, LineFailure> {
        do {
            guard case .bytes(let bytes) = line else {
                return .failure(LineFailure(code: "line_too_long", message: "the line is longer than 64 MiB"))
            }
            let record = try RecordedUsage(json: JSONValue(parsing: bytes))
            let (cost, usage) = try table.cost(of: record, defaultProvider: provider, defaultTime: time)
            return .success(PricedLine(cost: cost, usage: usage, day: (record.time ?? time).day))
        } catch let error as JSONError {
            return .failure(LineFailure(code: "bad_json", message: error.description))
        } catch let error as RecordedUsage.RecordError {
            return .failure(LineFailure(code: error.code, message: error.description))
        } catch let error as PriceError {
            return .failure(LineFailure(code: error.code, message: error.description))
        } catch {
            return .failure(LineFailure(code: "failed", message: "\(error)"))
        }
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
}

extension PricedLine {
    /// The bill of one record, line by line.
    var table: TextTable {
        var table = TextTable([
            "TOKENS": .right, "": .left, "PER MILLION": .right, "\(cost.total.currency)": .right,
        ])
        for line in cost.lines {
            let perMillion = Model.Price(name: "\(line.counter)", perToken: line.perToken).perMillion
            table.add("\(line.tokens)", line.counter.description, perMillion.amount, line.amount.amount)
        }
        table.add("", cost.model, "", cost.total.amount)
        return table
    }
}
