extension AnthropicEncoder {
    /// The conversation: what follows a turn with calls is one message that begins with the results.
    ///
    /// Source: docs.anthropic.com/en/docs/agents-and-tools/tool-use/implement-tool-use.
    mutating func messages() throws(ProviderError) -> [JSONValue] {
        let messages = adapter.request.messages
        var written: [JSONValue] = []
        var index = 0
        while index < messages.count {
            let isAssistant = messages[index].role == .assistant
            var end = index + 1
            if !isAssistant {
                // Users' messages stay apart unless one of their run brings results.
                var run = index
                while run < messages.count, messages[run].role != .assistant { run += 1 }
                if messages[index..<run].contains(where: \.hasToolResult) { end = run }
            }
            let blocks = try self.blocks(of: messages, index..<end)
            if blocks.isEmpty {
                adapter.note("An empty message was left out.")
            } else {
                written.append(["role": isAssistant ? "assistant" : "user", "content": content(blocks)])
            }
            index = end
        }
        guard !written.isEmpty else { throw adapter.refusal("The request has no message with content.") }
        try fitPrefill(&written)
        return written
    }

    /// A message of one text is a string, as most people write it.
    private func content(_ blocks: [JSONValue]) -> JSONValue {
        guard blocks.count == 1, let members = blocks[0].asObject, members.count == 2, blocks[0]["type"] == "text",
            let text = blocks[0]["text"]
        else { return .array(blocks) }
        return text
    }

    private mutating func blocks(of messages: [Message], _ range: Range<Int>) throws(ProviderError) -> [JSONValue] {
        var results: [JSONValue] = []
        var others: [JSONValue] = []
        for index in range {
            var blocks: [JSONValue] = []
            for part in messages[index].content {
                if let block = try block(of: part) { blocks.append(block) }
            }
            if let mark = marks.messages[index],
                let last = blocks.lastIndex(where: { AnthropicEncoder.takesMark($0) }),
                var members = blocks[last].asObject
            {
                members.append(.init("cache_control", mark))
                blocks[last] = .object(members)
            }
            results += blocks.filter { $0["type"] == "tool_result" }
            others += blocks.filter { $0["type"] != "tool_result" }
        }
        return results + others
    }

    private static func takesMark(_ block: JSONValue) -> Bool {
        block["type"] != "thinking" && block["type"] != "redacted_thinking"
    }

    /// The block of a part; nil for one that can't be sent and need not be.
    private mutating func block(of part: Message.Part) throws(ProviderError) -> JSONValue? {
        switch part {
        case .text(let text): return text.isEmpty ? nil : ["type": "text", "text": .string(text)]
        case .image(let image): return ["type": "image", "source": AnthropicEncoder.source(image.source)]
        case .document(let document): return AnthropicEncoder.block(of: document)
        case .toolCall(let call):
            guard let arguments = call.arguments, case .object = arguments else {
                throw adapter.refusal("The arguments of the call \(call.id) of \"\(call.name)\" are not a JSON object.")
            }
            return ["type": "tool_use", "id": .string(call.id), "name": .string(call.name), "input": arguments]
        case .toolResult(let result): return try block(of: result)
        case .reasoning(let reasoning):
            if let data = reasoning.redacted, reasoning.signature == nil {
                return ["type": "redacted_thinking", "data": .string(data)]
            }
            guard let signature = reasoning.signature, reasoning.redacted == nil else {
                adapter.note("Reasoning of another provider was left out: \(adapter.provider) takes only its own back.")
                return nil
            }
            return ["type": "thinking", "thinking": .string(reasoning.text), "signature": .string(signature)]
        case .other(let block):
            return part.refusal.map { ["type": "text", "text": .string($0)] } ?? block
        }
    }

    private mutating func block(of result: ToolResult) throws(ProviderError) -> JSONValue {
        var content: [JSONValue] = []
        for part in result.content {
            if let block = try block(of: part) { content.append(block) }
        }
        var object = ObjectBuilder()
        object.set("type", "tool_result")
        object.set("tool_use_id", result.callID)
        if !content.isEmpty { object.set("content", self.content(content)) }
        if result.isError { object.set("is_error", true) }
        return object.object
    }

    private static func source(_ source: Message.MediaSource) -> JSONValue {
        switch source.withInlineBytes {
        case .url(let address): ["type": "url", "url": .string(address)]
        case .base64(let data, let mediaType):
            ["type": "base64", "media_type": .string(mediaType), "data": .string(data)]
        }
    }

    private static func block(of document: Message.Document) -> JSONValue {
        var object = ObjectBuilder()
        object.set("type", "document")
        if let text = document.text {
            object.set("source", ["type": "text", "media_type": "text/plain", "data": .string(text)])
        } else {
            object.set("source", source(document.source))
        }
        object.set("title", document.title)
        return object.object
    }

    /// Sees to it that the model takes the last message where that is the beginning of its answer. A turn that the
    /// provider paused is no such beginning: it ends with the provider's own blocks.
    private mutating func fitPrefill(_ written: inout [JSONValue]) throws(ProviderError) {
        guard let last = adapter.request.messages.last, last.role == .assistant,
            case .text(let text)? = last.content.last
        else { return }
        guard adapter.traits.takesPrefill || last.content.contains(where: \.isOther) else {
            throw adapter.refusal(
                "\(adapter.request.model) doesn't go on with an answer: the last message must be the user's.")
        }
        guard let end = text.lastIndex(where: { !$0.isWhitespace }), text.index(after: end) != text.endIndex,
            let message = written.last
        else { return }
        adapter.note("White space at the end of the last message was cut off: \(adapter.provider) doesn't take it.")
        let trimmed = JSONValue.string(String(text[...end]))
        var content = trimmed
        if var blocks = message["content"]?.asArray, let block = blocks.popLast(), var members = block.asObject,
            let place = members.firstIndex(where: { $0.key == "text" })
        {
            members[place].value = trimmed
            content = .array(blocks + [.object(members)])
        }
        written[written.count - 1] = ["role": "assistant", "content": content]
    }
}

extension Message {
    fileprivate var hasToolResult: Bool {
        content.contains { if case .toolResult = $0 { true } else { false } }
    }
}

extension Message.Part {
    fileprivate var isOther: Bool { if case .other = self { true } else { false } }
}
