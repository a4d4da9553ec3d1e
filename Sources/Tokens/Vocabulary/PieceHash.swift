/// The hash by which whole tokens are found: two overlapping words of the piece, multiplied and folded.
///
/// It's part of the image format. It need not resist attack: the tables it indexes are fixed, and
/// text can't add to them.
enum PieceHash {
    @inline(__always)
    static func hash(_ bytes: UnsafePointer<UInt8>, count: Int) -> UInt64 {
        let raw = UnsafeRawPointer(bytes)
        let first, second: UInt64
        switch count {
        case 8...16:
            first = raw.loadUnaligned(as: UInt64.self)
            second = raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
        case 4..<8:
            first = UInt64(raw.loadUnaligned(as: UInt32.self))
            second = UInt64(raw.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
        case 1..<4:
            first = UInt64(bytes[0]) | UInt64(bytes[count >> 1]) << 8 | UInt64(bytes[count - 1]) << 16
            second = 0
        case 0:
            return 0
        default:
            return long(raw, count: count)
        }
        return mix(
            UInt64(littleEndian: first) ^ multiplierA, UInt64(littleEndian: second) ^ multiplierB ^ UInt64(count))
    }

    private static func long(_ raw: UnsafeRawPointer, count: Int) -> UInt64 {
        var state = UInt64(count)
        var at = 0
        while at + 16 < count {
            state = step(raw, at, state)
            at += 16
        }
        return step(raw, count - 16, state)
    }

    @inline(__always)
    private static func step(_ raw: UnsafeRawPointer, _ at: Int, _ state: UInt64) -> UInt64 {
        let first = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        let second = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at + 8, as: UInt64.self))
        return mix(first ^ multiplierA ^ state, second ^ multiplierB)
    }

    @inline(__always)
    private static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low
    }

    private static let multiplierA: UInt64 = 0xA076_1D64_78BD_642F
    private static let multiplierB: UInt64 = 0xE703_7ED1_A0B4_28DB
}
