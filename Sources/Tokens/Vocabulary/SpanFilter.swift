internal import CScanner

/// Where tokens span from one character into the next: the scanner's filter, filled from the tokens.
enum SpanFilter {
    static let byteCount = 1 << (Int(span_filter_bits) - 3)

    /// Marks all places in `token` where a character beyond ASCII follows another.
    ///
    /// The filter is asked with two bytes on each side. Where the token ends after one, it's asked
    /// with whatever the text has next to it, so all bytes that may stand there are marked.
    static func insert(_ token: UnsafeBufferPointer<UInt8>, into filter: UnsafeMutablePointer<UInt32>) {
        for place in token.indices.dropFirst() where token[place] >= 0xC2 && token[place - 1] & 0xC0 == 0x80 {
            let before = place > 1 ? token[place - 2]...token[place - 2] : 0x80...0xF4
            let after = place + 1 < token.count ? token[place + 1]...token[place + 1] : 0x80...0xBF
            for first in before {
                for last in after {
                    let around =
                        UInt32(first) | UInt32(token[place - 1]) << 8 | UInt32(token[place]) << 16
                        | UInt32(last) << 24
                    let bit = span_filter_place(around)
                    filter[Int(bit >> 5)] |= 1 << (bit & 31)
                }
            }
        }
    }
}
