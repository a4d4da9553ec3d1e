extension OllamaEncoder {
    /// The system prompt and the conversation. A result is a message of its own, told apart by the tool's name.
    mutating func messages() throws(ProviderError) -> [JSONValue] {
        var written: [JSONValue] = []
        var toolNames: [String: String] = [:]
        if let text = adapter.systemPrompt { written.append(["role": "system", "content": .string(text)]) }
        for message in adapter.request.messages {
            for case .toolCall(let call) in message.content { toolNames[call.id] = call.name }
            for case .toolResult(let result) in message.content {
                written.append(try tool(result, name: result.name ?? toolNames[result.callID]))
            }
            if message.content.contains(where: \.isContent) || message.content.isEmpty {
                written.append(try turn(message))
            }
        }
        return written
    }

    private func turn(_ message: Message) throws(ProviderError) -> JSONValue {
        let (text, images) = try content(message.content)
        var object = ObjectBuilder()
        object.set("role", message.role == .assistant ? "assistant" : "user")
        object.set("content", text)
        if message.role == .assistant, !message.reasoningText.isEmpty { object.set("thinking", message.reasoningText) }
        if !images.isEmpty { object.set("images", .strings(images)) }
        var calls: [JSONValue] = []
        for case .toolCall(let call) in message.content { calls.append(try self.call(call)) }
        if !calls.isEmpty { object.set("tool_calls", .array(calls)) }
        return object.object
    }

    private func call(_ call: ToolCall) throws(ProviderError) -> JSONValue {
        guard let arguments = call.arguments, case .object = arguments else {
            throw adapter.refusal("The arguments of the call \(call.id) of \"\(call.name)\" are not a JSON object.")
        }
        var object = ObjectBuilder()
        if !call.id.isEmpty { object.set("id", call.id) }
        object.set("function", ["name": .string(call.name), "arguments": arguments])
        return object.object
    }

    private func tool(_ result: ToolResult, name: String?) throws(ProviderError) -> JSONValue {
        let (text, images) = try content(result.content)
        var object = ObjectBuilder()
        object.set("role", "tool")
        object.set("content", text)
        if !images.isEmpty { object.set("images", .strings(images)) }
        object.set("tool_name", name)
        if !result.callID.isEmpty { object.set("tool_call_id", result.callID) }
        return object.object
    }

    private func content(_ parts: [Message.Part]) throws(ProviderError) -> (text: String, images: [String]) {
        var text = ""
        var images: [String] = []
        for part in parts {
            switch part {
            case .text(let piece): text += piece
            case .image(let image):
                guard case .base64(let data, _) = image.source.withInlineBytes else {
                    throw adapter.refusal("\(adapter.provider) doesn't fetch images: send their bytes.")
                }
                images.append(data)
            case .document(let document):
                guard let words = document.titledText else {
                    throw adapter.refusal("\(adapter.provider) takes no documents but text files.")
                }
                text += text.isEmpty ? words : "\n\n" + words
            case .toolCall, .toolResult, .reasoning: break
            case .other where part.refusal != nil: text += part.refusal ?? ""
            case .other: throw adapter.refusal("\(adapter.provider) takes no parts of other providers.")
            }
        }
        return (text, images)
    }
}

extension Message.Part {
    /// Whether the part stands in the message itself, not in one of its own.
    fileprivate var isContent: Bool { if case .toolResult = self { false } else { true } }
}
