/// Work that one response billed beside its own counts: another pass of the model, or of another one.
public struct FurtherUsage: Hashable, Sendable {
    /// The model that did it; nil where it was the response's own.
    public let model: String?
    /// Its tokens.
    public let usage: Usage
}

extension UsageFormat {
    /// The work that a usage object lists beside its own counts. Each item is a request of its own for the price: its
    /// size alone decides its long-context tier.
    ///
    /// Source: Anthropic's `usage.iterations`, whose items of type `message` are in the top counts already.
    ///
    /// - Throws: `UsageError`, as `usage(from:)` does.
    public func furtherUsages(in usage: JSONValue) throws(UsageError) -> [FurtherUsage] {
        guard let furtherWork, case .array(let items)? = furtherWork.list.value(in: usage) else { return [] }
        var found: [FurtherUsage] = []
        for item in items {
            guard let type = item["type"]?.string, furtherWork.types.contains(type) else { continue }
            found.append(FurtherUsage(model: item["model"]?.string, usage: try self.usage(from: item)))
        }
        return found
    }
}
