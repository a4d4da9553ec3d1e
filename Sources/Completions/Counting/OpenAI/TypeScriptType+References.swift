extension TypeScriptType {
    /// A schema with what it refers to in place, where its own keys count; and the reference, where it was followed.
    mutating func resolved(_ schema: JSONValue) -> (schema: JSONValue, reference: String?) {
        guard case .object(let members) = schema, let reference = schema["$ref"]?.string else { return (schema, nil) }
        guard case .object(let referred)? = definitions[reference], !open.contains(reference),
            self.referred < Self.mostReferred, referred.allSatisfy({ $0.key != "$ref" })
        else {
            note(.recursive)
            return (.object(members.filter { $0.key != "$ref" }), nil)
        }
        self.referred += referred.count
        return (.object(referred + members.filter { $0.key != "$ref" }), reference)
    }

    /// A text that is written of what a reference means.
    mutating func referring(_ reference: String?, _ body: (inout TypeScriptType) -> String) -> String {
        guard let reference else { return body(&self) }
        open.append(reference)
        defer { open.removeLast() }
        let text = body(&self)
        referred += text.utf8.count
        return text
    }

    /// Keeps the gravest doubt.
    mutating func note(_ doubt: SchemaDoubt) { self.doubt = max(self.doubt ?? doubt, doubt) }
}

/// Why what a schema is written as is not sure.
enum SchemaDoubt: Int, Comparable {
    /// It has forms of which few records are known.
    case rare
    /// It refers to itself, to what isn't there, or nests deeper than is written.
    case recursive

    static func < (left: SchemaDoubt, right: SchemaDoubt) -> Bool { left.rawValue < right.rawValue }
}
