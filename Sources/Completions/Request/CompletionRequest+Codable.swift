extension CompletionRequest: Codable {
    /// The request of its normalised JSON form. Coders for JSON don't keep the order of an object's keys; where the
    /// order of a schema's keys matters, as for a provider's cache, use `init(json:)`.
    public init(from decoder: any Decoder) throws { try self.init(json: JSONValue(from: decoder)) }

    /// Writes the normalised JSON form.
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}

extension Message: Codable {
    /// The message of its normalised JSON form.
    public init(from decoder: any Decoder) throws { try self.init(json: JSONValue(from: decoder)) }

    /// Writes the normalised JSON form.
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}

extension Tool: Codable {
    /// The tool of its normalised JSON form.
    public init(from decoder: any Decoder) throws { try self.init(json: JSONValue(from: decoder)) }

    /// Writes the normalised JSON form.
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}

extension ToolCall: Codable {
    /// The call of its normalised JSON form.
    public init(from decoder: any Decoder) throws { try self.init(json: JSONValue(from: decoder)) }

    /// Writes the normalised JSON form.
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}
