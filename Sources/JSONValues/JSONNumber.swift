/// A JSON number as its text, so that no digit is lost.
public struct JSONNumber: Hashable, Sendable, CustomStringConvertible {
    /// The number as it was written.
    public let text: String

    /// Whether it is written without a fraction and exponent.
    let isInteger: Bool

    /// The number of an integer.
    public init(_ value: Int) {
        self.init(text: String(value), isInteger: true)
    }

    package init(text: String, isInteger: Bool) {
        self.text = text
        self.isInteger = isInteger
    }

    /// What a number is as an integer.
    public enum IntegerValue: Hashable, Sendable {
        /// The integer it is: `5`, and also `5.0` and `5e0`.
        case exact(Int)
        /// It has a fraction.
        case fractional
        /// It is an integer that `Int` can't hold.
        case tooLarge
    }

    /// The number as an integer, found without binary floating point. Linear in the length of the text.
    public var integerValue: IntegerValue {
        if isInteger { return Int(text).map(IntegerValue.exact) ?? .tooLarge }
        let parts = text.utf8.split(omittingEmptySubsequences: false) { $0 | 0x20 == UInt8(ascii: "e") }
        let mantissa = parts[0].split(separator: UInt8(ascii: "."))
        let isNegative = text.utf8.first == UInt8(ascii: "-")
        var digits = mantissa.joined().drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "0") }.map { $0 }
        guard !digits.isEmpty else { return .exact(0) }
        let exponent = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : "0"
        guard let power = Int(exponent) else { return exponent.hasPrefix("-") ? .fractional : .tooLarge }
        var scale = power.subtractingReportingOverflow(mantissa.count > 1 ? mantissa[1].count : 0).partialValue
        while digits.last == UInt8(ascii: "0") {
            digits.removeLast()
            scale += 1
        }
        guard scale >= 0 else { return .fractional }
        guard scale <= 19, digits.count <= 19 else { return .tooLarge }
        let sign = isNegative ? "-" : ""
        let zeros = String(repeating: "0", count: scale)
        return Int(sign + String(decoding: digits, as: UTF8.self) + zeros).map(IntegerValue.exact) ?? .tooLarge
    }

    /// The number as it was written.
    public var description: String { text }
}
