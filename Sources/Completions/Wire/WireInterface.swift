/// The interfaces that this module speaks.
public enum WireInterface: String, CaseIterable, Hashable, Sendable {
    /// Anthropic's Messages.
    case messages
    /// OpenAI's chat completions, and what is like them.
    case chat
    /// OpenAI's Responses.
    case responses
    /// Ollama's own `/api/chat` and `/api/generate`.
    case ollama
    /// DashScope's own generation: read only.
    case dashScope = "dashscope"

    /// The interface of an address, by how its path ends; nil where no interface has such a path.
    public init?(path: String) {
        let path = path.prefix { $0 != "?" }
        guard let found = WireInterface.paths.first(where: { path.hasSuffix($0.end) }) else { return nil }
        self = found.interface
    }

    /// The interface of a request's body: by its shape where that says it, else the one that the provider is known for.
    public init(provider: String, body: JSONValue) {
        if body["input"]?["messages"] != nil || body["input"]?["prompt"] != nil {
            self = .dashScope
        } else if body["messages"] == nil, body["input"] != nil || body["previous_response_id"] != nil {
            self = .responses
        } else if provider == "anthropic" {
            self = .messages
        } else if provider == "ollama" {
            let isCompatible = ["max_tokens", "stream_options", "response_format", "temperature", "tool_choice"]
                .contains { body[$0] != nil }
            self = isCompatible ? .chat : .ollama
        } else {
            self = .chat
        }
    }

    private static let paths: [(end: String, interface: WireInterface)] = [
        ("/chat/completions", .chat), ("/v1/messages", .messages), ("/messages", .messages),
        ("/responses", .responses), ("/api/chat", .ollama), ("/api/generate", .ollama),
        ("/generation", .dashScope),
    ]

    /// What reads and writes the interface, for a provider by its traits.
    public func format(for traits: ProviderTraits) -> any WireFormat {
        switch self {
        case .messages: AnthropicMessages(traits)
        case .chat, .dashScope: ChatCompletions(traits)
        case .responses: OpenAIResponses(traits)
        case .ollama: OllamaChat(traits)
        }
    }
}
