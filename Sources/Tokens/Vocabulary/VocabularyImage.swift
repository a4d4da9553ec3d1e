/// The layout of a vocabulary as one block of bytes that is ready to probe.
///
/// The files of `Vocab/` are such blocks, and a rank file read at run time becomes one. All numbers
/// are little-endian and every section starts on a cache line, so nothing is parsed or copied:
/// opening an image is reading its header.
struct VocabularyImage {
    /// Fields of the header, each a `UInt32`, by position.
    enum Field: Int, CaseIterable {
        case magic, format, tokenCount, idLimit, longestToken, ranksAscend, allMerge
        case wholeSlotBits, pairSlotBits
        case byteIDs, spanFilter, tokenOffsets, tokenBytes, bytePairs, pairFilter, splits, wholeSlots, pairSlots, size
    }

    static let magic: UInt32 = 0x564B_4F54  // "TOKV"
    static let format: UInt32 = 1
    static let headerSize = 128

    /// Bits of a token id in a slot: ids are below 2²¹ − 1.
    static let idBits: UInt64 = 21
    static let idMask: UInt64 = (1 << idBits) - 1
    /// Bits of an offset into the token bytes in a slot: all tokens together are below 16 MiB.
    static let offsetBits: UInt64 = 24
    static let offsetMask: UInt64 = (1 << offsetBits) - 1
    static let emptySlot = UInt64.max

    /// No token: what a lookup answers that finds nothing. Greater than every id.
    static let none = TokenID.max

    let base: UnsafeRawPointer

    func value(of field: Field) -> Int {
        Int(UInt32(littleEndian: base.load(fromByteOffset: field.rawValue * 4, as: UInt32.self)))
    }

    func section<Element>(_ field: Field, of type: Element.Type) -> UnsafePointer<Element> {
        (base + value(of: field)).assumingMemoryBound(to: type)
    }

    /// Bits of a token's length in a slot; the greatest stands for itself and more.
    static let lengthBits: UInt64 = 7
    static let lengthLimit = 1 << Int(lengthBits) - 1

    /// The slot of a whole token: bits of its hash, its length, where its bytes lie, its id.
    static func wholeSlot(hash: UInt64, offset: Int, count: Int, id: TokenID) -> UInt64 {
        wholeSlotTop(hash: hash, count: count) << (idBits + offsetBits) | UInt64(offset) << idBits | UInt64(id)
    }

    /// What a slot has above its offset for a piece with this hash and length. The index of the slot
    /// comes from other bits of the hash.
    @inline(__always)
    static func wholeSlotTop(hash: UInt64, count: Int) -> UInt64 {
        let tagBits = 64 - idBits - offsetBits - lengthBits
        return (hash & (1 << tagBits - 1)) << lengthBits | UInt64(min(count, lengthLimit))
    }

    /// The filter of pairs has 2³ bits for each slot.
    static let pairFilterFactorBits = 3

    static func pairKey(_ left: TokenID, _ right: TokenID) -> UInt64 {
        UInt64(left) << idBits | UInt64(right)
    }

    static func pairHash(_ key: UInt64) -> UInt64 { key &* 0x9E37_79B9_7F4A_7C15 }
}
