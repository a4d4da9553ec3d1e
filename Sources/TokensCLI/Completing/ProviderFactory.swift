import Completions
import Pricing
import Providers

/// Makes the providers that the command asks: the one place that does.
struct ProviderFactory {
    let prices: PriceTable
    /// Where keys and addresses are.
    let environment: [String: String]

    private let transport: HTTPTransport

    init(prices: PriceTable, environment: [String: String]) {
        self.prices = prices
        self.environment = environment
        var configuration = HTTPTransport.Configuration()
        configuration.proxy = Proxy.address(in: environment)
        transport = HTTPTransport(configuration)
    }

    /// A provider by its name.
    ///
    /// - Throws: `ProviderError`: `.badRequest` where there is no such provider, `.authentication` where its key is
    ///   missing.
    func provider(
        named name: String, baseURL: String?, interface: WireInterface?, region: String?
    ) throws -> any LLMProvider {
        let address = baseURL ?? variable(name, "BASE_URL")
        var settings = try provider(name, address, interface, region).settings
        settings.prices = prices
        return HTTPProvider(settings, transport: transport(to: settings.baseURL))
    }

    private func provider(
        _ name: String, _ address: String?, _ interface: WireInterface?, _ region: String?
    ) throws -> HTTPProvider {
        switch name {
        case "anthropic": return .anthropic(key: try key(of: name, isNeeded: address == nil), baseURL: address)
        case "openai":
            return .openAI(key: try key(of: name, isNeeded: address == nil), baseURL: address, interface: interface)
        case "qwen":
            let key = try key(of: name, isNeeded: address == nil)
            return try .qwen(
                key: key, region: region ?? "singapore", workspace: environment["DASHSCOPE_WORKSPACE"], baseURL: address
            )
        case "ollama", "local": return .ollama(baseURL: address, interface: interface ?? .ollama)
        default:
            guard let host = HTTPProvider.compatible(name, baseURL: address) else {
                let known = ProviderTraits.builtIn.map(\.provider).joined(separator: ", ")
                throw ProviderError(
                    .badRequest, "No provider is named \"\(name)\"; known are \(known); others need --base-url.")
            }
            var settings = host.settings
            settings.authorization = .bearer(try key(of: name, isNeeded: address == nil))
            if let interface { settings.interface = interface }
            return HTTPProvider(settings)
        }
    }

    private func key(of name: String, isNeeded: Bool) throws(ProviderError) -> APIKey {
        let key = APIKey(variable(name, "API_KEY") ?? "")
        guard !isNeeded || !key.isEmpty else {
            throw ProviderError(
                .authentication, "There is no key: set \(ProviderFactory.prefix(name))_API_KEY.", provider: name)
        }
        return key
    }

    private func variable(_ name: String, _ end: String) -> String? {
        environment["\(ProviderFactory.prefix(name))_\(end)"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// How a provider's variables begin: Qwen's as Alibaba Cloud names them.
    private static func prefix(_ name: String) -> String {
        name == "qwen" ? "DASHSCOPE" : String(name.uppercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })
    }

    /// The transport to an address: this machine is reached without a proxy.
    private func transport(to address: String) -> HTTPTransport {
        Proxy.isBypassed(for: address, in: environment) ? HTTPTransport() : transport
    }
}
