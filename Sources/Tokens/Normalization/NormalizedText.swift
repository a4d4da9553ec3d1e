/// A text and its Form C, and which places of the one are which of the other.
///
/// The text may be cut wherever no character after the cut joins one before it, and between any two
/// characters that stay as they are.
struct NormalizedText {
    /// The Form C of the text.
    private(set) var bytes: [UInt8] = []
    /// Parts that are normalized apart, by where they begin; the last begins where both texts end.
    private var parts: [Part] = []

    private struct Part {
        var originalStart: Int
        var start: Int
        var isUnchanged: Bool
    }

    /// The Form C of valid UTF-8. O(n).
    init(of text: UnsafeBufferPointer<UInt8>) {
        var parts: [Part] = []
        var bytes: [UInt8] = []
        NormalizationFormC.forEachSegment(of: text) { range, isNormalized in
            parts.append(Part(originalStart: range.lowerBound, start: bytes.count, isUnchanged: isNormalized))
            let part = UnsafeBufferPointer(rebasing: text[range])
            bytes += (isNormalized ? nil : NormalizationFormC.normalized(part)) ?? Array(part)
        }
        parts.append(Part(originalStart: text.count, start: bytes.count, isUnchanged: true))
        self.parts = parts
        self.bytes = bytes
    }

    /// A place where the text may be cut, in both texts.
    struct Cut {
        var original: Int
        var normalized: Int
    }

    /// The last cut at or before the place `offset` of the Form C. O(log n).
    func cut(atOrBefore offset: Int) -> Cut {
        let part = parts[parts.partitioningIndex { $0.start > offset } - 1]
        var place = part.isUnchanged ? offset : part.start
        while place > part.start, place < bytes.count, bytes[place] & 0xC0 == 0x80 { place -= 1 }
        return Cut(original: part.originalStart + place - part.start, normalized: place)
    }

    /// The first cut at or after the place `offset` of the Form C. O(log n).
    func cut(atOrAfter offset: Int) -> Cut {
        let index = parts.partitioningIndex { $0.start > offset } - 1
        let part = parts[index]
        guard part.isUnchanged || part.start == offset else {
            return Cut(original: parts[index + 1].originalStart, normalized: parts[index + 1].start)
        }
        var place = offset
        while place < bytes.count, bytes[place] & 0xC0 == 0x80 { place += 1 }
        return Cut(original: part.originalStart + place - part.start, normalized: place)
    }
}
