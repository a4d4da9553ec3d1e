import Completions

/// A usage as a log keeps it: who served which model when, and the provider's own usage object.
public struct RecordedUsage: Hashable, Sendable {
    /// The provider; nil where only the model is known.
    public var provider: String?
    /// The model, as the API returned it; nil where the response itself says it.
    public var model: String?
    /// The region of the price list, or of the price multiplier; nil where the usage itself says it, or there is none.
    public var region: String?
    /// The service tier; nil where the usage itself says it, or for the standard one.
    public var serviceTier: String?
    /// When the request was made; nil where the response itself says it, or it isn't known.
    public var time: Timestamp?
    /// The usage object; nil where it is in the response.
    public var usage: JSONValue?
    /// The whole response, or the record itself where a response stands in its place.
    public var response: JSONValue

    /// Why JSON is not a recorded usage.
    public enum RecordError: Error, Hashable, Sendable, CustomStringConvertible {
        /// The record is not an object, or a key has the wrong type.
        case malformed(String)
        /// `at` is not a time.
        case badTime(String)

        /// The error's stable name in machine-readable output.
        public var code: String {
            switch self {
            case .malformed: "bad_record"
            case .badTime: "bad_time"
            }
        }

        /// A sentence for people.
        public var description: String {
            switch self {
            case .malformed(let problem): problem
            case .badTime(let text): "\"\(text)\" is not a time such as 2026-01-31T12:00:00Z"
            }
        }
    }

    /// The record that JSON says:
    /// `{"provider":…,"model":…,"at":…,"service_tier":…,"region":…,"usage":{…}}`, where `"response"` may stand in place of
    /// `"usage"`, or a provider's response in place of the record. All keys but the usage may be missing.
    ///
    /// - Throws: `RecordError` where it is not an object, a key has the wrong type, or `at` is not a time.
    public init(json: JSONValue) throws(RecordError) {
        guard case .object = json else { throw .malformed("a record is a JSON object") }
        func text(_ key: String) throws(RecordError) -> String? {
            guard let value = json[key] else { return nil }
            guard let text = value.string else { throw .malformed("\"\(key)\" must be a string") }
            return text
        }
        provider = try text("provider")
        model = try text("model")
        region = try text("region")
        serviceTier = try text("service_tier")
        usage = json["usage"]
        response = json["response"] ?? json
        if let at = try text("at") {
            guard let time = Timestamp(at) else { throw .badTime(at) }
            self.time = time
        } else if let created = UsageFormat.creationTime(in: response) {
            time = Timestamp(created)
        }
    }
}

extension Timestamp {
    /// The time that a response gives as Unix seconds or by RFC 3339; nil for anything else.
    fileprivate init?(_ created: JSONValue) {
        switch created {
        case .number(let number):
            guard case .exact(let seconds) = number.integerValue else { return nil }
            self.init(unixSeconds: seconds)
        case .string(let text): self.init(text)
        default: return nil
        }
    }
}

extension PriceTable {
    /// What a recorded usage cost, and its counts.
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
        let provider = if let named { named } else { try owner(of: record.model ?? "") }
        let format = try usageFormat(of: provider)
        let object = record.usage ?? format.usageObject(in: record.response)
        let context = object.map { UsageContext(from: $0, response: record.response) } ?? UsageContext()
        let prices = try model(
            record.model ?? format.model(in: record.response) ?? "", provider: provider,
            region: record.region ?? context.region)
        let usage: Usage
        do throws(UsageError) {
            guard let object else { throw .missing("usage object") }
            usage = try format.usage(from: object)
        } catch { throw .usage(error) }
        let tier = record.serviceTier ?? context.serviceTier
        return (try prices.cost(of: usage, serviceTier: tier, at: record.time ?? defaultTime), usage)
    }
}
