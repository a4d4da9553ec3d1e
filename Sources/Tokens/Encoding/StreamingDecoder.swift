/// Decodes ids as they come, and never hands out half a character.
///
/// ```swift
/// var decoder = StreamingDecoder(encoding: .o200kBase)
/// for id in ids { print(try decoder.append(id), terminator: "") }
/// print(decoder.finish())
/// ```
public struct StreamingDecoder: Sendable {
    private let encoding: Encoding
    private var pending: [UInt8] = []
    private var index = 0

    /// A decoder that has seen no ids.
    public init(encoding: Encoding) { self.encoding = encoding }

    /// The text that is complete with this id; "" while a character isn't.
    ///
    /// Bytes that no further byte can make UTF-8 come out as U+FFFD, so the parts joined are what
    /// ``Encoding/decodeLossy(_:)`` gives for all ids. Holds back at most 3 bytes. O(bytes).
    ///
    /// - Throws: ``EncodingError/unknownToken(_:index:)``; the decoder stays as it was.
    public mutating func append(_ id: TokenID) throws(EncodingError) -> String {
        guard let bytes = encoding.bytes(of: id) else { throw EncodingError.unknownToken(id, index: index) }
        index += 1
        pending += bytes
        let complete = pending.count - Self.unfinishedSuffix(of: pending)
        let text = String(decoding: pending[..<complete], as: UTF8.self)
        pending.removeFirst(complete)
        return text
    }

    /// What is left when no more ids come: "" or, for a character cut short, U+FFFD.
    public mutating func finish() -> String {
        defer { pending = [] }
        return String(decoding: pending, as: UTF8.self)
    }

    /// How many bytes at the end begin a character that more bytes could complete.
    private static func unfinishedSuffix(of bytes: [UInt8]) -> Int {
        for length in 1...3 where length <= bytes.count {
            let lead = bytes[bytes.count - length]
            if lead & 0xC0 == 0x80 { continue }
            let needed = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
            guard needed > length else { return 0 }
            // Completed with the continuation byte that suits its second place, is it a character?
            let second: UInt8 = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80
            var whole = Array(bytes.suffix(length))
            while whole.count < needed { whole.append(whole.count == 1 ? second : 0x80) }
            return whole.withUnsafeBufferPointer(UTF8Validation.validPrefix) == needed ? length : 0
        }
        return 0
    }
}
