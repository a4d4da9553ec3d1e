import Tokens

/// FNV-1a 64 over each id as little-endian `UInt32`, then over 0xFFFFFFFF after each text.
struct IDDigest {
    private var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func append(_ ids: [TokenID]) {
        for id in ids { absorb(id) }
        absorb(.max)
    }

    private mutating func absorb(_ word: UInt32) {
        let prime: UInt64 = 0x100_0000_01B3
        value = (value ^ UInt64(word & 255)) &* prime
        value = (value ^ UInt64(word >> 8 & 255)) &* prime
        value = (value ^ UInt64(word >> 16 & 255)) &* prime
        value = (value ^ UInt64(word >> 24)) &* prime
    }

    /// Sixteen hexadecimal digits.
    var hexadecimal: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
