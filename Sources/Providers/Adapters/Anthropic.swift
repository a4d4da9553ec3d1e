import Completions

extension HTTPProvider {
    /// Anthropic, by its Messages interface.
    ///
    /// - Parameters:
    ///   - key: A key of an account.
    ///   - baseURL: Another address; nil for `https://api.anthropic.com`.
    ///   - betas: Features that Anthropic serves only to those who name them.
    ///   - transport: Connections that others may share.
    public static func anthropic(
        key: APIKey, baseURL: String? = nil, betas: [String] = [], transport: HTTPTransport = HTTPTransport()
    ) -> HTTPProvider {
        let traits = ProviderTraits(named: "anthropic")
        var settings = Settings(traits: traits, baseURL: baseURL ?? traits.baseURL ?? "")
        settings.interface = .messages
        settings.authorization = .header("x-api-key", key)
        settings.retry = .anthropic
        if !betas.isEmpty { settings.headers = [("anthropic-beta", betas.joined(separator: ","))] }
        return HTTPProvider(settings, transport: transport)
    }
}
