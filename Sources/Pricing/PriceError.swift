import Completions

/// Why a usage or a request has no price.
public enum PriceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The table has no such provider.
    case unknownProvider(String, known: [String])
    /// The provider has no such model. Names are exact; the nearest known ones are listed, likeliest first.
    case unknownModel(String, provider: String?, nearest: [String])
    /// Several providers have a model of that name.
    case ambiguousModel(String, providers: [String])
    /// The model has no price list for that region; `known` has one, or has a multiplier.
    case noPriceInRegion(String?, model: String, known: [String])
    /// The model has no prices at that service tier.
    case noPriceAtServiceTier(String, model: String, known: [String])
    /// The model has no price for a kind of token that was used.
    case noPriceForCounter(String, model: String)
    /// The model has no prices at that time.
    case noPriceThen(Timestamp, model: String, known: String)
    /// The counts of a usage are missing or wrong.
    case usage(UsageError)
    /// The usage doesn't say how much input there was.
    case inputNotReported(model: String)
    /// Neither the request nor the model limits the output, so no cost can be estimated.
    case noOutputLimit(model: String)
    /// The request can't be sent to the provider as it is.
    case request(ProviderError)
    /// The cost is too large to be exact.
    case money(MoneyError)
    /// A price file can't be read.
    case table(PriceTableError)

    /// The error's stable name in machine-readable output.
    public var code: String {
        switch self {
        case .unknownProvider, .unknownModel, .ambiguousModel: "unknown_model"
        case .noPriceInRegion, .noPriceAtServiceTier, .noPriceForCounter: "no_price"
        case .noPriceThen: "no_price_then"
        case .usage(let error): error.code
        case .inputNotReported: "bad_usage"
        case .noOutputLimit: "no_output_limit"
        case .request(let error): error.code.rawValue
        case .money(let error): error.code
        case .table(let error): error.code
        }
    }

    /// A sentence for people: what is missing, and what there is instead.
    public var description: String {
        switch self {
        case .unknownProvider(let provider, let known):
            "no provider is named \"\(provider)\"; known are \(known.joined(separator: ", "))"
        case .unknownModel(let model, let provider, let nearest):
            "no price is known for \"\(model)\"" + (provider.map { " of \($0)" } ?? "")
                + (nearest.isEmpty ? "" : "; did you mean \(nearest.joined(separator: ", "))?")
        case .ambiguousModel(let model, let providers):
            "\"\(model)\" is a model of \(providers.joined(separator: " and ")); name the provider"
        case .noPriceInRegion(let region, let model, let known):
            (region.map { "\(model) has no price in the region \"\($0)\"" } ?? "\(model) is priced by region")
                + (known.isEmpty ? "" : "; known are \(known.joined(separator: ", "))")
        case .noPriceAtServiceTier(let tier, let model, let known):
            "\(model) has no price at the service tier \"\(tier)\""
                + (known.isEmpty ? "" : "; known are standard, \(known.joined(separator: ", "))")
        case .noPriceForCounter(let counter, let model):
            "\(model) has no price for \(counter) tokens"
        case .noPriceThen(let time, let model, let known):
            "\(model) has no price at \(time); prices are known \(known)"
        case .usage(let error): error.description
        case .inputNotReported(let model):
            "the usage doesn't report its input, which \(model) charges for"
        case .noOutputLimit(let model):
            "neither the request nor \(model) limits the output; set maxTokens"
        case .request(let error): error.description
        case .money(let error): error.description
        case .table(let error): error.description
        }
    }
}
