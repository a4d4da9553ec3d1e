/// A decoder that has nothing, and writes down what it is asked for.
final class SchemaRecorder: Decoder {
    /// The way to what is decoded.
    let place: String
    /// The types that are being decoded, outermost first.
    let stack: [ObjectIdentifier]
    /// What it was asked for, as a JSON Schema.
    private(set) var schema = JSONValue.object([])
    /// What strings it gives: some types take only strings of a certain form.
    let text: String
    /// Whether the type's schema is known already, so that what it looks for besides is its own affair.
    var isOpaque: Bool { !text.isEmpty }

    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    init(place: String, stack: [ObjectIdentifier], text: String = "") {
        self.place = place
        self.stack = stack
        self.text = text
    }

    /// Some value of a type, after what it takes was written down.
    func value<Value: Decodable>(of type: Value.Type) throws -> Value {
        if let optional = type as? any OptionalType.Type {
            guard let nothing = try optional.nothing(describedBy: self) as? Value else { throw unreadable() }
            return nothing
        }
        if let value = try enumeration(type) { return value }
        if let dictionary = type as? any DictionaryType.Type {
            guard let empty = try dictionary.empty(describedBy: self) as? Value else { throw unreadable() }
            return empty
        }
        guard !stack.contains(ObjectIdentifier(type)) else {
            throw SchemaError(place: place, problem: "the type contains itself; write its schema by hand")
        }
        let known = KnownType(name: String(reflecting: type))
        let inner = SchemaRecorder(place: place, stack: stack + [ObjectIdentifier(type)], text: known?.example ?? text)
        let value: Value
        do { value = try Value(from: inner) } catch let error as SchemaError { throw error } catch {
            throw SchemaError(
                place: place,
                problem: "\(type) can't be decoded from nothing; make it CaseIterable, or write the schema by hand")
        }
        schema = known?.schema ?? inner.schema
        if let described = type as? any PropertiesDescribed.Type { describe(described.propertyDescriptions) }
        return value
    }

    private func unreadable() -> SchemaError { SchemaError(place: place, problem: "the type has no schema") }

    /// The first case of an enumeration whose cases are known, by their raw values.
    private func enumeration<Value>(_ type: Value.Type) throws -> Value? {
        guard let enumeration = type as? any CaseIterable.Type else { return nil }
        let cases = SchemaRecorder.cases(of: enumeration)
        let values = cases.compactMap { value -> JSONValue? in
            guard let value = value as? any RawRepresentable else { return nil }
            return SchemaRecorder.rawValue(of: value)
        }
        guard let first = cases.first as? Value, values.count == cases.count else { return nil }
        let isText = values.allSatisfy { $0.string != nil }
        schema = ["type": isText ? "string" : "integer", "enum": .array(values)]
        return first
    }

    private static func cases<Cases: CaseIterable>(of type: Cases.Type) -> [Any] { Array(type.allCases) }

    private static func rawValue<Raw: RawRepresentable>(of value: Raw) -> JSONValue? {
        if let text = value.rawValue as? String { return .string(text) }
        return (value.rawValue as? any BinaryInteger).map { .number(JSONNumber(Int($0))) }
    }

    private func describe(_ descriptions: [String: String]) {
        guard case .object(let members) = schema, case .object(let properties)? = schema["properties"] else { return }
        let described = properties.map { property -> JSONValue.Member in
            guard let text = descriptions[property.key], case .object(let own) = property.value else { return property }
            return .init(property.key, .object(own + [.init("description", .string(text))]))
        }
        schema = .object(members.map { $0.key == "properties" ? .init("properties", .object(described)) : $0 })
    }

    // MARK: What is written down

    func note(_ schema: JSONValue) { self.schema = schema }

    /// Begins an object.
    func noteObject() {
        guard schema["type"] == nil else { return }
        schema = [
            "type": "object", "properties": .object([]), "required": .array([]), "additionalProperties": .bool(false),
        ]
    }

    func noteProperty(_ name: String, _ property: JSONValue, isRequired: Bool) {
        guard case .object(var members) = schema else { return }
        for (index, member) in members.enumerated() {
            switch (member.key, member.value) {
            case ("properties", .object(let known)):
                let others = known.filter { $0.key != name }
                members[index].value = .object(others + [.init(name, property)])
            case ("required", .array(let known)) where isRequired && !known.contains(.string(name)):
                members[index].value = .array(known + [.string(name)])
            default: break
            }
        }
        schema = .object(members)
    }

    // MARK: Decoder

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        noteObject()
        return KeyedDecodingContainer(SchemaProperties(recorder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        note(["type": "array"])
        return SchemaElements(recorder: self)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        SchemaScalar(recorder: self)
    }
}

/// A type that may be nothing.
private protocol OptionalType {
    static func nothing(describedBy recorder: SchemaRecorder) throws -> Any
}

extension Optional: OptionalType where Wrapped: Decodable {
    static func nothing(describedBy recorder: SchemaRecorder) throws -> Any {
        _ = try recorder.value(of: Wrapped.self)
        return Self.none as Any
    }
}

/// A dictionary by strings.
private protocol DictionaryType {
    static func empty(describedBy recorder: SchemaRecorder) throws -> Any
}

extension Dictionary: DictionaryType where Key == String, Value: Decodable {
    static func empty(describedBy recorder: SchemaRecorder) throws -> Any {
        _ = try recorder.value(of: Value.self)
        recorder.note(["type": "object", "additionalProperties": recorder.schema])
        return Self()
    }
}

/// Types whose coding differs from what they are in JSON, or which take only strings of a certain form.
private struct KnownType {
    let schema: JSONValue
    let example: String

    /// The type of a name with its module; nil for any other.
    init?(name: String) {
        guard name.hasPrefix("Foundation") else { return nil }
        switch name.split(separator: ".").last {
        case "UUID":
            schema = ["type": "string", "format": "uuid"]
            example = "00000000-0000-0000-0000-000000000000"
        case "URL":
            schema = ["type": "string", "format": "uri"]
            example = "https://example.com"
        case "Date":
            schema = ["type": "string", "format": "date-time"]
            example = ""
        case "Data":
            schema = ["type": "string", "contentEncoding": "base64"]
            example = ""
        default: return nil
        }
    }
}
