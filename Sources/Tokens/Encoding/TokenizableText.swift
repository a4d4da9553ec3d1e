internal import CScanner

/// Text that an ``Encoding`` can read: `String`, `Substring` and buffers of bytes.
///
/// Contiguous UTF-8 is read in place, without a copy. Bytes that aren't UTF-8 are text too: see
/// ``Encoding/encode(_:)``.
public protocol TokenizableText {
    /// Whether every value is well-formed UTF-8, as a `String` is, so that nothing needs checking.
    static var isAlwaysUTF8: Bool { get }

    /// Calls `body` with the bytes of the text, which are only valid during the call.
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result
}

extension String: TokenizableText {
    public static var isAlwaysUTF8: Bool { true }

    @inlinable
    public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        var text = self
        return text.withUTF8(body)
    }
}

extension Substring: TokenizableText {
    public static var isAlwaysUTF8: Bool { true }

    @inlinable
    public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        var text = self
        return text.withUTF8(body)
    }
}

extension [UInt8]: TokenizableText {
    public static var isAlwaysUTF8: Bool { false }

    @inlinable
    public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        withUnsafeBufferPointer(body)
    }
}

extension ArraySlice<UInt8>: TokenizableText {
    public static var isAlwaysUTF8: Bool { false }

    @inlinable
    public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        withUnsafeBufferPointer(body)
    }
}

extension UnsafeBufferPointer<UInt8>: TokenizableText {
    public static var isAlwaysUTF8: Bool { false }

    @inlinable
    public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        body(self)
    }
}

extension UnsafeRawBufferPointer: TokenizableText {
    public static var isAlwaysUTF8: Bool { false }

    @inlinable
    public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        withMemoryRebound(to: UInt8.self, body)
    }
}

/// Well-formedness of UTF-8.
enum UTF8Validation {
    /// How many leading bytes are whole, well-formed characters. O(n).
    static func validPrefix(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
        guard let base = bytes.baseAddress else { return 0 }
        return scanner_valid_utf8_prefix(base, bytes.count)
    }
}

extension TokenizableText {
    /// Whether all bytes are well-formed UTF-8. O(n); O(1) for `String` and `Substring`.
    public var isWellFormedUTF8: Bool {
        Self.isAlwaysUTF8 || withBytes { UTF8Validation.validPrefix(of: $0) == $0.count }
    }
}
