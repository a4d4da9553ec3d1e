/// A currency, by its ISO 4217 code.
public struct Currency: Hashable, Sendable, CustomStringConvertible {
    // Three ASCII letters packed into one word, so that money copies without reference counting.
    private let packed: UInt32

    /// US dollars, in which most providers charge.
    public static let usd = Currency(packed: 0x55_5344)

    /// Chinese yuan, in which Qwen's china region charges.
    public static let cny = Currency(packed: 0x43_4E59)

    private init(packed: UInt32) { self.packed = packed }

    /// The currency of a code; nil where it is not three capital letters.
    public init?(code: some StringProtocol) {
        guard code.utf8.count == 3, code.utf8.allSatisfy({ $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }) else {
            return nil
        }
        packed = code.utf8.reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The three letters.
    public var code: String {
        String(decoding: [UInt8(packed >> 16), UInt8(packed >> 8 & 0xFF), UInt8(packed & 0xFF)], as: UTF8.self)
    }

    /// The three letters.
    public var description: String { code }
}

extension Currency: Comparable {
    /// The order of the codes.
    public static func < (left: Currency, right: Currency) -> Bool { left.packed < right.packed }
}
