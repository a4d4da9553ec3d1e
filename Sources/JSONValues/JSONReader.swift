/// Reads JSON (RFC 8259) front to back, without building a tree.
///
/// The caller asks for what it expects (`beginObject`, `nextKey`, `string`, …) and gets a `JSONError` where the bytes
/// are something else. Each byte is looked at once, so reading is linear. Strings must be valid UTF-8.
package struct JSONReader {
    // Valid only inside `withBytes`, which is the one way to get a reader.
    private let bytes: UnsafeBufferPointer<UInt8>

    /// The next byte to read.
    package private(set) var offset = 0

    /// Whether the last token opened an object or array, so that no comma is due.
    private var isFirst = true

    private init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// Calls `body` with a reader over `bytes`; the reader must not be kept.
    package static func withBytes<Bytes: Sequence<UInt8>, Result, Failure: Error>(
        of bytes: Bytes, _ body: (inout JSONReader) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        func read(_ buffer: UnsafeBufferPointer<UInt8>) -> Swift.Result<Result, Failure> {
            var reader = JSONReader(buffer)
            do throws(Failure) { return .success(try body(&reader)) } catch { return .failure(error) }
        }
        if let result = bytes.withContiguousStorageIfAvailable(read) { return try result.get() }
        return try ContiguousArray(bytes).withUnsafeBufferPointer(read).get()
    }

    /// An error at the current place.
    package func error(_ problem: String) -> JSONError { JSONError(problem, at: offset) }

    // MARK: Structure

    /// Enters an object; `nextKey` then gives its keys.
    package mutating func beginObject() throws(JSONError) { try open(UInt8(ascii: "{"), "an object") }

    /// Enters an array; `nextElement` then says whether there is another value.
    package mutating func beginArray() throws(JSONError) { try open(UInt8(ascii: "["), "an array") }

    /// The next key of the object, its value being next to read; nil at the object's end.
    package mutating func nextKey() throws(JSONError) -> String? {
        guard try advance(before: UInt8(ascii: "}")) else { return nil }
        let key = try string()
        guard take(UInt8(ascii: ":")) else { throw error("expected ':' after a key") }
        return key
    }

    /// Whether the array has another value, which is then next to read.
    package mutating func nextElement() throws(JSONError) -> Bool { try advance(before: UInt8(ascii: "]")) }

    /// Requires that only white space is left.
    package mutating func end() throws(JSONError) {
        guard peek() == nil else { throw error("expected nothing after the value") }
    }

    /// The first byte of the next token, without reading it; nil at the end.
    package mutating func peek() -> UInt8? {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x0A, 0x0D, 0x09: offset += 1
            case let byte: return byte
            }
        }
        return nil
    }

    private mutating func open(_ bracket: UInt8, _ name: String) throws(JSONError) {
        guard take(bracket) else { throw error("expected \(name)") }
        isFirst = true
    }

    /// Reads the comma before another item, or the closing bracket.
    private mutating func advance(before close: UInt8) throws(JSONError) -> Bool {
        if take(close) {
            isFirst = false
            return false
        }
        if !isFirst {
            guard take(UInt8(ascii: ",")) else { throw error("expected ',' or '\(Character(Unicode.Scalar(close)))'") }
        }
        isFirst = false
        return true
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        offset += 1
        return true
    }

    // MARK: Scalars

    /// Reads `null`, `true` or `false` where one stands next; nil where something else does.
    package mutating func literal() throws(JSONError) -> JSONValue? {
        let (word, value): (StaticString, JSONValue)
        switch peek() {
        case UInt8(ascii: "n"): (word, value) = ("null", .null)
        case UInt8(ascii: "t"): (word, value) = ("true", .bool(true))
        case UInt8(ascii: "f"): (word, value) = ("false", .bool(false))
        default: return nil
        }
        let isMatch = word.withUTF8Buffer { text in
            bytes.count - offset >= text.count && bytes[offset..<offset + text.count].elementsEqual(text)
        }
        guard isMatch else { throw error("expected \(word)") }
        offset += word.utf8CodeUnitCount
        isFirst = false
        return value
    }

    /// Reads a number, exactly.
    package mutating func number() throws(JSONError) -> JSONNumber {
        _ = peek()
        let start = offset
        if offset < bytes.count, bytes[offset] == UInt8(ascii: "-") { offset += 1 }
        let firstDigit = offset
        try digits()
        guard offset == firstDigit + 1 || bytes[firstDigit] != UInt8(ascii: "0") else {
            throw error("a number can't start with 0")
        }
        var isInteger = true
        if offset < bytes.count, bytes[offset] == UInt8(ascii: ".") {
            isInteger = false
            offset += 1
            try digits()
        }
        if offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            offset += 1
            if offset < bytes.count, bytes[offset] == UInt8(ascii: "+") || bytes[offset] == UInt8(ascii: "-") {
                offset += 1
            }
            try digits()
        }
        isFirst = false
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<offset]), as: UTF8.self)
        return JSONNumber(text: text, isInteger: isInteger)
    }

    private mutating func digits() throws(JSONError) {
        let start = offset
        while offset < bytes.count, isDigit(bytes[offset]) { offset += 1 }
        guard offset > start else { throw error("expected a digit") }
    }

    /// Reads a string.
    package mutating func string() throws(JSONError) -> String {
        guard take(UInt8(ascii: "\"")) else { throw error("expected a string") }
        isFirst = false
        let start = offset
        var seen: UInt8 = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            switch byte {
            case UInt8(ascii: "\""):
                let text = UnsafeBufferPointer(rebasing: bytes[start..<offset])
                offset += 1
                // ASCII needs no validation.
                return seen < 0x80 ? String(decoding: text, as: UTF8.self) : try validated(text)
            case UInt8(ascii: "\\"): return try escapedString(from: start)
            case 0..<0x20: throw error("a control character must be escaped")
            default:
                seen |= byte
                offset += 1
            }
        }
        throw error("the string doesn't end")
    }

    private func validated(_ slice: some Collection<UInt8>) throws(JSONError) -> String {
        guard let text = String(validating: slice, as: UTF8.self) else { throw error("the string is not valid UTF-8") }
        return text
    }

    /// Finishes a string that has an escape at `offset`.
    private mutating func escapedString(from start: Int) throws(JSONError) -> String {
        var text = [UInt8](bytes[start..<offset])
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            switch byte {
            case UInt8(ascii: "\""): return try validated(text)
            case UInt8(ascii: "\\"): text.append(contentsOf: String(Character(try escape())).utf8)
            case 0..<0x20: throw error("a control character must be escaped")
            default: text.append(byte)
            }
        }
        throw error("the string doesn't end")
    }

    private mutating func escape() throws(JSONError) -> Unicode.Scalar {
        guard offset < bytes.count else { throw error("the string doesn't end") }
        let byte = bytes[offset]
        offset += 1
        switch byte {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw error("unknown escape")
        }
    }

    /// The scalar of `\uXXXX`, or of two that form a surrogate pair; a lone surrogate reads as U+FFFD.
    private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
        let unit = try codeUnit()
        guard UTF16.isLeadSurrogate(unit) else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
        let rest = offset
        guard offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\"), bytes[offset + 1] == UInt8(ascii: "u")
        else { return "\u{FFFD}" }
        offset += 2
        let trail = try codeUnit()
        guard UTF16.isTrailSurrogate(trail) else {
            offset = rest
            return "\u{FFFD}"
        }
        let value = 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(trail & 0x3FF))
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }

    private mutating func codeUnit() throws(JSONError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard offset < bytes.count, let digit = Character(Unicode.Scalar(bytes[offset])).hexDigitValue else {
                throw error("expected four hexadecimal digits")
            }
            unit = unit << 4 | UInt16(digit)
            offset += 1
        }
        return unit
    }
}

/// Whether a byte is one of `0`…`9`.
@inline(__always)
package func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
