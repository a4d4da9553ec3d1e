import Completions
import Pricing

/// A request that is to be estimated: `{"provider":…,"request":{the body as it would be sent}}`, or without a provider
/// `{"request":{the normalised request}}`; the request may stand for itself.
struct RequestRecord {
    let prepared: PreparedRequest
    /// The region and service tier that the record names.
    let region: String?
    let serviceTier: String?
    /// When it will be sent; nil where the record doesn't say.
    let time: Timestamp?
    /// Why no provider is known to have the model; nil where one is.
    let missingProvider: PriceError?

    /// - Parameters:
    ///   - provider: Whose bodies they are that name none; nil to take those as normalised requests.
    ///   - model: The model in place of the request's own; nil for that.
    init(json: JSONValue, provider: String?, model: String?, table: PriceTable) throws {
        guard case .object = json else { throw RequestRecord.notAnObject }
        var request = json["request"] ?? json
        guard case .object(let members) = request else { throw RequestRecord.notAnObject }
        if let model { request = .object([.init("model", .string(model))] + members.filter { $0.key != "model" }) }
        let named = try RequestRecord.text("provider", json) ?? provider
        region = try RequestRecord.text("region", json)
        serviceTier = try RequestRecord.text("service_tier", json["request"] == nil ? [:] : json)
        time = try RequestRecord.text("at", json).map { text in
            guard let time = Timestamp(text) else { throw RecordedUsage.RecordError.badTime(text) }
            return time
        }
        if let named {
            prepared = PreparedRequest(provider: named, body: request)
            missingProvider = nil
            return
        }
        if let key = RequestRecord.wireKeys.first(where: { request[$0] != nil }) {
            throw CommandError(
                code: "bad_request",
                message: "\"\(key)\" is of a provider's own body: name its \"provider\", or use the normalised form")
        }
        let normalised = try CompletionRequest(json: request)
        let found = Result { () throws(PriceError) in try table.provider(ofModel: normalised.model) }
        prepared = try PreparedRequest(normalised, provider: (try? found.get()) ?? "")
        if case .failure(let error) = found { missingProvider = error } else { missingProvider = nil }
    }

    private static let notAnObject = CommandError(code: "bad_request", message: "a request is a JSON object")

    private static func text(_ key: String, _ json: JSONValue) throws -> String? {
        guard let value = json[key] else { return nil }
        guard let text = value.string else { throw RecordedUsage.RecordError.malformed("\"\(key)\" must be a string") }
        return text
    }

    /// Keys of providers' bodies that the normalised request has under other names.
    private static let wireKeys = [
        "max_tokens", "max_completion_tokens", "max_output_tokens", "system", "tool_choice", "response_format", "input",
        "instructions", "stop_sequences", "options", "parameters",
    ]
}
