internal import CScanner
internal import CVocab

/// Tokens and their ranks: which bytes are a token, and which two tokens merge into which.
///
/// Reads a ``VocabularyImage``; all lookups are O(1) in the number of tokens.
final class Vocabulary: Sendable {
    // The block is written before this object exists and never after, so threads may share it.
    nonisolated(unsafe) let image: VocabularyImage
    private nonisolated(unsafe) let owned: UnsafeMutableRawPointer?

    /// Number of tokens, special ones not counted.
    let tokenCount: Int
    /// One more than the greatest id. Ids below it may be free: p50k_base leaves one.
    let idLimit: Int
    /// The greatest number of bytes in a token.
    let longestToken: Int
    /// Whether every token has a greater id than the two it merges from, as trained vocabularies do.
    let ranksAscend: Bool

    /// Where tokens span from one character into the next, for the scanner to cut pieces elsewhere. Nil
    /// where merging the bytes of some token doesn't give it: it's one as a piece, but not within one.
    nonisolated(unsafe) let spanFilter: UnsafePointer<UInt32>?
    nonisolated(unsafe) let byteIDs: UnsafePointer<TokenID>
    /// The tables by which neighbours merge, for the C side; as long as this object lives.
    nonisolated(unsafe) let mergeTables: UnsafePointer<merge_tables>
    private nonisolated(unsafe) let tokenOffsets: UnsafePointer<UInt32>
    private nonisolated(unsafe) let tokenBytes: UnsafePointer<UInt8>
    private nonisolated(unsafe) let bytePairs: UnsafePointer<TokenID>
    private nonisolated(unsafe) let pairFilter: UnsafePointer<UInt64>
    private nonisolated(unsafe) let splits: UnsafePointer<Split>
    private nonisolated(unsafe) let wholeSlots: UnsafePointer<UInt64>
    private nonisolated(unsafe) let pairSlots: UnsafePointer<UInt64>
    private let wholeShift: UInt64
    private let wholeMask: Int
    private let pairShift: UInt64
    private let pairMask: Int
    private let pairFilterShift: UInt64

    /// The two tokens that a token merges from; both ``VocabularyImage/none`` for a byte, and for a
    /// token that merging its own bytes doesn't give.
    struct Split {
        var left: TokenID
        var right: TokenID
    }

    /// Takes over `owned`, which holds `image`.
    init(image: VocabularyImage, owned: UnsafeMutableRawPointer?) {
        self.image = image
        self.owned = owned
        tokenCount = image.value(of: .tokenCount)
        idLimit = image.value(of: .idLimit)
        longestToken = image.value(of: .longestToken)
        ranksAscend = image.value(of: .ranksAscend) == 1
        spanFilter = image.value(of: .allMerge) == 1 ? image.section(.spanFilter, of: UInt32.self) : nil
        byteIDs = image.section(.byteIDs, of: TokenID.self)
        tokenOffsets = image.section(.tokenOffsets, of: UInt32.self)
        tokenBytes = image.section(.tokenBytes, of: UInt8.self)
        bytePairs = image.section(.bytePairs, of: TokenID.self)
        pairFilter = image.section(.pairFilter, of: UInt64.self)
        splits = image.section(.splits, of: Split.self)
        wholeSlots = image.section(.wholeSlots, of: UInt64.self)
        pairSlots = image.section(.pairSlots, of: UInt64.self)
        wholeShift = UInt64(64 - image.value(of: .wholeSlotBits))
        wholeMask = 1 << image.value(of: .wholeSlotBits) - 1
        pairShift = UInt64(64 - image.value(of: .pairSlotBits))
        pairFilterShift = pairShift - UInt64(VocabularyImage.pairFilterFactorBits)
        pairMask = 1 << image.value(of: .pairSlotBits) - 1
        let tables = UnsafeMutablePointer<merge_tables>.allocate(capacity: 1)
        tables.initialize(
            to: merge_tables(
                byte_ids: byteIDs, byte_pairs: bytePairs, pair_filter: image.section(.pairFilter, of: UInt32.self),
                pair_slots: pairSlots, pair_slot_bits: UInt32(image.value(of: .pairSlotBits))))
        mergeTables = UnsafePointer(tables)
    }

    /// An image of `Vocab/`, in place.
    convenience init(embedded name: vocab_name) {
        guard let bytes = vocab_image(name) else { preconditionFailure("CVocab has no image for \(name)") }
        let image = VocabularyImage(base: UnsafeRawPointer(bytes))
        precondition(
            image.value(of: .magic) == VocabularyImage.magic && image.value(of: .format) == VocabularyImage.format,
            "Vocab/ has images of another format: make them again with 'make vocabularies'")
        self.init(image: image, owned: nil)
    }

    deinit {
        mergeTables.deallocate()
        owned?.deallocate()
    }

    /// A copy of the image.
    var imageBytes: [UInt8] {
        [UInt8](UnsafeRawBufferPointer(start: image.base, count: image.value(of: .size)))
    }

    /// The bytes of token `id`, or nil where no token has that id.
    func bytes(of id: TokenID) -> UnsafeBufferPointer<UInt8>? {
        guard id < idLimit else { return nil }
        let start = Int(tokenOffsets[Int(id)])
        let end = Int(tokenOffsets[Int(id) + 1])
        return start == end ? nil : UnsafeBufferPointer(start: tokenBytes + start, count: end - start)
    }

