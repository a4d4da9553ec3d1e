import Completions

extension HTTPProvider {
    /// Qwen, by Alibaba Cloud's interface that is like OpenAI's chat completions.
    ///
    /// - Parameters:
    ///   - key: A key of the region.
    ///   - region: One of `ProviderTraits(named: "qwen").regions`, such as `singapore` (the default) or `beijing`. Keys,
    ///     models and prices differ between them.
    ///   - workspace: The workspace's id, for regions whose addresses have one: those ending in `-workspace`.
    ///   - baseURL: Another address.
    ///   - transport: Connections that others may share.
    /// - Throws: `ProviderError` with `.badRequest` where there is no such region, or its workspace is missing.
    public static func qwen(
        key: APIKey, region: String = "singapore", workspace: String? = nil, baseURL: String? = nil,
        transport: HTTPTransport = HTTPTransport()
    ) throws(ProviderError) -> HTTPProvider {
        let traits = ProviderTraits(named: "qwen")
        let address = try qwenAddress(traits, region: region, workspace: workspace)
        var settings = Settings(traits: traits, baseURL: baseURL ?? address)
        settings.interface = .chat
        settings.authorization = .bearer(key)
        settings.priceRegion = priceList(ofQwenRegion: region)
        return HTTPProvider(settings, transport: transport)
    }

    private static func qwenAddress(
        _ traits: ProviderTraits, region: String, workspace: String?
    ) throws(ProviderError) -> String {
        let place = "{workspace}"
        guard let found = traits.regions.first(where: { $0.name == region }) else {
            let known = traits.regions.map(\.name).joined(separator: ", ")
            throw ProviderError(
                .badRequest, "Qwen has no region \"\(region)\"; known are \(known).", provider: traits.provider)
        }
        guard let range = found.baseURL.firstRange(of: place) else { return found.baseURL }
        guard let workspace, !workspace.isEmpty else {
            throw ProviderError(
                .badRequest, "The region \(region) has an address for each workspace: name yours.",
                provider: traits.provider)
        }
        return found.baseURL.replacingCharacters(in: range, with: workspace)
    }

    /// The price list of a region: Beijing has its own, in yuan; Singapore's is the international one. What the others
    /// cost the table must know by their names.
    private static func priceList(ofQwenRegion region: String) -> String {
        let city = region.hasSuffix("-workspace") ? String(region.dropLast("-workspace".count)) : region
        return ["beijing": "china", "singapore": "international"][city] ?? city
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
