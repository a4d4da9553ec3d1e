import Completions

extension HTTPProvider {
    /// OpenAI, by chat completions or Responses.
    ///
    /// - Parameters:
    ///   - key: A key of a project.
    ///   - baseURL: Another address; nil for `https://api.openai.com/v1`.
    ///   - interface: `.chat` or `.responses`; nil for the one that suits each request by its model's traits.
    ///   - organization: The organisation that is billed, where the key has several.
    ///   - project: The project that is billed, where the key has several.
    ///   - transport: Connections that others may share.
    public static func openAI(
        key: APIKey, baseURL: String? = nil, interface: WireInterface? = nil, organization: String? = nil,
        project: String? = nil, transport: HTTPTransport = HTTPTransport()
    ) -> HTTPProvider {
        let traits = ProviderTraits(named: "openai")
        var settings = Settings(traits: traits, baseURL: baseURL ?? traits.baseURL ?? "")
        settings.interface = interface
        settings.authorization = .bearer(key)
        if let organization { settings.headers.append(("openai-organization", organization)) }
        if let project { settings.headers.append(("openai-project", project)) }
        return HTTPProvider(settings, transport: transport)
    }
}
