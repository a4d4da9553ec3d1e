/// The little of JSON (RFC 8259) that lines of text and ids need, on bytes.
///
/// A string may have a surrogate without its other half, as JSON allows and as JSON from other
/// languages has it; it's read as U+FFFD, which is how the reference encodes it.
struct JSONText {
    private let bytes: ArraySlice<UInt8>
    private var at: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        at = bytes.startIndex
    }

    /// The UTF-8 of a line that is one JSON string, or nil where it's anything else.
    static func string(_ line: ArraySlice<UInt8>) -> [UInt8]? {
        var reader = JSONText(line)
        guard let string = reader.readString(), reader.isAtEnd() else { return nil }
        return string
    }

    /// The ids of a line that is one JSON array of them, or nil where it's anything else.
    static func ids(_ line: ArraySlice<UInt8>) -> [UInt32]? {
        var reader = JSONText(line)
        guard reader.take("[") else { return nil }
        var ids: [UInt32] = []
        if !reader.take("]") {
            repeat {
                guard let id = reader.readID() else { return nil }
                ids.append(id)
            } while reader.take(",")
            guard reader.take("]") else { return nil }
        }
        return reader.isAtEnd() ? ids : nil
    }

    private mutating func skipSpace() {
        while at < bytes.endIndex, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
    }

    private mutating func isAtEnd() -> Bool {
        skipSpace()
        return at == bytes.endIndex
    }

    private mutating func take(_ character: Character) -> Bool {
        skipSpace()
        guard at < bytes.endIndex, bytes[at] == character.asciiValue else { return false }
        at += 1
        return true
    }

    private mutating func readID() -> UInt32? {
        skipSpace()
        let start = at
        var value: UInt32 = 0
        while at < bytes.endIndex, (0x30...0x39).contains(bytes[at]) {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(UInt32(bytes[at] - 0x30))
            if overflow || carry || (at > start && bytes[start] == 0x30) { return nil }
            value = sum
            at += 1
        }
        return at > start ? value : nil
    }

    private mutating func readString() -> [UInt8]? {
        guard take("\"") else { return nil }
        var string: [UInt8] = []
        string.reserveCapacity(bytes.endIndex - at)
        while at < bytes.endIndex {
            let byte = bytes[at]
            at += 1
            switch byte {
            case UInt8(ascii: "\""): return string
            case UInt8(ascii: "\\"): guard readEscape(into: &string) else { return nil }
            case 0..<0x20: return nil
            default: string.append(byte)
            }
        }
        return nil
    }

    private mutating func readEscape(into string: inout [UInt8]) -> Bool {
        guard at < bytes.endIndex else { return false }
        let letter = bytes[at]
        at += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): string.append(letter)
        case UInt8(ascii: "b"): string.append(0x08)
        case UInt8(ascii: "f"): string.append(0x0C)
        case UInt8(ascii: "n"): string.append(0x0A)
        case UInt8(ascii: "r"): string.append(0x0D)
        case UInt8(ascii: "t"): string.append(0x09)
        case UInt8(ascii: "u"):
            guard let unit = readCodeUnit() else { return false }
            string.append(contentsOf: String(scalar(from: unit)).utf8)
        default: return false
        }
        return true
    }

    private mutating func readCodeUnit() -> UInt32? {
        guard at + 4 <= bytes.endIndex else { return nil }
        var unit: UInt32 = 0
        for byte in bytes[at..<at + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else { return nil }
            unit = unit << 4 | UInt32(digit)
        }
        at += 4
        return unit
    }

    private mutating func scalar(from unit: UInt32) -> Unicode.Scalar {
        let start = at
        if (0xD800..<0xDC00).contains(unit), at + 2 <= bytes.endIndex, bytes[at] == UInt8(ascii: "\\"),
            bytes[at + 1] == UInt8(ascii: "u")
        {
            at += 2
            if let low = readCodeUnit(), (0xDC00..<0xE000).contains(low) {
                return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
            }
            at = start
        }
        return Unicode.Scalar(unit) ?? "\u{FFFD}"
    }

    /// `text`, which is UTF-8, as a JSON string with its quotes.
    static func quoted(_ text: some Sequence<UInt8>) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        var quoted: [UInt8] = [UInt8(ascii: "\"")]
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): quoted += [UInt8(ascii: "\\"), byte]
            case 0x0A: quoted += Array(#"\n"#.utf8)
            case 0x0D: quoted += Array(#"\r"#.utf8)
            case 0x09: quoted += Array(#"\t"#.utf8)
            case 0..<0x20, 0x7F: quoted += Array(#"\u00"#.utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: quoted.append(byte)
            }
        }
        quoted.append(UInt8(ascii: "\""))
        return quoted
    }

    static func quoted(_ text: String) -> String { String(decoding: quoted(text.utf8), as: UTF8.self) }
}
