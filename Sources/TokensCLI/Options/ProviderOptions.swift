import ArgumentParser
import Completions
import Foundation
import Pricing
import Providers

/// Whom a command asks.
struct ProviderOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: "The provider: anthropic, openai, qwen, ollama, another known one, or any name with --base-url.")
    var provider: String

    @Option(name: .shortAndLong, help: "The model, in place of the one that a request names.")
    var model: String?

    @Option(help: ArgumentHelp("The provider's address, in place of its own.", valueName: "url"))
    var baseURL: String?

    @Option(
        help: ArgumentHelp(
            "The interface, in place of the one that suits the model: chat or responses, for ollama chat.",
            valueName: "interface"))
    var api: WireInterface?

    @Option(
        help: "The provider's region: for qwen singapore, beijing, … ('tokens complete -p qwen --region x' lists them)."
    )
    var region: String?

    @Option(
        help: ArgumentHelp("Who is asked where that provider fails, with its model; may repeat.", valueName: "p:m"))
    var fallback: [Candidate] = []

    @Option(help: ArgumentHelp("The longest that the answer may take in all.", valueName: "seconds"))
    var timeout: Double?

    /// A provider and a model.
    struct Candidate: ExpressibleByArgument {
        let provider: String
        let model: String

        init?(argument: String) {
            guard let colon = argument.firstIndex(of: ":") else { return nil }
            provider = String(argument[..<colon])
            model = String(argument[colon...].dropFirst())
            if provider.isEmpty || model.isEmpty { return nil }
        }
    }

    func validate() throws {
        if let api, api != .chat, api != .responses { throw ValidationError("--api is chat or responses") }
        if let timeout, !(timeout > 0 && timeout < 1e9) { throw ValidationError("--timeout is above 0") }
    }

    /// Who answers: the provider, or the chain that begins with it.
    func provider(prices: PriceTable) throws -> any LLMProvider {
        let factory = ProviderFactory(prices: prices, environment: ProcessInfo.processInfo.environment)
        let first = try factory.provider(named: provider, baseURL: baseURL, interface: api, region: region)
        guard !fallback.isEmpty else { return first }
        let others = try fallback.map { candidate in
            let isSame = candidate.provider == provider
            let other = try factory.provider(
                named: candidate.provider, baseURL: isSame ? baseURL : nil, interface: isSame ? api : nil,
                region: isSame ? region : nil)
            return FallbackChain.Link(other, model: candidate.model)
        }
        var chain = FallbackChain([.init(first)] + others)
        chain.prices = prices
        return chain
    }
}

extension WireInterface: ExpressibleByArgument {}
