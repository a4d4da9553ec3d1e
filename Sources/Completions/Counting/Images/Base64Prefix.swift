/// The front of what Base64 stands for (RFC 4648, also with the alphabet that is safe in addresses).
enum Base64Prefix {
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 0xFF, count: 256)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        values[Int(UInt8(ascii: "-"))] = 62
        values[Int(UInt8(ascii: "_"))] = 63
        return values
    }()

    /// At most `limit` bytes, up to the first character that isn't Base64; line breaks are passed over. O(limit).
    static func decode(_ text: some Sequence<UInt8>, upTo limit: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var bitCount = 0
        var read = 0
        for digit in text {
            read += 1
            guard bytes.count < limit, read < limit * 2 else { break }
            let value = values[Int(digit)]
            if value == 0xFF {
                guard digit == 0x0A || digit == 0x0D else { break }
                continue
            }
            bits = bits << 6 | UInt32(value)
            bitCount += 6
            if bitCount >= 8 {
                bitCount -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(bitCount)))
            }
        }
        return bytes
    }
}
