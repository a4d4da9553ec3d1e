extension UsageFormat {
    /// The usage object inside a whole response; the response itself where the provider has no object for it.
    ///
    /// - Returns: nil where the response has no usage.
    public func usageObject(in response: JSONValue) -> JSONValue? {
        for path in usagePaths {
            if let usage = path.value(in: response) { return usage }
        }
        return isUsage(response) ? response : nil
    }

    /// The model that a whole response names.
    public func model(in response: JSONValue) -> String? {
        for path in modelPaths {
            if let model = path.value(in: response)?.string { return model }
        }
        return nil
    }

    /// When the provider says a response was made: Unix seconds, or a time by RFC 3339.
    public static func creationTime(in response: JSONValue) -> JSONValue? {
        creationTimePaths.lazy.compactMap { $0.value(in: response) }.first
    }

    private static let creationTimePaths: [UsageField] = ["created", "created_at", "createTime", "response.created_at"]

    /// Whether an object has one of the format's counts at its top.
    private func isUsage(_ object: JSONValue) -> Bool {
        rules.contains { rule in
            rule.places.contains { $0.contains { $0.value(in: object) != nil } }
        }
    }
}
