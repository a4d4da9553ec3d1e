internal import CScanner

/// Text as Claude's tokenizer sees it: in Normalization Form C, without control characters and private
/// use, with all spaces alike.
enum ClaudeText {
    /// Calls `body` with the normalized form of valid UTF-8. O(n); a text that stays as it is isn't copied.
    static func withNormalized<Result>(
        _ text: UnsafeBufferPointer<UInt8>, foldsQuotes: Bool, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        if let composed = NormalizationFormC.normalized(text) {
            return composed.withUnsafeBufferPointer { withReplaced($0, foldsQuotes, body) }
        }
        return withReplaced(text, foldsQuotes, body)
    }

    private static func withReplaced<Result>(
        _ text: UnsafeBufferPointer<UInt8>, _ foldsQuotes: Bool, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        let unchanged = firstChange(in: text, from: 0, foldsQuotes)
        guard unchanged < text.count else { return body(text) }
        var output = [UInt8](text[..<unchanged])
        output.reserveCapacity(text.count)
        var place = unchanged
        while place < text.count {
            place = replace(text, at: place, foldsQuotes, into: &output)
            let next = firstChange(in: text, from: place, foldsQuotes)
            output.append(contentsOf: text[place..<next])
            place = next
        }
        return output.withUnsafeBufferPointer(body)
    }

    /// The first place at or after `start` where a character stands that doesn't stay as it is.
    private static func firstChange(in text: UnsafeBufferPointer<UInt8>, from start: Int, _ foldsQuotes: Bool) -> Int {
        guard let base = text.baseAddress else { return 0 }
        var place = start
        while true {
            place += scanner_printable_prefix(base + place, text.count - place)
            // Beyond ASCII a character at a time, until ASCII's controls or what changes.
            while place < text.count, text[place] >= 0x80 {
                let lead = text[place]
                if lead < 0xC3 || lead >= 0xE0, change(of: text, at: place, foldsQuotes) != nil { return place }
                place += lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
            }
            if place == text.count || change(of: text, at: place, foldsQuotes) != nil { return place }
        }
    }

    /// What becomes of a character.
    private enum Change {
        case deleted
        /// Deleted, and what's on both sides joins only after Thai vowels have.
        case deletedLate
        case becomes(UInt8)
        /// U+0E4D, which joins U+0E32 behind it.
        case thaiVowel
    }

    private static func change(of text: UnsafeBufferPointer<UInt8>, at place: Int, _ foldsQuotes: Bool) -> Change? {
        switch text[place] {
        case 0x00: return .becomes(0x20)
        case 0x01...0x08, 0x0B...0x1F, 0x7F: return .deleted
        case 0xC2:
            return text[place + 1] < 0xA0 ? .deleted : text[place + 1] == 0xA0 ? .becomes(0x20) : nil
        case 0xE0:
            return text[place + 1] == 0xB9 && text[place + 2] == 0x8D ? .thaiVowel : nil
        case 0xE1:
            return text[place + 1] == 0x9A && text[place + 2] == 0x80 ? .becomes(0x20) : nil
        case 0xE2:
            return generalPunctuation(text[place + 1], text[place + 2], foldsQuotes)
        case 0xEE: return .deletedLate
        case 0xEF: return text[place + 1] < 0xA4 ? .deletedLate : nil
        default: return nil
        }
    }

    /// Of U+2000…U+207F: spaces, and the quotes that the older models don't tell from ASCII's.
    private static func generalPunctuation(_ second: UInt8, _ third: UInt8, _ foldsQuotes: Bool) -> Change? {
        switch (second, third) {
        case (0x80, 0x80...0x8A), (0x80, 0xA8), (0x80, 0xA9), (0x80, 0xAF), (0x81, 0x9F): .becomes(0x20)
        case (0x80, 0x98), (0x80, 0x99): foldsQuotes ? .becomes(UInt8(ascii: "'")) : nil
        case (0x80, 0x9C), (0x80, 0x9D): foldsQuotes ? .becomes(UInt8(ascii: "\"")) : nil
        default: nil
        }
    }

    /// Appends what the characters at `place` become, and returns where the text goes on.
    private static func replace(
        _ text: UnsafeBufferPointer<UInt8>, at place: Int, _ foldsQuotes: Bool, into output: inout [UInt8]
    ) -> Int {
        let lead = text[place]
        let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        switch change(of: text, at: place, foldsQuotes) {
        case .becomes(let byte): output.append(byte)
        case .thaiVowel: return joinThaiVowel(text, at: place, into: &output)
        case .deleted, .deletedLate: break
        case nil: output.append(contentsOf: text[place..<place + length])
        }
        return place + length
    }

    /// U+0E4D with U+0E32 is U+0E33, whatever is deleted between them but private use.
    private static func joinThaiVowel(
        _ text: UnsafeBufferPointer<UInt8>, at place: Int, into output: inout [UInt8]
    ) -> Int {
        var next = place + 3
        while next < text.count, case .deleted? = change(of: text, at: next, false) {
            next += text[next] < 0x80 ? 1 : 2
        }
        if next < text.count, text[next] == 0xE0, text[next + 1] == 0xB8, text[next + 2] == 0xB2 {
            output += [0xE0, 0xB8, 0xB3]
            return next + 3
        }
        output += [0xE0, 0xB9, 0x8D]
        return place + 3
    }
}
