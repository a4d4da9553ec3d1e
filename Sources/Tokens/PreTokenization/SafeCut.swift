internal import CScanner

/// Places where a text may be cut so that the parts' pieces are the whole's.
///
/// Two are certain in every built-in pattern, whatever stands before and after: after a line feed that neither white
/// space nor a slash follows, and before a space between two ASCII letters. In the pattern of r50k the first only holds
/// if the line feed is all of its white space: other patterns have a run that ends in a line feed as one piece, that one
/// only at the end of a text.
struct SafeCut {
    private let needsLoneLineFeed: Bool

    /// The cuts for a built-in pattern.
    init(pattern: String) { needsLoneLineFeed = pattern == Pattern.r50k }

    /// The first safe cut at or after `start` in valid UTF-8, or nil. O(distance).
    func first(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var place = max(start, 1)
        while place + 2 < text.count {
            if isSafe(place, in: text) { return place }
            place += 1
        }
        return nil
    }

    /// A late safe cut from `start` to `end` in valid UTF-8, or nil where none is found; one after a line feed rather
    /// than another, so that an edited text is soon cut as before. O(end - start).
    func last(in text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int? {
        let end = min(end, text.count - 3)
        let start = max(start, 1)
        guard start <= end else { return nil }
        let near = max(start, end - 512)
        return lineStart(in: text, from: near, to: end)
            ?? stride(from: end, through: near, by: -1).first { isSafe($0, in: text) }
            ?? lineStart(in: text, from: start, to: near)
    }

    /// `count` parts of about the same size at most, each but the first beginning at a safe cut.
    func parts(of text: UnsafeBufferPointer<UInt8>, count: Int) -> [Range<Int>] {
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

    /// The last safe cut after a line feed.
    private func lineStart(in text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int? {
        guard let base = text.baseAddress else { return nil }
        var end = end
        while end >= start {
            let count = end - start + 1
            let offset = scanner_last_line_feed(base + start - 1, count)
            guard offset < count else { return nil }
            end = start + offset
            if isSafe(end, in: text) { return end }
            end -= 1
        }
        return nil
    }

    private func isSafe(_ place: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        let here = text[place]
        if text[place - 1] == UInt8(ascii: "\n") {
            // White space beyond ASCII ends in a byte from 0x80, so what is before the line feed must be ASCII.
            if needsLoneLineFeed, place < 2 || !(0x21...0x7E).contains(text[place - 2]) { return false }
            return Self.endsLine(here, text[place + 1], text[place + 2])
        }
        return here == UInt8(ascii: " ") && Self.isLetter(text[place - 1]) && Self.isLetter(text[place + 1])
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
