extension CompletionRequest {
    /// The request that its normalised JSON form says.
    ///
    /// ```
    /// {"model":"…","systemPrompt":"…","messages":[…],"tools":[{"name","description","parameters"}],
    ///  "toolChoice":"auto"|"none"|"required"|{"tool":"name"},"parallelToolCalls":true,"maxTokens":500,
    ///  "temperature":0.2,"topP":0.9,"stop":["…"],"responseFormat":"text"|"json"|{"name","description","schema",
    ///  "strict"},"reasoningEffort":"none"…"max","reasoningBudget":1024,"cache":"5m"|"1h","serviceTier":"…",
    ///  "userId":"…","extras":{…}}
    /// ```
    /// A key that is null is as one that is missing; keys that aren't known are ignored.
    ///
    /// - Throws: `RequestError` naming the key that is missing or has the wrong type.
    public init(json: JSONValue) throws(RequestError) {
        guard case .object = json else { throw RequestError("the request is not a JSON object") }
        let reader = RequestReader(json: json)
        let model = try reader.required("model")
        guard let messages = try reader.list("messages") else { throw RequestError("\"messages\" must be a list") }
        self.init(model: model, messages: [])
        for message in messages { self.messages.append(try Message(json: message)) }
        systemPrompt = try reader.text("systemPrompt")
        for tool in try reader.list("tools") ?? [] { tools.append(try Tool(json: tool)) }
        toolChoice = try json["toolChoice"].map { value throws(RequestError) in try ToolChoice(json: value) }
        parallelToolCalls = try reader.flag("parallelToolCalls")
        maxTokens = try reader.count("maxTokens")
        temperature = try reader.number("temperature")
        topP = try reader.number("topP")
        if let text = json["stop"]?.string {
            stop = [text]
        } else {
            for text in try reader.list("stop") ?? [] {
                guard let text = text.string else { throw RequestError("\"stop\" must be a list of strings") }
                stop.append(text)
            }
        }
        responseFormat = try json["responseFormat"].map { value throws(RequestError) in
            try ResponseFormat(json: value)
        }
        reasoningEffort = try reader.choice("reasoningEffort")
        reasoningBudget = try reader.count("reasoningBudget")
        cache = try reader.choice("cache")
        serviceTier = try reader.text("serviceTier")
        userID = try reader.text("userId")
        if let extras = json["extras"] {
            guard case .object(let members) = extras else { throw RequestError("\"extras\" must be an object") }
            self.extras = members
        }
    }

    /// The normalised JSON form, of which `init(json:)` makes the same request.
    public var json: JSONValue {
        var object = ObjectBuilder()
        object.set("model", model)
        object.set("systemPrompt", systemPrompt)
        object.set("messages", .array(messages.map(\.json)))
        if !tools.isEmpty { object.set("tools", .array(tools.map(\.json))) }
        object.set("toolChoice", toolChoice?.json)
        object.set("parallelToolCalls", parallelToolCalls)
        object.set("maxTokens", maxTokens)
        object.set("temperature", temperature)
        object.set("topP", topP)
        if !stop.isEmpty { object.set("stop", .strings(stop)) }
        object.set("responseFormat", responseFormat?.json)
        object.set("reasoningEffort", reasoningEffort?.rawValue)
        object.set("reasoningBudget", reasoningBudget)
        object.set("cache", cache?.rawValue)
        object.set("serviceTier", serviceTier)
        object.set("userId", userID)
        if !extras.isEmpty { object.set("extras", .object(extras)) }
        return object.object
    }
}
