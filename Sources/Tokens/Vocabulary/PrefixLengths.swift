/// Which lengths the tokens have that begin with some bytes: a filter for finding the longest.
///
/// Two tables of bits, one by a hash of the first four bytes and one by a hash of the first eight. A
/// bit that is set by another token's hash only costs a look that finds nothing.
struct PrefixLengths {
    static let bits: UInt64 = 16
    /// Bytes of the table by four bytes: bits 0…3 for lengths 4…7, bit 4 for eight and more.
    static let byFourSize = 1 << Int(bits)
    /// Bytes of the table by eight bytes: bits 0…14 for lengths 8…22, bit 15 for more.
    static let byEightSize = 2 << Int(bits)
    static let longerBit: UInt16 = 1 << 15
    static let longer = 23

    let byFour: UnsafePointer<UInt8>
    let byEight: UnsafePointer<UInt16>

    @inline(__always)
    static func placeByFour(_ bytes: UnsafePointer<UInt8>) -> Int {
        let word = UInt64(UInt32(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt32.self)))
        return Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> (64 - bits))
    }

    @inline(__always)
    static func placeByEight(_ bytes: UnsafePointer<UInt8>) -> Int {
        let word = UInt64(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self))
        return Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> (64 - bits))
    }

    /// Marks the length of `token`.
    static func insert(
        _ token: UnsafeBufferPointer<UInt8>, byFour: UnsafeMutablePointer<UInt8>,
        byEight: UnsafeMutablePointer<UInt16>
    ) {
        guard let start = token.baseAddress, token.count >= 4 else { return }
        guard token.count >= 8 else {
            byFour[placeByFour(start)] |= 1 << UInt8(token.count - 4)
            return
        }
        byFour[placeByFour(start)] |= 1 << 4
        byEight[placeByEight(start)] |= token.count < longer ? 1 << UInt16(token.count - 8) : longerBit
    }
}

extension Vocabulary {
    /// The longest token that the bytes at `start` begin with, of at most `limit` bytes, among those
    /// that merging gives; ``VocabularyImage/none`` where `limit` is 0.
    func longestMergedToken(_ start: UnsafePointer<UInt8>, atMost limit: Int) -> TokenID {
        if limit >= 4 {
            let lengths = prefixLengths.byFour[PrefixLengths.placeByFour(start)]
            if limit >= 8, lengths >> 4 != 0 {
                let found = longestOfEight(start, atMost: limit)
                if found != VocabularyImage.none { return found }
            }
            var candidates = UInt32(lengths & 15) & (1 << UInt32(min(limit, 7) - 3) - 1)
            while candidates != 0 {
                let bit = 31 - candidates.leadingZeroBitCount
                let id = mergedToken(start, count: 4 + bit)
                if id != VocabularyImage.none { return id }
                candidates &= ~(1 << UInt32(bit))
            }
        }
        for length in stride(from: min(limit, 3), to: 1, by: -1) {
            let id = mergedToken(start, count: length)
            if id != VocabularyImage.none { return id }
        }
        return limit > 0 ? byteIDs[Int(start[0])] : VocabularyImage.none
    }

    private func longestOfEight(_ start: UnsafePointer<UInt8>, atMost limit: Int) -> TokenID {
        let lengths = prefixLengths.byEight[PrefixLengths.placeByEight(start)]
        if lengths & PrefixLengths.longerBit != 0, limit >= PrefixLengths.longer {
            for length in stride(from: min(limit, longestToken), through: PrefixLengths.longer, by: -1) {
                let id = mergedToken(start, count: length)
                if id != VocabularyImage.none { return id }
            }
        }
        var candidates = UInt32(lengths & ~PrefixLengths.longerBit) & (1 << UInt32(min(limit, 22) - 7) - 1)
        while candidates != 0 {
            let bit = 31 - candidates.leadingZeroBitCount
            let id = mergedToken(start, count: 8 + bit)
            if id != VocabularyImage.none { return id }
            candidates &= ~(1 << UInt32(bit))
        }
        return VocabularyImage.none
    }

    @inline(__always)
    private func mergedToken(_ start: UnsafePointer<UInt8>, count: Int) -> TokenID {
        let id = token(start, count: count)
        return id != VocabularyImage.none && split(of: id).left != VocabularyImage.none ? id : VocabularyImage.none
    }
}
