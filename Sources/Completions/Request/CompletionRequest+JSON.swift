extension CompletionRequest {
    /// The request that its normalised JSON form says:
    /// `{"model":…,"systemPrompt":…,"messages":[{"role":…,"content":"…"|[parts]}],"tools":[…],"maxTokens":…,
    /// "temperature":…}`.
    ///
    /// - Throws: `RequestError` naming the key that is missing or has the wrong type.
    public init(json: JSONValue) throws(RequestError) {
        guard case .object = json else { throw RequestError("the request is not a JSON object") }
        guard let model = json["model"]?.string else { throw RequestError("\"model\" must be a string") }
        guard case .array(let messages)? = json["messages"] else {
            throw RequestError("\"messages\" must be a list")
        }
        self.init(model: model, messages: [])
        for message in messages { self.messages.append(try Message(json: message)) }
        systemPrompt = try json.optionalString("systemPrompt")
        if let tools = json["tools"] {
            guard case .array(let tools) = tools else { throw RequestError("\"tools\" must be a list") }
            for tool in tools { self.tools.append(try Tool(json: tool)) }
        }
        if let limit = json["maxTokens"] {
            guard case .number(let number) = limit, case .exact(let count) = number.integerValue, count > 0 else {
                throw RequestError("\"maxTokens\" must be a whole number above 0")
            }
            maxTokens = count
        }
        if let value = json["temperature"] {
            guard case .number(let number) = value, let temperature = Double(number.text) else {
                throw RequestError("\"temperature\" must be a number")
            }
            self.temperature = temperature
        }
    }
}

extension Message {
    fileprivate init(json: JSONValue) throws(RequestError) {
        guard let name = json["role"]?.string, let role = Role(rawValue: name) else {
            throw RequestError("a message's \"role\" must be user, assistant or tool")
        }
        self.init(role: role, content: [])
        switch json["content"] {
        case .string(let text)?: content = [.text(text)]
        case .array(let parts)?: content = parts.map(Part.init(json:))
        case nil: break
        default: throw RequestError("a message's \"content\" must be a string or a list of parts")
        }
    }
}

extension Message.Part {
    fileprivate init(json: JSONValue) {
        if json["type"]?.string ?? "text" == "text", let text = json["text"]?.string {
            self = .text(text)
        } else {
            self = .other(json)
        }
    }
}

extension Tool {
    fileprivate init(json: JSONValue) throws(RequestError) {
        guard let name = json["name"]?.string else { throw RequestError("a tool's \"name\" must be a string") }
        self.init(
            name: name, description: try json.optionalString("description"),
            parameters: json["parameters"] ?? .object([]))
    }
}

extension JSONValue {
    fileprivate func optionalString(_ key: String) throws(RequestError) -> String? {
        guard let value = self[key] else { return nil }
        guard let text = value.string else { throw RequestError("\"\(key)\" must be a string") }
        return text
    }
}
