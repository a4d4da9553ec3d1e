import Testing
import Completions
import Pricing

/// A usage as an API returned it, with what it cost.
struct PricedCase: Sendable, CustomTestStringConvertible {
    let id: String
    let provider: String
    let model: String
    let region: String?
    let time: Timestamp
    let serviceTier: String?
    let usage: JSONValue
    let currency: String
    /// nil where nothing may be priced.
    let cost: String?
    let breakdown: [String: String]

    var testDescription: String { id }

    init(json: JSONValue) throws {
        id = try #require(json["id"]?.string)
        provider = try #require(json["provider"]?.string)
        model = try #require(json["model"]?.string)
        region = json["region"]?.string
        time = try #require(json["at"]?.string.flatMap { Timestamp($0) })
        serviceTier = json["service_tier"]?.string
        usage = try #require(json["usage"])
        currency = json["currency"]?.string ?? "USD"
        cost = (json["cost"] ?? json["expected_cost"])?.string
        var breakdown: [String: String] = [:]
        if case .object(let parts)? = json["breakdown"] ?? json["expected_breakdown"] {
            for part in parts { breakdown[part.key] = part.value.string }
        }
        self.breakdown = breakdown
    }

    static func all(in lines: [UInt8]) throws -> [PricedCase] {
        try lines.split(separator: UInt8(ascii: "\n")).map { try PricedCase(json: JSONValue(parsing: $0)) }
    }

    /// What the table says.
    func priced(by table: PriceTable = .current) throws -> Cost {
        let usage = try table.usageFormat(of: provider).usage(from: usage)
        let context = UsageContext(from: self.usage)
        return try table.cost(
            of: usage, model: model, provider: provider, region: region ?? context.region,
            serviceTier: serviceTier ?? context.serviceTier, at: time)
    }
}
