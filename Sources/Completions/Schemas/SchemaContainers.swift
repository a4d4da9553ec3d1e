/// The properties of an object that nobody has.
struct SchemaProperties<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let recorder: SchemaRecorder
    let codingPath: [any CodingKey] = []
    let allKeys: [Key] = []

    func contains(_ key: Key) -> Bool { true }

    /// Said where a type asks so before it decodes an optional property itself.
    func decodeNil(forKey key: Key) throws -> Bool { false }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try decode(type, key, isRequired: !(type is any ExpressibleByNilLiteral.Type))
    }

    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        if recorder.isOpaque { return nil }
        _ = try decode(type, key, isRequired: false)
        return nil
    }

    private func decode<Value: Decodable>(_ type: Value.Type, _ key: Key, isRequired: Bool) throws -> Value {
        let inner = self.inner(key)
        let value = try inner.value(of: type)
        recorder.noteProperty(key.stringValue, inner.schema, isRequired: isRequired)
        return value
    }

    private func inner(_ key: Key) -> SchemaRecorder {
        SchemaRecorder(place: "\(recorder.place).\(key.stringValue)", stack: recorder.stack, text: recorder.text)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        throw unsupported(key)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw unsupported(key) }

    func superDecoder() throws -> any Decoder { recorder }

    func superDecoder(forKey key: Key) throws -> any Decoder { throw unsupported(key) }

    private func unsupported(_ key: Key) -> SchemaError {
        SchemaError(place: inner(key).place, problem: "the type decodes by hand; write its schema by hand")
    }

    // The standard library asks for these by their own names.
    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try absent(type, key) }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try absent(type, key) }
    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { try absent(type, key) }
    func decodeIfPresent(_ type: Float.Type, forKey key: Key) throws -> Float? { try absent(type, key) }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try absent(type, key) }
    func decodeIfPresent(_ type: Int8.Type, forKey key: Key) throws -> Int8? { try absent(type, key) }
    func decodeIfPresent(_ type: Int16.Type, forKey key: Key) throws -> Int16? { try absent(type, key) }
    func decodeIfPresent(_ type: Int32.Type, forKey key: Key) throws -> Int32? { try absent(type, key) }
    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? { try absent(type, key) }
    func decodeIfPresent(_ type: UInt.Type, forKey key: Key) throws -> UInt? { try absent(type, key) }
    func decodeIfPresent(_ type: UInt8.Type, forKey key: Key) throws -> UInt8? { try absent(type, key) }
    func decodeIfPresent(_ type: UInt16.Type, forKey key: Key) throws -> UInt16? { try absent(type, key) }
    func decodeIfPresent(_ type: UInt32.Type, forKey key: Key) throws -> UInt32? { try absent(type, key) }
    func decodeIfPresent(_ type: UInt64.Type, forKey key: Key) throws -> UInt64? { try absent(type, key) }

    private func absent<Value: Decodable>(_ type: Value.Type, _ key: Key) throws -> Value? {
        _ = try decode(type, key, isRequired: false)
        return nil
    }
}

/// The elements of an array: one, to see what it is.
struct SchemaElements: UnkeyedDecodingContainer {
    let recorder: SchemaRecorder
    let codingPath: [any CodingKey] = []
    let count: Int? = nil
    private(set) var currentIndex = 0
    var isAtEnd: Bool { currentIndex > 0 }

    init(recorder: SchemaRecorder) { self.recorder = recorder }

    mutating func decodeNil() throws -> Bool { false }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        guard !isAtEnd else {
            throw SchemaError(
                place: recorder.place, problem: "the type is a list of different things; write its schema by hand")
        }
        let inner = SchemaRecorder(place: recorder.place + "[]", stack: recorder.stack)
        let value = try inner.value(of: type)
        currentIndex += 1
        recorder.note(["type": "array", "items": inner.schema])
        return value
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        throw unsupported
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { throw unsupported }

    mutating func superDecoder() throws -> any Decoder { throw unsupported }

    private var unsupported: SchemaError {
        SchemaError(place: recorder.place, problem: "the type decodes by hand; write its schema by hand")
    }
}

/// A value that is no object and no array.
struct SchemaScalar: SingleValueDecodingContainer {
    let recorder: SchemaRecorder
    let codingPath: [any CodingKey] = []

    func decodeNil() -> Bool { false }

    func decode(_ type: Bool.Type) throws -> Bool {
        recorder.note(["type": "boolean"])
        return false
    }

    func decode(_ type: String.Type) throws -> String {
        recorder.note(["type": "string"])
        return recorder.text
    }

    func decode(_ type: Double.Type) throws -> Double { number(0) }
    func decode(_ type: Float.Type) throws -> Float { number(0) }
    func decode(_ type: Int.Type) throws -> Int { integer() }
    func decode(_ type: Int8.Type) throws -> Int8 { integer() }
    func decode(_ type: Int16.Type) throws -> Int16 { integer() }
    func decode(_ type: Int32.Type) throws -> Int32 { integer() }
    func decode(_ type: Int64.Type) throws -> Int64 { integer() }
    func decode(_ type: UInt.Type) throws -> UInt { integer() }
    func decode(_ type: UInt8.Type) throws -> UInt8 { integer() }
    func decode(_ type: UInt16.Type) throws -> UInt16 { integer() }
    func decode(_ type: UInt32.Type) throws -> UInt32 { integer() }
    func decode(_ type: UInt64.Type) throws -> UInt64 { integer() }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try recorder.value(of: type) }

    private func number<Number>(_ zero: Number) -> Number {
        recorder.note(["type": "number"])
        return zero
    }

    private func integer<Number: FixedWidthInteger>() -> Number {
        recorder.note(Number.isSigned ? ["type": "integer"] : ["type": "integer", "minimum": .number(JSONNumber(0))])
        return 0
    }
}
