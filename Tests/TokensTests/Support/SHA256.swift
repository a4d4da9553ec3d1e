/// SHA-256 (FIPS 180-4), to compare files by their published hashes.
enum SHA256 {
    static func hexadecimal(of message: [UInt8]) -> String {
        var state: [UInt32] = [
            0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
        ]
        var padded = message + [0x80]
        padded += [UInt8](repeating: 0, count: (120 - padded.count % 64) % 64)
        let bits = UInt64(message.count) * 8
        padded += (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * $0)) }
        var words = [UInt32](repeating: 0, count: 64)
        padded.withUnsafeBufferPointer { bytes in
            for block in stride(from: 0, to: bytes.count, by: 64) { absorb(bytes, block, &words, &state) }
        }
        return state.map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 8 - digits.count) + digits
        }.joined()
    }

    private static func absorb(
        _ bytes: UnsafeBufferPointer<UInt8>, _ block: Int, _ words: inout [UInt32], _ state: inout [UInt32]
    ) {
        for index in 0..<16 {
            words[index] = (0..<4).reduce(0) { $0 << 8 | UInt32(bytes[block + 4 * index + $1]) }
        }
        for index in 16..<64 {
            let a = words[index - 15], b = words[index - 2]
            let small = rotated(a, 7) ^ rotated(a, 18) ^ a >> 3
            let great = rotated(b, 17) ^ rotated(b, 19) ^ b >> 10
            words[index] = words[index - 16] &+ small &+ words[index - 7] &+ great
        }
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        for index in 0..<64 {
            let sum1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
            let t1 = h &+ sum1 &+ (e & f ^ ~e & g) &+ roundConstants[index] &+ words[index]
            let sum0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
            let t2 = sum0 &+ (a & b ^ a & c ^ b & c)
            (a, b, c, d, e, f, g, h) = (t1 &+ t2, a, b, c, d &+ t1, e, f, g)
        }
        for (index, value) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= value }
    }

    private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }

    /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
    private static let roundConstants: [UInt32] = {
        let primes = (2...311).filter { n in (2..<n).allSatisfy { n % $0 != 0 } }
        return primes.map { fractionOfCubeRoot(UInt64($0)) }
    }()

    /// ⌊∛(n·2⁹⁶)⌋ without its whole part, by bisection on 40-bit numbers: exact, which `Double` isn't surely.
    private static func fractionOfCubeRoot(_ n: UInt64) -> UInt32 {
        let target = UInt128(n) << 96
        var low: UInt64 = 0, high: UInt64 = 1 << 36
        while high - low > 1 {
            let middle = low + (high - low) / 2
            let cube = UInt128(middle) * UInt128(middle) * UInt128(middle)
            if cube <= target { low = middle } else { high = middle }
        }
        return UInt32(truncatingIfNeeded: low)
    }
}