    /// The number of bytes in token `id`, which must be one.
    @inline(__always)
    func length(of id: TokenID) -> Int {
        Int(tokenOffsets[Int(id) + 1] - tokenOffsets[Int(id)])
    }

    /// Puts the most frequent tokens into a cache that is to serve so much text that most of them will be met:
    /// that costs less than to meet them one by one.
    func seed(_ cache: OpaquePointer, for bytes: Int) {
        let leastBytes = 1 << 20
        let mostTokens = 40_000
        if bytes >= leastBytes { piece_cache_seed(cache, tokenBytes, tokenOffsets, min(idLimit, mostTokens)) }
    }

    @inline(__always)
    func split(of id: TokenID) -> Split { splits[Int(id)] }

    /// The token whose bytes are these, or ``VocabularyImage/none``.
    @inline(__always)
    func token(_ bytes: UnsafePointer<UInt8>, count: Int) -> TokenID {
        token(bytes, count: count, hash: PieceHash.hash(bytes, count: count))
    }

    /// Where looking for a whole token begins.
    @inline(__always)
    func wholeSlot(forHash hash: UInt64) -> UnsafePointer<UInt64> {
        wholeSlots + Int(truncatingIfNeeded: hash >> wholeShift)
    }

    /// Where the bytes lie of the token that is asked first for this hash, or somewhere if there's none.
    @inline(__always)
    func firstCandidate(forHash hash: UInt64) -> UnsafeRawPointer {
        let slot = wholeSlot(forHash: hash).pointee
        return UnsafeRawPointer(tokenBytes) + Int(slot >> VocabularyImage.idBits & VocabularyImage.offsetMask)
    }

    /// The token whose bytes are these and whose ``PieceHash`` is `hash`, or ``VocabularyImage/none``.
    @inline(__always)
    func token(_ bytes: UnsafePointer<UInt8>, count: Int, hash: UInt64) -> TokenID {
        if count == 1 { return byteIDs[Int(bytes[0])] }
        guard count <= longestToken else { return VocabularyImage.none }
        let top = VocabularyImage.wholeSlotTop(hash: hash, count: count)
        var index = Int(truncatingIfNeeded: hash >> wholeShift)
        while true {
            let slot = wholeSlots[index]
            if slot == VocabularyImage.emptySlot { return VocabularyImage.none }
            if slot >> (VocabularyImage.idBits + VocabularyImage.offsetBits) == top {
                let id = TokenID(truncatingIfNeeded: slot & VocabularyImage.idMask)
                let offset = Int(slot >> VocabularyImage.idBits & VocabularyImage.offsetMask)
                let isWhole = count < VocabularyImage.lengthLimit || length(of: id) == count
                if isWhole, areEqual(tokenBytes + offset, bytes, count: count) { return id }
            }
            index = (index + 1) & wholeMask
        }
    }

    /// The token that two bytes merge into, or ``VocabularyImage/none``.
    @inline(__always)
    func mergedBytes(_ left: UInt8, _ right: UInt8) -> TokenID {
        bytePairs[Int(left) << 8 | Int(right)]
    }

    /// The token that `left` and `right` merge into, or ``VocabularyImage/none``.
    ///
    /// Most pairs of neighbours merge into nothing; a filter that stays near tells so of most of them.
    @inline(__always)
    func merged(_ left: TokenID, _ right: TokenID) -> TokenID {
        let key = VocabularyImage.pairKey(left, right)
        let hash = VocabularyImage.pairHash(key)
        let bit = Int(truncatingIfNeeded: hash >> pairFilterShift)
        guard pairFilter[bit >> 6] >> UInt64(bit & 63) & 1 == 1 else { return VocabularyImage.none }
        var index = Int(truncatingIfNeeded: hash >> pairShift)
        while true {
            let slot = pairSlots[index]
            if slot >> VocabularyImage.idBits == key {
                return TokenID(truncatingIfNeeded: slot & VocabularyImage.idMask)
            }
            if slot == VocabularyImage.emptySlot { return VocabularyImage.none }
            index = (index + 1) & pairMask
        }
    }
}

/// Whether both have the same `count` bytes, by two words that overlap where it's short.
@inline(__always)
private func areEqual(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, count: Int) -> Bool {
    func differ<Word: FixedWidthInteger>(_ at: Int, _ type: Word.Type) -> Word {
        UnsafeRawPointer(a).loadUnaligned(fromByteOffset: at, as: Word.self)
            ^ UnsafeRawPointer(b).loadUnaligned(fromByteOffset: at, as: Word.self)
    }
    switch count {
    case 8...:
        var at = 0
        while at + 8 < count {
            if differ(at, UInt64.self) != 0 { return false }
            at += 8
        }
        return differ(count - 8, UInt64.self) == 0
    case 4..<8: return differ(0, UInt32.self) | differ(count - 4, UInt32.self) == 0
    case 2..<4: return differ(0, UInt16.self) | differ(count - 2, UInt16.self) == 0
    default: return count == 0 || a[0] == b[0]
    }
}
