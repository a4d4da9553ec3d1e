/// The records of a file: one a line, or a single JSON object written over several lines.
struct RecordReader {
    private var reader: LineReader

    /// The number of the line that the last record began on.
    private(set) var line = 0

    init(path: String) throws(InputError) { reader = try LineReader(path: path) }

    func finish() { reader.finish() }

    /// The next record, or nil at the end. Lines of white space are passed over.
    mutating func next() throws(InputError) -> ArraySlice<UInt8>? {
        while let bytes = try reader.next() {
            line += 1
            guard bytes.contains(where: { $0 > 0x20 }) else { continue }
            return line == 1 && Self.opensObject(bytes) ? try rest(after: bytes) : bytes
        }
        return nil
    }

    /// Whether a line begins an object whose end must be on another line.
    private static func opensObject(_ line: ArraySlice<UInt8>) -> Bool {
        line.first { $0 > 0x20 } == UInt8(ascii: "{") && line.last { $0 > 0x20 } != UInt8(ascii: "}")
    }

    private mutating func rest(after first: ArraySlice<UInt8>) throws(InputError) -> ArraySlice<UInt8> {
        var object = Array(first)
        while let line = try reader.next() { object += [UInt8(ascii: "\n")] + line }
        return object[...]
    }
}
