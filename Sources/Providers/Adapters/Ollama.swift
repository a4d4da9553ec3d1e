import Completions

extension HTTPProvider {
    /// Models on the caller's own machines, served by Ollama.
    ///
    /// - Parameters:
    ///   - baseURL: The server; nil for `http://localhost:11434`.
    ///   - interface: `.ollama` for its own interface, `.chat` for the one that is like OpenAI's.
    ///   - contextLength: The context with which models are loaded, in tokens; nil for the server's default, which
    ///     depends on its memory. Changing it has the model loaded anew.
    ///   - key: A key, where a server on the network asks for one.
    ///   - transport: Connections that others may share.
    public static func ollama(
        baseURL: String? = nil, interface: WireInterface = .ollama, contextLength: Int? = nil, key: APIKey? = nil,
        transport: HTTPTransport = HTTPTransport()
    ) -> HTTPProvider {
        let traits = ProviderTraits(named: "ollama")
        var settings = Settings(traits: traits, baseURL: baseURL ?? traits.baseURL ?? "")
        settings.interface = interface
        settings.contextLength = contextLength
        settings.retry = .local
        if let key { settings.authorization = .bearer(key) }
        return HTTPProvider(settings, transport: transport)
    }
}
