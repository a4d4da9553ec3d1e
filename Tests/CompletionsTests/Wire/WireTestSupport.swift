import Completions
import Testing

/// The value of JSON text.
func json(_ text: String) throws -> JSONValue { try JSONValue(parsing: text.utf8) }

extension CompletionRequest {
    /// A request of one user's message, changed by `change`.
    static func asking(_ model: String, _ change: (inout CompletionRequest) -> Void = { _ in }) -> CompletionRequest {
        var request = CompletionRequest(model: model, messages: [.user("hi")])
        change(&request)
        return request
    }
}

extension Tool {
    static let weather = Tool(
        name: "weather", description: "Says the weather.",
        parameters: ["type": "object", "properties": ["city": ["type": "string"]], "x-kept": "y"])
}

extension Message {
    /// A turn with a call, and its result.
    static let calling = [
        Message(
            role: .assistant,
            content: [.text("Wait."), .toolCall(.init(id: "c1", name: "weather", argumentsText: #"{"city":"Oslo"}"#))]),
        Message.tool(ToolResult(callID: "c1", text: "rain")),
    ]
}
