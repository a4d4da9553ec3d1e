/// A JSON value whose numbers keep every digit and whose objects keep their order.
public enum JSONValue: Hashable, Sendable {
    /// `null`
    case null
    /// `true` or `false`
    case bool(Bool)
    /// A number, as text.
    case number(JSONNumber)
    /// A string.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object: its members in order. Of two with one key, the last counts.
    case object([Member])

    /// One key of an object, with its value.
    public struct Member: Hashable, Sendable {
        /// The key.
        public var key: String
        /// The value.
        public var value: JSONValue

        /// A key with its value.
        public init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// How deep arrays and objects may nest.
    public static let maximumDepth = 256

    /// The value that JSON text says.
    ///
    /// Linear in the number of bytes.
    ///
    /// - Throws: `JSONError` where the bytes are not one JSON value, or nest deeper than `maximumDepth`.
    public init(parsing bytes: some Sequence<UInt8>) throws(JSONError) {
        self = try JSONReader.withBytes(of: bytes) { reader throws(JSONError) in
            let value = try reader.value()
            try reader.end()
            return value
        }
    }

    /// The value of an object's key; nil for anything else, for a missing key, and for `null`.
    public subscript(_ key: String) -> JSONValue? {
        guard case .object(let members) = self, let value = members.last(where: { $0.key == key })?.value,
            value != .null
        else { return nil }
        return value
    }

    /// The string, if it is one.
    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }
}

extension JSONReader {
    /// Reads the next value as a tree.
    package mutating func value(depth: Int = 0) throws(JSONError) -> JSONValue {
        guard depth < JSONValue.maximumDepth else { throw error("nested too deep") }
        switch peek() {
        case UInt8(ascii: "{"):
            var members: [JSONValue.Member] = []
            try beginObject()
            while let key = try nextKey() { members.append(.init(key, try value(depth: depth + 1))) }
            return .object(members)
        case UInt8(ascii: "["):
            var elements: [JSONValue] = []
            try beginArray()
            while try nextElement() { elements.append(try value(depth: depth + 1)) }
            return .array(elements)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"): return .number(try number())
        case let byte? where isDigit(byte): return .number(try number())
        default:
            if let literal = try literal() { return literal }
            throw error("expected a value")
        }
    }
}
