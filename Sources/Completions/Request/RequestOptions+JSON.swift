extension ToolChoice {
    /// `"auto"`, `"none"`, `"required"`, or `{"tool":"name"}`.
    init(json: JSONValue) throws(RequestError) {
        switch (json.string, json["tool"]?.string) {
        case ("auto"?, _): self = .auto
        case ("none"?, _): self = .none
        case ("required"?, _): self = .required
        case (nil, let name?): self = .tool(name)
        default: throw RequestError("\"toolChoice\" must be auto, none, required or {\"tool\":name}")
        }
    }

    var json: JSONValue {
        switch self {
        case .auto: "auto"
        case .none: "none"
        case .required: "required"
        case .tool(let name): ["tool": .string(name)]
        }
    }
}

extension ResponseFormat {
    /// `"text"`, `"json"`, or `{"name":…,"description":…,"schema":{…},"strict":true}`.
    init(json: JSONValue) throws(RequestError) {
        if json.string == "text" {
            self = .text
        } else if json.string == "json" {
            self = .json
        } else if let schema = json["schema"] {
            let reader = RequestReader(json: json)
            self = .schema(
                name: try reader.text("name") ?? "answer", description: try reader.text("description"),
                schema: schema, isStrict: try reader.flag("strict"))
        } else {
            throw RequestError("\"responseFormat\" must be text, json or an object with a \"schema\"")
        }
    }

    var json: JSONValue {
        switch self {
        case .text: return "text"
        case .json: return "json"
        case .schema(let name, let description, let schema, let isStrict):
            var object = ObjectBuilder()
            object.set("name", name)
            object.set("description", description)
            object.set("schema", schema)
            object.set("strict", isStrict)
            return object.object
        }
    }
}

extension Tool {
    /// `{"name":…,"description":…,"parameters":{JSON Schema}}`.
    init(json: JSONValue) throws(RequestError) {
        guard let name = json["name"]?.string else { throw RequestError("a tool's \"name\" must be a string") }
        self.init(
            name: name, description: try RequestReader(json: json).text("description"),
            parameters: json["parameters"] ?? .object([]))
    }

    var json: JSONValue {
        var object = ObjectBuilder()
        object.set("name", name)
        object.set("description", description)
        object.set("parameters", parameters)
        return object.object
    }
}
