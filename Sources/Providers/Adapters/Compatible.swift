import Completions

extension HTTPProvider {
    /// A provider whose chat completions are like OpenAI's, at any address: vLLM, llama.cpp's server, a router, a host.
    ///
    /// - Parameters:
    ///   - name: Its name. Those in `ProviderTraits.builtIn` bring their address and peculiarities; any other is taken
    ///     as the most common kind.
    ///   - baseURL: The address, up to and with its `/v1`; nil for the name's own.
    ///   - key: A key; nil where the server asks for none.
    ///   - traits: How the provider differs; nil for what is known under the name.
    ///   - transport: Connections that others may share.
    /// - Returns: nil where neither `baseURL` nor the name gives an address.
    public static func compatible(
        _ name: String, baseURL: String? = nil, key: APIKey? = nil, traits: ProviderTraits? = nil,
        transport: HTTPTransport = HTTPTransport()
    ) -> HTTPProvider? {
        let traits = traits ?? ProviderTraits(named: name)
        guard let baseURL = baseURL ?? traits.baseURL else { return nil }
        var settings = Settings(traits: traits, baseURL: baseURL)
        settings.id = name
        settings.interface = .chat
        if let key { settings.authorization = .bearer(key) }
        return HTTPProvider(settings, transport: transport)
    }
}
