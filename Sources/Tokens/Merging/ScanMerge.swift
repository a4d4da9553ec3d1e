/// Byte-pair merging of a short piece: scan for the least rank, merge, repeat.
///
/// O(n²) steps over n bytes but only O(n) lookups; the fastest way up to a few dozen bytes.
enum ScanMerge {
    /// The most bytes a piece may have.
    static let longest = 32
    /// Parts that the working space must have room for beyond the piece: moving them goes by eights.
    static let slack = 16
    /// The room that the longest piece needs.
    static let room = longest + slack

    /// A token of the piece, in the low half, and the rank of merging it with the next, in the high.
    typealias Part = UInt64

    /// Merges the bytes of the piece; returns how many tokens there are, in the low halves of `parts`.
    @inline(__always)
    static func merge(
        _ piece: UnsafePointer<UInt8>, count: Int, into parts: UnsafeMutablePointer<Part>, vocabulary: Vocabulary
    ) -> Int {
        for position in 0..<(count - 1) {
            parts[position] = part(
                vocabulary.byteIDs[Int(piece[position])],
                rank: vocabulary.mergedBytes(piece[position], piece[position + 1]))
        }
        parts[count - 1] = part(vocabulary.byteIDs[Int(piece[count - 1])], rank: VocabularyImage.none)
        return mergeParts(parts, count: count, vocabulary: vocabulary)
    }

    private static func mergeParts(_ parts: UnsafeMutablePointer<Part>, count: Int, vocabulary: Vocabulary) -> Int {
        var count = count
        while true {
            // The first of the least: equal ranks merge from left to right.
            var best = 0
            var least = parts[0] >> 32
            var position = 1
            while position < count {
                let rank = parts[position] >> 32
                best = rank < least ? position : best
                least = min(rank, least)
                position += 1
            }
            if least == UInt64(VocabularyImage.none) { return count }
            let merged = TokenID(truncatingIfNeeded: least)
            moveDown(parts + best + 1, count: count - best - 2)
            count -= 1
            let next = best + 1 < count ? vocabulary.merged(merged, id(parts[best + 1])) : VocabularyImage.none
            parts[best] = part(merged, rank: next)
            if best > 0 {
                let previous = id(parts[best - 1])
                parts[best - 1] = part(previous, rank: vocabulary.merged(previous, merged))
            }
        }
    }

    @inline(__always)
    static func id(_ part: Part) -> TokenID { TokenID(truncatingIfNeeded: part) }

    @inline(__always)
    private static func part(_ id: TokenID, rank: TokenID) -> Part { UInt64(rank) << 32 | UInt64(id) }

    /// Moves the parts after `place` down by one.
    @inline(__always)
    private static func moveDown(_ place: UnsafeMutablePointer<Part>, count: Int) {
        let raw = UnsafeMutableRawPointer(place)
        var moved = 0
        while moved < count {
            let eight = raw.loadUnaligned(fromByteOffset: 8 * (moved + 1), as: SIMD8<UInt64>.self)
            raw.storeBytes(of: eight, toByteOffset: 8 * moved, as: SIMD8<UInt64>.self)
            moved += 8
        }
    }
}
