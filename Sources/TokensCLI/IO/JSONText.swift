import Completions
import JSONValues

/// Lines of JSON, read and written as bytes.
///
/// What isn't UTF-8 in a line is read as U+FFFD, as in text that isn't JSON.
enum JSONText {
    /// The UTF-8 of a line that is one JSON string, or nil where it's anything else.
    static func string(_ line: ArraySlice<UInt8>) -> [UInt8]? {
        read(line) { reader throws(JSONError) in Array(try reader.string().utf8) }
    }

    /// The ids of a line that is one JSON array of them, or nil where it's anything else.
    static func ids(_ line: ArraySlice<UInt8>) -> [UInt32]? {
        read(line) { reader throws(JSONError) in
            var ids: [UInt32] = []
            try reader.beginArray()
            while try reader.nextElement() {
                guard let id = UInt32(try reader.number().text) else { throw reader.error("expected a token's id") }
                ids.append(id)
            }
            return ids
        }
    }

    /// `text`, which is UTF-8, as a JSON string with its quotes.
    static func quoted(_ text: some Sequence<UInt8>) -> [UInt8] {
        Array(quoted(String(decoding: Array(text), as: UTF8.self)).utf8)
    }

    static func quoted(_ text: String) -> String { JSONValue.string(text).description }

    private static func read<Value>(
        _ line: ArraySlice<UInt8>, _ body: (inout JSONReader) throws(JSONError) -> Value
    ) -> Value? {
        try? JSONReader.withBytes(of: Input.text(Array(line), keepsBytes: false)) { reader throws(JSONError) in
            let value = try body(&reader)
            try reader.end()
            return value
        }
    }
}
