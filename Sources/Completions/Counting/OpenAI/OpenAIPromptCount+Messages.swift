extension OpenAIPromptCount {
    /// Counts a message. `answered` is the function whose result it is.
    mutating func count(_ message: ChatPrompt.Message, isFirst: Bool, answered: String?) {
        var content = tokens(message.text)
        framing += generation.message + (generation.isBare ? 0 : 1)
        if message.role == "tool" || message.role == "function" {
            // The result says whose it is.
            content += 2 + tokens(answered ?? message.name ?? "")
        } else if let name = message.name, !name.isEmpty {
            content += tokens("\(message.role):\(name)") - 1
        }
        if let call = message.calls.first {
            if !message.text.isEmpty {
                framing += generation.message + 1
                doubts.add(.medium, "Of calls with a text before them few records are known.")
            }
            // ` to=functions.name` behind the role, and the arguments as the content.
            content += 3 + tokens("." + call.name) + tokens(OpenAIPromptCount.arguments(of: call))
            framing += generation.callChannel
        } else if message.role == "assistant" {
            if !message.text.isEmpty { framing += generation.answerChannel }
            if let format = prompt.format, let named = generation.namedFormat { framing += named + tokens(format.name) }
        }
        append(message, content, isFirst: isFirst)
        count(images: message)
        if message.documents > 0 {
            parts.append(.init(.document, index: message.index, tokens: document * message.documents))
        }
    }

    /// Counts calls made at once, and their results: both are one message of a tool that makes calls in parallel.
    mutating func count(_ message: ChatPrompt.Message, parallel results: [ChatPrompt.Message]) {
        if !message.text.isEmpty {
            framing += generation.message + 1
            doubts.add(.medium, "Of calls with a text before them few records are known.")
        }
        let uses = message.calls.map { call in
            let arguments = call.arguments.isEmpty ? "{}" : OpenAIPromptCount.arguments(of: call)
            return #"{"recipient_name":"functions.\#(call.name)","parameters":\#(arguments)}"#
        }
        let calls = #"{"tool_uses":["# + uses.joined(separator: ",") + "]}"
        framing += generation.message + 1 + generation.callChannel
        let recipient = tokens("multi") + tokens("_tool") + tokens("_use") + tokens(".parallel")
        append(message, tokens(message.text) + 2 + recipient + tokens(calls), isFirst: false)
        guard !results.isEmpty else { return }
        let values = results.map { (try? JSONValue(parsing: $0.text.utf8)) ?? .string($0.text) }
        let text = PythonJSON().text(of: .array(values))
        if !text.utf8.elementsEqual(PythonJSON(isASCII: false).text(of: .array(values)).utf8) {
            doubts.add(.medium, "How results of calls made at once are written, beyond ASCII, differs among records.")
        }
        framing += generation.message + 1
        append(results[0], 2 + recipient + tokens(text), isFirst: false)
        for result in results { count(images: result) }
    }

    private mutating func append(_ message: ChatPrompt.Message, _ tokens: Int, isFirst: Bool) {
        let kind: PromptCount.Part.Kind = isFirst && message.isSystem ? .system : .message
        let index = kind == .system ? nil : message.index
        parts.append(.init(kind, index: index, label: message.role, tokens: tokens))
    }

    private mutating func count(images message: ChatPrompt.Message) {
        for image in message.images {
            guard let imageRule else {
                doubts.add(.low, "What an image costs with this model is not known.")
                margin += PromptCount.anyContext
                continue
            }
            let size = image.size
            if size == nil {
                doubts.add(.low, "An image outside the request has a size that is not known; 1024 by 1024 is taken.")
                margin += imageRule.most
            } else if let detail = image.detail, detail != "auto" {
                doubts.add(.medium, "Of images with a detail few records are known.")
                margin += imageRule.most
            }
            guard let size = size ?? ImageSize(width: 1024, height: 1024) else { continue }
            parts.append(
                .init(.image, index: message.index, tokens: imageRule.tokens(size, detail: image.detail)))
        }
    }

    /// A call's arguments as the provider writes them: JSON without spaces. What is not JSON stays as it is.
    private static func arguments(of call: ChatPrompt.Call) -> String {
        guard let value = try? JSONValue(parsing: call.arguments.utf8) else { return call.arguments }
        return PythonJSON(isSpaced: false, isASCII: false).text(of: value)
    }
}
