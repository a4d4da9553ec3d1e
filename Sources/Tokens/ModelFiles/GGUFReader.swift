/// Reads the metadata at the head of a GGUF file (version 2 and 3, little-endian), as ggml's
/// documentation of the format has it.
struct GGUFReader {
    static let magic = Array("GGUF".utf8)

    private let bytes: UnsafeRawBufferPointer
    private var place = 0

    /// A value of the metadata, as far as tokenizers need it.
    enum Value {
        case integer(Int)
        case float(Float)
        case bool(Bool)
        case string([UInt8])
        case strings([[UInt8]])
        case integers([Int])
        case floats([Float])
        /// Of another kind.
        case other
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = UnsafeRawBufferPointer(bytes) }

    /// All values whose keys begin with `prefix`. O(bytes of the metadata).
    static func metadata(
        of file: UnsafeBufferPointer<UInt8>, prefix: String
    ) throws(ModelFileError) -> [String: Value] {
        var reader = GGUFReader(file)
        reader.place = magic.count
        let version = try reader.integer(UInt32.self)
        guard version == 2 || version == 3 else { throw ModelFileError.unsupported("version \(version) of GGUF") }
        _ = try reader.integer(UInt64.self)  // how many tensors
        var found: [String: Value] = [:]
        for _ in 0..<(try reader.count()) {
            let key = String(decoding: try reader.string(), as: UTF8.self)
            let value = try reader.value(type: try reader.integer(UInt32.self))
            if key.hasPrefix(prefix) { found[key] = value }
        }
        return found
    }

    private mutating func integer<Number: FixedWidthInteger>(_ type: Number.Type) throws(ModelFileError) -> Number {
        let size = MemoryLayout<Number>.size
        guard bytes.count - place >= size else { throw Self.truncated }
        defer { place += size }
        return Number(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: Number.self))
    }

    /// A number of things to follow, each of which has a byte at least.
    private mutating func count() throws(ModelFileError) -> Int {
        let count = try integer(UInt64.self)
        guard count <= UInt64(bytes.count - place) else { throw Self.truncated }
        return Int(count)
    }

    private mutating func string() throws(ModelFileError) -> [UInt8] {
        let length = try count()
        defer { place += length }
        return Array(bytes[place..<place + length])
    }

    private mutating func value(type: UInt32) throws(ModelFileError) -> Value {
        switch type {
        case 0: .integer(Int(try integer(UInt8.self)))
        case 1: .integer(Int(try integer(Int8.self)))
        case 2: .integer(Int(try integer(UInt16.self)))
        case 3: .integer(Int(try integer(Int16.self)))
        case 4: .integer(Int(try integer(UInt32.self)))
        case 5: .integer(Int(try integer(Int32.self)))
        case 6: .float(Float(bitPattern: try integer(UInt32.self)))
        case 7: .bool(try integer(UInt8.self) != 0)
        case 8: .string(try string())
        case 9: try array()
        case 10: .integer(Int(truncatingIfNeeded: try integer(UInt64.self)))
        case 11: .integer(Int(try integer(Int64.self)))
        case 12: .float(Float(Double(bitPattern: try integer(UInt64.self))))
        default: throw ModelFileError.malformed("a value of the unknown type \(type) at byte \(place)")
        }
    }

    private mutating func array() throws(ModelFileError) -> Value {
        let type = try integer(UInt32.self)
        let count = try count()
        switch type {
        case 8:
            var strings: [[UInt8]] = []
            for _ in 0..<count { strings.append(try string()) }
            return .strings(strings)
        case 6:
            var floats: [Float] = []
            for _ in 0..<count { floats.append(Float(bitPattern: try integer(UInt32.self))) }
            return .floats(floats)
        case 4, 5:
            var integers: [Int] = []
            for _ in 0..<count { integers.append(Int(try integer(Int32.self))) }
            return .integers(integers)
        // Arrays in arrays are in no metadata there is, and could nest without end.
        case 9: throw ModelFileError.unsupported("an array of arrays in GGUF's metadata")
        default:
            for _ in 0..<count { _ = try value(type: type) }
            return .other
        }
    }

    private static let truncated = ModelFileError.malformed("the file ends within GGUF's metadata")
}
