/// The form that an answer must have, as OpenAI writes it into the system prompt.
struct AnswerFormat {
    /// The form's name.
    let name: String
    /// The section of the system prompt.
    let text: String
    /// Whether the schema has keys of which no record says whether they are written.
    let hasUnseenKeys: Bool

    /// Keys that bound values or have no meaning to the model, and aren't written.
    private static let omitted: Set<String> = [
        "additionalProperties", "required", "$schema", "default", "minimum", "maximum", "exclusiveMinimum",
        "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "minLength", "maxLength", "uniqueItems",
    ]
    /// Keys that records show to be written.
    private static let written: Set<String> = [
        "type", "properties", "items", "title", "description", "enum", "const", "anyOf", "$defs", "$ref",
    ]
    /// Of the omitted keys, those that records show to be omitted.
    private static let seenOmitted: Set<String> = [
        "additionalProperties", "required", "$schema", "default", "minimum", "maximum", "maxItems",
    ]

    /// A form of a name and a schema; a description is a comment above the schema.
    init(name: String, description: String, schema: JSONValue) {
        self.name = name
        var hasUnseenKeys = false
        let shown = AnswerFormat.shown(schema, depth: 0, &hasUnseenKeys)
        let comment = description.isEmpty ? "" : "// \(description)\n"
        text = "# Response Formats\n\n## \(name)\n\n" + comment + PythonJSON.compact.text(of: shown)
        self.hasUnseenKeys = hasUnseenKeys
    }

    /// A schema with the keys that are written. Linear; what nests deeper than JSON may is left as it is.
    private static func shown(_ schema: JSONValue, depth: Int, _ hasUnseenKeys: inout Bool) -> JSONValue {
        guard depth < JSONValue.maximumDepth else { return schema }
        switch schema {
        case .array(let elements):
            return .array(elements.map { shown($0, depth: depth + 1, &hasUnseenKeys) })
        case .object(let members):
            var result: [JSONValue.Member] = []
            let isNumber = schema["type"] == "number" || schema["type"] == "integer"
            for member in members {
                if !written.contains(member.key), !seenOmitted.contains(member.key) { hasUnseenKeys = true }
                guard !omitted.contains(member.key), !(isNumber && member.key == "format") else { continue }
                result.append(.init(member.key, value(of: member, depth: depth + 1, &hasUnseenKeys)))
            }
            return .object(result)
        default: return schema
        }
    }

    private static func value(of member: JSONValue.Member, depth: Int, _ hasUnseenKeys: inout Bool) -> JSONValue {
        switch member.key {
        case "enum", "const": return member.value
        case "properties", "$defs", "definitions":
            // Its keys are names, not words of JSON Schema.
            guard case .object(let members) = member.value else { return member.value }
            return .object(members.map { .init($0.key, shown($0.value, depth: depth + 1, &hasUnseenKeys)) })
        default: return shown(member.value, depth: depth, &hasUnseenKeys)
        }
    }
}
