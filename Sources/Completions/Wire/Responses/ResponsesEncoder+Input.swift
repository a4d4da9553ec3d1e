extension ResponsesEncoder {
    /// The conversation as items: messages, calls, results and reasoning, in their order.
    mutating func input() throws(ProviderError) -> [JSONValue] {
        var items: [JSONValue] = []
        for message in adapter.request.messages {
            if message.role == .assistant {
                try appendAssistant(message, to: &items)
                continue
            }
            for case .toolResult(let result) in message.content { items.append(try item(of: result)) }
            let parts = try parts(message.content)
            if !parts.isEmpty { items.append(["role": "user", "content": content(parts)]) }
        }
        return items
    }

    private func appendAssistant(_ message: Message, to items: inout [JSONValue]) throws(ProviderError) {
        for part in message.content {
            switch part {
            case .text(let text):
                guard !text.isEmpty else { continue }
                let content: JSONValue = [["type": "output_text", "text": .string(text)]]
                items.append(["type": "message", "role": "assistant", "content": content])
            case .toolCall(let call):
                items.append([
                    "type": "function_call", "call_id": .string(call.id), "name": .string(call.name),
                    "arguments": .string(call.argumentsText),
                ])
            case .reasoning(let reasoning):
                if let item = self.item(of: reasoning) { items.append(item) }
            case .other(let item):
                // A refusal is a part of a message; what else there is are items of their own.
                items.append(
                    item["type"] == "refusal" ? ["type": "message", "role": "assistant", "content": [item]] : item)
            case .image, .document, .toolResult:
                throw adapter.refusal("An assistant's message has text, calls and reasoning only.")
            }
        }
    }

    /// Reasoning to be handed back; nil where it isn't this provider's, which has a name and a cipher.
    private func item(of reasoning: Message.Reasoning) -> JSONValue? {
        guard let cipher = reasoning.redacted, let id = reasoning.signature else { return nil }
        let summary: [JSONValue] =
            reasoning.text.isEmpty ? [] : [["type": "summary_text", "text": .string(reasoning.text)]]
        return [
            "type": "reasoning", "id": .string(id), "summary": .array(summary), "encrypted_content": .string(cipher),
        ]
    }

    private func item(of result: ToolResult) throws(ProviderError) -> JSONValue {
        let parts = try parts(result.content)
        let output: JSONValue =
            parts.allSatisfy { $0["type"] == "input_text" }
            ? .string(Message.text(of: result.content)) : .array(parts)
        return ["type": "function_call_output", "call_id": .string(result.callID), "output": output]
    }

    private func content(_ parts: [JSONValue]) -> JSONValue {
        guard parts.count == 1, parts[0]["type"] == "input_text", let text = parts[0]["text"] else {
            return .array(parts)
        }
        return text
    }

    private func parts(_ content: [Message.Part]) throws(ProviderError) -> [JSONValue] {
        var parts: [JSONValue] = []
        for part in content {
            switch part {
            case .text(let text): parts.append(["type": "input_text", "text": .string(text)])
            case .image(let image):
                var object = ObjectBuilder()
                object.set("type", "input_image")
                object.set("image_url", image.source.address)
                object.set("detail", image.detail?.rawValue)
                parts.append(object.object)
            case .document(let document): parts.append(ResponsesEncoder.file(document))
            case .toolCall, .toolResult, .reasoning: break
            case .other(let part): parts.append(part)
            }
        }
        return parts
    }

    private static func file(_ document: Message.Document) -> JSONValue {
        if let text = document.titledText { return ["type": "input_text", "text": .string(text)] }
        var file = ObjectBuilder()
        file.set("type", "input_file")
        switch document.source.withInlineBytes {
        case .url(let address): file.set("file_url", address)
        case .base64:
            file.set("filename", document.title ?? "document.pdf")
            file.set("file_data", document.source.address)
        }
        return file.object
    }
}
