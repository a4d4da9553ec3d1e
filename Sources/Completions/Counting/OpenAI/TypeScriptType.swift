/// JSON Schema as the TypeScript type that OpenAI writes into a prompt.
///
/// An object whose properties have nothing to remark is on one line, `{ a: string, b?: number }`. Titles, descriptions
/// and formats of strings are comments above what they describe and put the object on lines; so does a default, behind
/// its property. A union whose members have comments is on lines too, and an array of what is on lines is `Array<…>`.
/// What only bounds values (`minimum`, `pattern`, `maxItems`, …) isn't written.
///
/// References are written out where they stand. That a schema can't grow without bound by them, or by referring to
/// itself, there is a limit to what they add.
struct TypeScriptType {
    /// Deeper types are `any`.
    private static let maximumDepth = 48
    /// The most bytes and keys that references may add.
    static let mostReferred = 1 << 18
    /// JSON Schema has seven types; a longer list is not one.
    private static let mostTypes = 8

    /// The definitions by their reference.
    let definitions: [String: JSONValue]
    /// The references that are being written, innermost last.
    var open: [String] = []
    /// The bytes and keys that references have added.
    var referred = 0

    /// Why the text may not be the provider's; nil while every form that was met is one that is known.
    var doubt: SchemaDoubt?

    /// For the types of a schema and what it defines.
    init(root: JSONValue) {
        var definitions = ["#": root]
        for key in ["$defs", "definitions"] {
            for member in root[key].members { definitions["#/\(key)/\(member.key)"] = member.value }
        }
        self.definitions = definitions
    }

    /// The parameters of a function: comments, then the object; nil where it has none.
    mutating func parameters(_ schema: JSONValue) -> String? {
        let schema = resolved(schema).schema
        let properties = schema["properties"].members
        guard !properties.isEmpty else { return nil }
        return comment(on: schema) + object(schema, properties, depth: 0)
    }

    private mutating func object(_ schema: JSONValue, _ properties: [JSONValue.Member], depth: Int) -> String {
        let required = Set(schema["required"].elements.compactMap(\.string))
        var lines: [(comment: String, property: String, remark: String)] = []
        var isOneLine = true
        for property in properties {
            let (value, reference) = resolved(property.value)
            let type = referring(reference) { $0.type(value, depth: depth + 1) }
            let comment = comment(on: value)
            var remark = ""
            if let value = value.member("default") { remark = " // default: " + Self.literal(value) }
            let separator = type.hasPrefix("\n") ? ":" : ": "
            let name = property.key + (required.contains(property.key) ? "" : "?") + separator + type
            lines.append((comment, name, remark))
            if !comment.isEmpty || !remark.isEmpty || type.utf8.contains(UInt8(ascii: "\n")) { isOneLine = false }
        }
        if isOneLine { return "{ " + lines.map(\.property).joined(separator: ", ") + " }" }
        return "{\n" + lines.map { $0.comment + $0.property + "," + $0.remark + "\n" }.joined() + "}"
    }

    private mutating func type(_ schema: JSONValue, depth: Int) -> String {
        guard depth < Self.maximumDepth else {
            note(.recursive)
            return "any"
        }
        if case .array(let values)? = schema["enum"] { return values.map(Self.literal).joined(separator: " | ") }
        if let value = schema["const"] { return Self.literal(value) }
        for key in ["anyOf", "oneOf"] {
            guard case .array(let members)? = schema[key] else { continue }
            if key == "oneOf" { note(.rare) }
            return union(members.map { commented($0, depth: depth + 1) })
        }
        if schema["allOf"] != nil || schema["not"] != nil || schema["examples"] != nil { note(.rare) }
        switch schema["type"] {
        case .array(let types)?:
            guard types.count <= Self.mostTypes else {
                note(.recursive)
                return "any"
            }
            // Each member is the whole schema with one type, its description again.
            return union(types.map { commented(schema.replacing("type", by: $0), depth: depth + 1) })
        case .string("integer")?, .string("number")?: return "number"
        case .string("string")?: return "string"
        case .string("boolean")?: return "boolean"
        case .string("null")?: return "null"
        case .string("array")?:
            guard let items = schema["items"] else { return "any[]" }
            let element = commented(items, depth: depth + 1)
            guard !element.utf8.contains(UInt8(ascii: "\n")) else { return "Array<\n\(element)\n>" }
            if element.utf8.contains(UInt8(ascii: "|")) { note(.rare) }
            return element + "[]"
        default:
            let properties = schema["properties"].members
            if !properties.isEmpty { return object(schema, properties, depth: depth) }
            if case .object? = schema["additionalProperties"] { note(.rare) }
            return schema["type"] == "object" ? "object" : "any"
        }
    }

    /// A type with its comments before it.
    private mutating func commented(_ schema: JSONValue, depth: Int) -> String {
        let (schema, reference) = resolved(schema)
        let type = referring(reference) { $0.type(schema, depth: depth) }
        return comment(on: schema) + type
    }

    private mutating func union(_ members: [String]) -> String {
        guard members.contains(where: { $0.utf8.contains(UInt8(ascii: "\n")) }) else {
            return members.joined(separator: " | ")
        }
        note(.rare)
        return "\n" + members.map { " | " + $0 }.joined(separator: "\n")
    }

    private func comment(on schema: JSONValue) -> String {
        var text = ""
        let description = schema["description"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        if let title = schema["title"]?.string, !title.isEmpty {
            text += "// " + title + "\n"
            if description != nil { text += "//\n" }
        }
        if let description { text += Comment.lines(description) }
        // Of a string: a number's, such as `int32`, is not written.
        if schema["type"] == "string", let format = schema["format"] {
            text += "// format: " + Self.literal(format) + "\n"
        }
        return text
    }

    private static func literal(_ value: JSONValue) -> String {
        PythonJSON(isASCII: false).text(of: value)
    }
}

extension JSONValue {
    /// An object's member, which may be `null`; nil where there is none.
    fileprivate func member(_ key: String) -> JSONValue? {
        if case .object(let members) = self { members.last { $0.key == key }?.value } else { nil }
    }

    fileprivate func replacing(_ key: String, by value: JSONValue) -> JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members.map { $0.key == key ? Member(key, value) : $0 })
    }
}
