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
        /// `at`, or the response's own time, is not a time.
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
            case .badTime(let text): "\(text) is not a time such as 2026-01-31T12:00:00Z"
            }
        }
    }

    /// The record that JSON says:
    /// `{"provider":…,"model":…,"at":…,"service_tier":…,"region":…,"usage":{…}}`, where `"response"` may stand in
    /// place of `"usage"`, or a provider's response in place of the record. All keys but the usage may be missing.
    ///
    /// - Throws: `RecordError` where it is not an object, a key has the wrong type, or its time is none.
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
        if let time = try text("at").map(JSONValue.string) ?? UsageFormat.creationTime(in: response) {
            guard let time = Timestamp(json: time) else { throw .badTime(time.description) }
            self.time = time
        }
    }
}

extension Timestamp {
    /// The time of Unix seconds, whose fraction is cut off, or of a text by RFC 3339; nil for anything else, and for
    /// years beyond 9999.
    fileprivate init?(json: JSONValue) {
        switch json {
        case .number(let number):
            let isPlain = !number.text.utf8.contains { $0 | 0x20 == UInt8(ascii: "e") }
            guard isPlain, let seconds = Int(number.text.prefix { $0 != "." }),
                (0..<253_402_300_800).contains(seconds)
            else { return nil }
            self.init(unixSeconds: seconds)
        case .string(let text): self.init(text)
        default: return nil
        }
    }
}
