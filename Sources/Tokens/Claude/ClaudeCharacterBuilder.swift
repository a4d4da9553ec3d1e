/// Makes the image of the character table.
package enum ClaudeCharacterBuilder {
    /// - Parameters:
    ///   - ranges: all of the Basic Multilingual Plane, in order: first and last code point, and a class (W, H,
    ///     D, P or S) with the letters of its marks.
    ///   - lowers: small letters of capitals that have one of one code point.
    /// - Returns: nil where a class or mark is unknown, or a code point is missing.
    package static func image(
        ranges: [(first: Int, last: Int, code: String)], lowers: [(from: UInt32, to: UInt32)]
    ) -> [UInt8]? {
        var codes: [ClaudeCharacters.Code] = []
        for range in ranges {
            guard range.first == codes.count, let code = code(of: range.code) else { return nil }
            codes += repeatElement(code, count: range.last - range.first + 1)
        }
        guard codes.count == 0x10000 else { return nil }
        let blockSize = 1 << Int(ClaudeCharacters.blockBits)
        var numbers: [[ClaudeCharacters.Code]: UInt16] = [:]
        var index: [UInt16] = []
        var blocks: [ClaudeCharacters.Code] = []
        for start in stride(from: 0, to: codes.count, by: blockSize) {
            let block = Array(codes[start..<start + blockSize])
            if numbers[block] == nil {
                numbers[block] = UInt16(numbers.count)
                blocks += block
            }
            index.append(numbers[block] ?? 0)
        }
        var writer = Writer()
        writer.set(.magic, ClaudeCharacters.magic)
        writer.set(.format, ClaudeCharacters.format)
        writer.append(index, at: .index)
        writer.append(blocks, at: .blocks)
        writer.append(lowers.sorted { $0.from < $1.from }.flatMap { [$0.from, $0.to] }, at: .lowers)
        writer.set(.lowerCount, UInt32(lowers.count))
        writer.set(.size, UInt32(writer.bytes.count))
        return writer.bytes
    }

    private static func code(of text: String) -> ClaudeCharacters.Code? {
        let classes: [(UInt8, ClaudeCharacters.Class)] = [
            (UInt8(ascii: "W"), .word), (UInt8(ascii: "H"), .other), (UInt8(ascii: "D"), .digit),
            (UInt8(ascii: "P"), .punctuation), (UInt8(ascii: "S"), .space),
        ]
        guard let first = text.utf8.first, var code = classes.first(where: { $0.0 == first })?.1.rawValue else {
            return nil
        }
        for letter in text.utf8.dropFirst() {
            guard let position = ClaudeCharacters.letters.firstIndex(of: letter) else { return nil }
            code |= 1 << UInt16(3 + position)
        }
        return code
    }

    private struct Writer {
        var bytes = [UInt8](repeating: 0, count: ClaudeCharacters.headerSize)

        mutating func set(_ field: ClaudeCharacters.Field, _ value: UInt32) {
            withUnsafeBytes(of: value.littleEndian) { number in
                bytes.replaceSubrange(field.rawValue * 4..<field.rawValue * 4 + 4, with: number)
            }
        }

        mutating func append(_ values: [some FixedWidthInteger], at field: ClaudeCharacters.Field) {
            while bytes.count % 64 != 0 { bytes.append(0) }
            set(field, UInt32(bytes.count))
            for value in values { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }
        }
    }
}
