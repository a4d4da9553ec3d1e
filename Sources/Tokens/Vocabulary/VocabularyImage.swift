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
        case byteIDs, spanFilter, lengthsByFour, lengthsByEight
        case tokenOffsets, tokenBytes, splits, wholeSlots, pairSlots, size
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

    /// The slot content for a whole token: a tag from its hash, where its bytes lie, its id.
    static func wholeSlot(hash: UInt64, offset: Int, id: TokenID) -> UInt64 {
        tag(of: hash) << (idBits + offsetBits) | UInt64(offset) << idBits | UInt64(id)
    }

    /// The bits of a hash that a slot keeps; its index comes from the others.
    static func tag(of hash: UInt64) -> UInt64 { hash & ((1 << (64 - idBits - offsetBits)) - 1) }

    static func pairKey(_ left: TokenID, _ right: TokenID) -> UInt64 {
        UInt64(left) << idBits | UInt64(right)
    }

    static func pairHash(_ key: UInt64) -> UInt64 { key &* 0x9E37_79B9_7F4A_7C15 }
}
