extension Message {
    /// `{"role":"user"|"assistant"|"tool","content":"…"|[parts],"name":…,"cache":"5m"|"1h"}`; an assistant's calls as
    /// `"toolCalls":[{"id","name","arguments"}]`; a tool's result as `"toolCallId"` and `"isError"`.
    init(json: JSONValue) throws(RequestError) {
        let reader = RequestReader(json: json)
        guard let name = json["role"]?.string, let role = Role(rawValue: name) else {
            throw RequestError("a message's \"role\" must be user, assistant or tool")
        }
        self.init(role: role, content: [])
        switch json["content"] {
        case .string(let text)?: content = [.text(text)]
        case .array(let parts)?:
            for part in parts { content.append(try Part(json: part)) }
        case nil: break
        default: throw RequestError("a message's \"content\" must be a string or a list of parts")
        }
        cache = try reader.choice("cache")
        for call in try reader.list("toolCalls") ?? [] { content.append(.toolCall(try ToolCall(json: call))) }
        if role == .tool, let id = try reader.text("toolCallId") {
            let result = ToolResult(
                callID: id, name: try reader.text("name"), content: content,
                isError: try reader.flag("isError") ?? false)
            content = [.toolResult(result)]
        } else {
            self.name = try reader.text("name")
        }
    }

    var json: JSONValue {
        var object = ObjectBuilder()
        object.set("role", role.rawValue)
        if role == .tool, name == nil, content.count == 1, case .toolResult(let result) = content[0] {
            object.set("toolCallId", result.callID)
            object.set("name", result.name)
            object.set("content", Part.json(result.content))
            if result.isError { object.set("isError", true) }
        } else {
            let calls = content.reversed().prefix(while: \.isToolCall).reversed()
            let parts = content.dropLast(calls.count)
            if !parts.isEmpty || calls.isEmpty { object.set("content", Part.json(Array(parts))) }
            object.set("name", name)
            if !calls.isEmpty { object.set("toolCalls", .array(calls.map { $0.untyped })) }
        }
        object.set("cache", cache?.rawValue)
        return object.object
    }
}

extension Message.Part {
    /// Parts as JSON: one text as a string.
    static func json(_ parts: [Message.Part]) -> JSONValue {
        if parts.count == 1, case .text(let text) = parts[0] { return .string(text) }
        return .array(parts.map(\.json))
    }

    /// A part by its `type`: `text`, `image` and `document` (with `url`, or `data` and `mediaType`), `toolCall`,
    /// `toolResult`, `reasoning`. What has another type is kept as it is, for a provider that knows it.
    init(json: JSONValue) throws(RequestError) {
        let reader = RequestReader(json: json)
        switch json["type"]?.string ?? "text" {
        case "text" where json["text"]?.string != nil: self = .text(try reader.required("text"))
        case "image" where json["source"] == nil:
            self = .image(.init(try Message.MediaSource(json: json), detail: try reader.choice("detail")))
        case "document" where json["source"] == nil:
            self = .document(.init(try Message.MediaSource(json: json), title: try reader.text("title")))
        case "toolCall": self = .toolCall(try ToolCall(json: json))
        case "toolResult":
            var content: [Message.Part] = []
            if let text = json["content"]?.string {
                content = [.text(text)]
            } else {
                for part in try reader.list("content") ?? [] { content.append(try Message.Part(json: part)) }
            }
            self = .toolResult(
                .init(
                    callID: try reader.required("toolCallId"), name: try reader.text("name"), content: content,
                    isError: try reader.flag("isError") ?? false))
        case "reasoning":
            self = .reasoning(
                .init(
                    text: try reader.text("text") ?? "", signature: try reader.text("signature"),
                    redacted: try reader.text("redacted")))
        default: self = .other(json)
        }
    }

    var json: JSONValue {
        var object = ObjectBuilder()
        switch self {
        case .text(let text): return ["type": "text", "text": .string(text)]
        case .image(let image):
            object.set("type", "image")
            image.source.write(to: &object)
            object.set("detail", image.detail?.rawValue)
        case .document(let document):
            object.set("type", "document")
            document.source.write(to: &object)
            object.set("title", document.title)
        case .toolCall(let call):
            object.set("type", "toolCall")
            object.overlay(call.json.asObject ?? [])
        case .toolResult(let result):
            object.set("type", "toolResult")
            object.set("toolCallId", result.callID)
            object.set("name", result.name)
            object.set("content", Message.Part.json(result.content))
            if result.isError { object.set("isError", true) }
        case .reasoning(let reasoning):
            object.set("type", "reasoning")
            object.set("text", reasoning.text)
            object.set("signature", reasoning.signature)
            object.set("redacted", reasoning.redacted)
        case .other(let json): return json
        }
        return object.object
    }

    fileprivate var isToolCall: Bool { if case .toolCall = self { true } else { false } }

    /// The part's JSON where its place says the type.
    fileprivate var untyped: JSONValue { .object((json.asObject ?? []).filter { $0.key != "type" }) }
}

extension Message.MediaSource {
    init(json: JSONValue) throws(RequestError) {
        let reader = RequestReader(json: json)
        if let address = try reader.text("url") {
            self = .url(address)
        } else {
            self = .base64(try reader.required("data"), mediaType: try reader.required("mediaType"))
        }
    }

    func write(to object: inout ObjectBuilder) {
        switch self {
        case .url(let address): object.set("url", address)
        case .base64(let data, let mediaType):
            object.set("mediaType", mediaType)
            object.set("data", data)
        }
    }
}

extension ToolCall {
    /// `{"id":…,"name":…,"arguments":{…}}`; arguments that are no JSON, or not written as this module writes, as text.
    init(json: JSONValue) throws(RequestError) {
        let reader = RequestReader(json: json)
        let arguments = json["arguments"]
        self.init(
            id: try reader.text("id") ?? "", name: try reader.required("name"),
            argumentsText: arguments?.string ?? arguments?.description ?? "")
    }

    /// The call with its arguments as a value, where that says all there is; else as text.
    var json: JSONValue {
        let value = arguments
        let isSame = value.map { $0.asObject != nil && $0.description == argumentsText } ?? false
        return [
            "id": .string(id), "name": .string(name), "arguments": isSame ? value ?? .null : .string(argumentsText),
        ]
    }
}
