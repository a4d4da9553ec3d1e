internal import Tokens

/// The count of one prompt: what it adds up to, part by part.
struct OpenAIPromptCount {
    /// More than any model's context: the most that a document can be billed as.
    private static let anyContext = 2_097_152

    private let prompt: ChatPrompt
    private let generation: FramingRules.Generation
    private let encoding: Encoding
    private let imageRule: ImageRule?
    private let document: Int
    private let namespace: ToolNamespace

    /// Why the count is not sure.
    var doubts: Doubts
    private var parts: [PromptCount.Part] = []
    private var framing = 0
    /// What may be billed beyond what is counted.
    private var margin = 0

    /// For a prompt with a generation's constants.
    init(
        _ prompt: ChatPrompt, generation: FramingRules.Generation, encoding: Encoding, imageRule: ImageRule?,
        document: Int
    ) {
        self.prompt = prompt
        self.generation = generation
        self.encoding = encoding
        self.imageRule = imageRule
        self.document = document
        namespace = ToolNamespace(prompt.functions)
        doubts = prompt.doubts
    }

    /// The count. `mostPerToken` is what a token may be billed as where the encoding isn't the model's.
    mutating func result(mostPerToken: Int = 1) -> PromptCount {
        framing += generation.priming
        let messages = prompt.messages
        countSections(before: messages.first)
        var names: [String: String] = [:]
        var index = 0
        while index < messages.count {
            let message = messages[index]
            for call in message.calls { names[call.id] = call.name }
            if message.calls.count > 1 {
                index += 1
                let made = Set(message.calls.map(\.id))
                let results = messages[index...].prefix { $0.answeredCall.map(made.contains) ?? false }
                count(message, parallel: Array(results))
                index += results.count
            } else {
                count(message, isFirst: index == 0, answered: message.answeredCall.flatMap { names[$0] })
                index += 1
            }
        }
        noteDoubts()
        parts.append(.init(.framing, tokens: framing))
        let tokens = parts.reduce(0) { $0 + $1.tokens }
        let slack = doubts.confidence == .high ? 4 + tokens / 32 : 64 + tokens / 8
        return PromptCount(
            parts: parts, most: (tokens + slack) * mostPerToken + margin, confidence: doubts.confidence,
            reasons: doubts.reasons)
    }

    private func tokens(_ text: String) -> Int { text.isEmpty ? 0 : encoding.count(text) }
}

// MARK: The system prompt's sections

extension OpenAIPromptCount {
    /// Counts the functions and the form of the answer: in the first message where that is the system prompt, else in
    /// a message of their own.
    private mutating func countSections(before first: ChatPrompt.Message?) {
        let functions = prompt.functions
        guard !functions.isEmpty || prompt.format != nil else { return }
        for (index, text) in namespace.functions.enumerated() {
            parts.append(.init(.tool, index: index, label: functions[index].name, tokens: tokens(text)))
        }
        if let format = prompt.format {
            parts.append(.init(.responseFormat, label: format.name, tokens: tokens(format.text)))
        }
        let counted = parts.reduce(0) { $0 + $1.tokens }
        if let first, first.isSystem {
            let heading = generation.isDeveloperMessage ? "# Instructions\n\n" : ""
            framing += joined(behind: heading + first.text + "\n\n") - tokens(first.text) - counted
        } else {
            framing += generation.message + 1 + joined(behind: "") - counted
        }
        if !functions.isEmpty {
            framing += generation.tools + (prompt.isResponses ? 0 : generation.toolsPreamble)
            if let name = prompt.chosenFunction, let named = generation.namedChoice {
                framing += named + tokens("." + name)
            }
        } else if let format = prompt.format, generation.namesFormatBeforeAnswer {
            framing += (generation.namedFormat ?? 0) + tokens(format.name)
        }
    }

    /// The tokens of the sections behind a text: tokens reach over where texts join.
    private func joined(behind text: String) -> Int {
        guard !prompt.functions.isEmpty else { return tokens(text + (prompt.format?.text ?? "")) }
        let body = namespace.body + (prompt.format.map { "\n\n" + $0.text } ?? "")
        // In a developer message the namespace's head is a text of its own.
        return generation.isDeveloperMessage
            ? tokens(text + ToolNamespace.head) + tokens(body) : tokens(text + ToolNamespace.head + body)
    }
}

// MARK: Messages

extension OpenAIPromptCount {
    private mutating func count(_ message: ChatPrompt.Message, isFirst: Bool, answered: String?) {
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
            margin += OpenAIPromptCount.anyContext
        }
    }

    /// Counts calls made at once, and their results: both are one message of a tool that makes calls in parallel.
    private mutating func count(_ message: ChatPrompt.Message, parallel results: [ChatPrompt.Message]) {
        if !message.text.isEmpty {
            framing += generation.message + 1
            doubts.add(.medium, "Of calls with a text before them few records are known.")
        }
        let uses = message.calls.map { call in
            let arguments = OpenAIPromptCount.arguments(of: call)
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
                margin += OpenAIPromptCount.anyContext
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

// MARK: Confidence

extension OpenAIPromptCount {
    private mutating func noteDoubts() {
        let messages = prompt.messages
        var kinds: [FramingRules.Kind] = [.text]
        if !prompt.functions.isEmpty { kinds.append(.tools) }
        if messages.contains(where: { !$0.calls.isEmpty || $0.answeredCall != nil }) { kinds.append(.toolResults) }
        if prompt.format != nil { kinds.append(.format) }
        if messages.contains(where: { !$0.images.isEmpty }) { kinds.append(.images) }
        if kinds.contains(where: { !generation.settled.contains($0.rawValue) }) {
            doubts.add(.medium, "Few records of such requests to this model are known.")
        }
        switch namespace.doubt {
        case .rare?: doubts.add(.medium, "A tool's schema has forms of which few records are known.")
        case .recursive?: doubts.add(.low, "A tool's schema refers to itself or to what it doesn't define.")
        case nil: break
        }
        if prompt.format?.hasUnseenKeys == true {
            doubts.add(.medium, "The answer's schema has keys of which no records are known.")
        }
        if prompt.chosenFunction != nil {
            doubts.add(.medium, "Of requests that name the function to call few records are known.")
        }
        if prompt.format != nil, !prompt.functions.isEmpty, messages.contains(where: { $0.role == "assistant" }) {
            doubts.add(.medium, "Of forms and tools in one conversation few records are known.")
        }
        if !prompt.functions.isEmpty || prompt.format != nil, let first = messages.first, !first.isSystem,
            messages.contains(where: \.isSystem)
        {
            doubts.add(.medium, "Of system prompts behind other messages few records are known.")
        }
        if kinds.contains(.images), kinds.contains(.tools) {
            doubts.add(.medium, "Of images beside tools few records are known.")
        }
    }
}
