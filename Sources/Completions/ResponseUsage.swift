/// What a provider's usage object says besides counts: at what service tier and where the request ran.
public struct UsageContext: Hashable, Sendable {
    /// The service tier at which the provider served the request; nil for the standard one.
    public var serviceTier: String?

    /// The region whose price multiplier the request fell under; nil where there is none.
    public var region: String?

    /// A context; by default the standard tier and no region.
    ///
    /// The names that providers have for the standard tier (`standard`, `default`, `on_demand`) and for no particular
    /// region (`global`, `not_available`) become nil.
    public init(serviceTier: String? = nil, region: String? = nil) {
        self.serviceTier = UsageContext.standardServiceTiers.contains(serviceTier) ? nil : serviceTier
        self.region = UsageContext.anyRegion.contains(region) ? nil : region
    }

    private static let standardServiceTiers: [String?] = ["standard", "default", "on_demand"]
    private static let anyRegion: [String?] = ["global", "not_available"]

    /// Reads the context out of a usage object, and of the response that carries it.
    ///
    /// `speed: "fast"` is how Anthropic reports its fast mode, which prices name as a service tier.
    public init(from usage: JSONValue, response: JSONValue? = nil) {
        let tier = (usage["service_tier"] ?? response?["service_tier"])?.string
        self.init(serviceTier: tier, region: usage["inference_geo"]?.string)
        let speed = UsageContext(serviceTier: usage["speed"]?.string).serviceTier
        if let speed { serviceTier = serviceTier.map { "\($0) \(speed)" } ?? speed }
    }
}

extension UsageFormat {
    /// The usage object inside a whole response; the response itself where the provider has no object for it.
    ///
    /// - Returns: nil where the response has no usage.
    public func usageObject(in response: JSONValue) -> JSONValue? {
        for path in usagePaths {
            if let usage = path.value(in: response) { return usage }
        }
        return isUsage(response) ? response : nil
    }

    /// The model that a whole response names.
    public func model(in response: JSONValue) -> String? {
        for path in modelPaths {
            if let model = path.value(in: response)?.string { return model }
        }
        return nil
    }

    /// When the provider says a response was made: Unix seconds, or a time by RFC 3339.
    public static func creationTime(in response: JSONValue) -> JSONValue? {
        let paths: [UsageField] = ["created", "created_at", "createTime", "response.created_at"]
        return paths.lazy.compactMap { $0.value(in: response) }.first
    }

    /// Whether an object has one of the format's counts at its top.
    private func isUsage(_ object: JSONValue) -> Bool {
        rules.contains { rule in
            rule.places.contains { $0.contains { $0.value(in: object) != nil } }
        }
    }
}
