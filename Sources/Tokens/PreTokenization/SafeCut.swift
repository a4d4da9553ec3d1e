/// Places where a text may be cut so that the parts' pieces are the whole's.
///
/// Two are certain in every built-in pattern, whatever stands before and after: after a line feed
/// that neither white space nor a slash follows, and before a space between two ASCII letters.
enum SafeCut {
    /// The first safe cut at or after `start` in valid UTF-8, or nil. O(distance).
    static func first(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var place = max(start, 1)
        while place + 2 < text.count {
            let here = text[place]
            if text[place - 1] == UInt8(ascii: "\n"), endsLine(here, text[place + 1], text[place + 2]) { return place }
            if here == UInt8(ascii: " "), isLetter(text[place - 1]), isLetter(text[place + 1]) { return place }
            place += 1
        }
        return nil
    }

    /// `count` parts of about the same size at most, each but the first beginning at a safe cut.
    static func parts(of text: UnsafeBufferPointer<UInt8>, count: Int) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = 0
        for part in 1..<max(count, 1) {
            let wanted = text.count / count * part
            guard let cut = first(in: text, from: max(wanted, start + 1)) else { break }
            parts.append(start..<cut)
            start = cut
        }
        parts.append(start..<text.count)
        return parts
    }

    /// Whether a character that begins with these bytes is surely neither white space nor a slash.
    private static func endsLine(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        switch first {
        case 0x21...0x7E: first != UInt8(ascii: "/")
        case 0xC3...0xDF, 0xE4...0xF4: true
        case 0xE3: second != 0x80 || third != 0x80
        default: false
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
