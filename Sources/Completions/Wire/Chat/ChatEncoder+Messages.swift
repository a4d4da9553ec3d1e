extension ChatEncoder {
    /// The system prompt and the conversation. A tool's result is a message of its own; images in it follow in a
    /// user's message, for here results are text.
    mutating func messages() throws(ProviderError) -> [JSONValue] {
        var written: [JSONValue] = []
        var preamble = adapter.systemPrompt
        if let text = preamble, adapter.traits.systemRole != .user {
            written.append(system(text))
            preamble = nil
        }
        var images: [JSONValue] = []
        for (index, message) in adapter.request.messages.enumerated() {
            if message.role == .assistant {
                flush(&images, into: &written)
                written.append(try assistant(message, mark: mark(at: index)))
                continue
            }
            for case .toolResult(let result) in message.content { written.append(try tool(result, &images)) }
            var parts: [JSONValue] = []
            if message.role == .user, let text = preamble {
                parts.append(text.asTextPart)
                adapter.note("The system prompt is in the first message: \(adapter.request.model) takes none.")
                preamble = nil
            }
            for part in message.content {
                if let part = try self.part(part) { parts.append(part) }
            }
            guard message.role == .user || !parts.isEmpty, !parts.isEmpty || !message.hasOnlyResults else { continue }
            flush(&images, into: &written)
            written.append(self.message("user", parts, name: message.name, mark: mark(at: index)))
        }
        flush(&images, into: &written)
        if let text = preamble { written.insert(self.message("user", [text.asTextPart], name: nil, mark: nil), at: 0) }
        return written
    }

    private func mark(at index: Int) -> JSONValue? { marks.messages[index] }

    /// A mark's member, where the model takes marks: the lifetime is in it only where the dialect says a lifetime.
    private func markMember(_ mark: JSONValue?) -> JSONValue.Member? {
        mark != nil && adapter.traits.takesCacheMarks ? dialect.cacheMark : nil
    }

    private func system(_ text: String) -> JSONValue {
        message(adapter.traits.systemRole.rawValue, [text.asTextPart], name: nil, mark: marks.system)
    }

    /// A message whose one text stands as a string unless it is marked for the cache.
    private func message(_ role: String, _ parts: [JSONValue], name: String?, mark: JSONValue?) -> JSONValue {
        var object = ObjectBuilder()
        object.set("role", role)
        object.set("content", content(parts, mark: mark))
        object.set("name", name)
        return object.object
    }

    private func content(_ parts: [JSONValue], mark: JSONValue?) -> JSONValue {
        if let member = markMember(mark), let last = parts.last, var members = last.members {
            members.append(member)
            return .array(parts.dropLast() + [.object(members)])
        }
        if parts.isEmpty { return "" }
        guard parts.count == 1, parts[0]["type"] == "text", parts[0].members?.count == 2, let text = parts[0]["text"]
        else { return .array(parts) }
        return text
    }

    private mutating func assistant(_ message: Message, mark: JSONValue?) throws(ProviderError) -> JSONValue {
        var calls: [JSONValue] = []
        var parts: [JSONValue] = []
        var text = ""
        for part in message.content {
            switch part {
            case .toolCall(let call): calls.append(ChatEncoder.call(call))
            // The pieces of one answer, which has one content.
            case .text(let piece): text += piece
            default:
                if let part = try self.part(part) { parts.append(part) }
            }
        }
        if !text.isEmpty { parts.insert(text.asTextPart, at: 0) }
        var object = ObjectBuilder()
        object.set("role", "assistant")
        object.set("content", parts.isEmpty && !calls.isEmpty ? JSONValue.null : content(parts, mark: mark))
        let reasoning = message.reasoningText
        if let key = dialect.reasoningKey, !reasoning.isEmpty { object.set(key, reasoning) }
        object.set("name", message.name)
        if !calls.isEmpty { object.set("tool_calls", .array(calls)) }
        return object.object
    }

    private static func call(_ call: ToolCall) -> JSONValue {
        // A call without arguments has to have some.
        let arguments = call.argumentsText.utf8.allSatisfy { $0 == UInt8(ascii: " ") } ? "{}" : call.argumentsText
        return [
            "id": .string(call.id), "type": "function",
            "function": ["name": .string(call.name), "arguments": .string(arguments)],
        ]
    }

    private mutating func tool(_ result: ToolResult, _ images: inout [JSONValue]) throws(ProviderError) -> JSONValue {
        for part in result.content {
            if case .text = part { continue }
            if let part = try self.part(part) {
                images.append(part)
                adapter.note("What is not text in a tool's result follows it as the user's: results are text here.")
            }
        }
        return [
            "role": "tool", "tool_call_id": .string(result.callID),
            "content": .string(Message.text(of: result.content)),
        ]
    }

    private func flush(_ images: inout [JSONValue], into written: inout [JSONValue]) {
        guard !images.isEmpty else { return }
        written.append(["role": "user", "content": .array(images)])
        images = []
    }

    /// A part of a message's content; nil for what isn't content here.
    private func part(_ part: Message.Part) throws(ProviderError) -> JSONValue? {
        switch part {
        case .text(let text): return text.asTextPart
        case .image(let image):
            if case .url = image.source.withInlineBytes, !dialect.takesImageURLs {
                throw adapter.refusal("\(adapter.provider) doesn't fetch images: send their bytes.")
            }
            var object = ObjectBuilder()
            object.set("url", image.source.address)
            object.set("detail", image.detail?.rawValue)
            return ["type": "image_url", "image_url": object.object]
        case .document(let document): return try file(document)
        case .toolCall, .toolResult, .reasoning: return nil
        case .other(let part): return part
        }
    }

    private func file(_ document: Message.Document) throws(ProviderError) -> JSONValue {
        if let text = document.titledText { return text.asTextPart }
        guard dialect.takesFiles, case .base64 = document.source.withInlineBytes else {
            throw adapter.refusal(
                dialect.takesFiles
                    ? "\(adapter.provider) doesn't fetch documents here: send their bytes."
                    : "\(adapter.provider) takes no documents but text files.")
        }
        var file = ObjectBuilder()
        file.set("filename", document.title ?? "document.pdf")
        file.set("file_data", document.source.address)
        return ["type": "file", "file": file.object]
    }
}

extension String {
    /// The text as a part of a message.
    fileprivate var asTextPart: JSONValue { ["type": "text", "text": .string(self)] }
}

extension Message {
    /// What was reasoned, in words, joined.
    var reasoningText: String {
        content.reduce(into: "") { if case .reasoning(let reasoning) = $1 { $0 += reasoning.text } }
    }

    fileprivate var hasOnlyResults: Bool {
        !content.isEmpty && content.allSatisfy { if case .toolResult = $0 { true } else { false } }
    }
}
