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
