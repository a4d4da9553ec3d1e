/// The layout of a tile vocabulary as one block of bytes that is ready to probe: a double array.
///
/// A node of the tree of all pieces is a cell; the child for a byte lies at the node's offset plus the
/// byte, and says whose child it is. All numbers are little-endian.
struct TileImage {
    /// Fields of the header, each a `UInt32`, by position.
    enum Field: Int, CaseIterable {
        case magic, format, pieceCount, prefixCount, longestPiece, cellCount, cells, size
    }

    static let magic: UInt32 = 0x454C_4954  // "TILE"
    static let format: UInt32 = 1
    static let headerSize = 64

    /// A cell: its node's parent in the high half; in the low half, its children's offset above two marks.
    typealias Cell = UInt64
    /// The node's bytes are a piece.
    static let pieceMark: UInt64 = 1
    /// The node's bytes begin characters and are a tile where the rest falls to bytes.
    static let prefixMark: UInt64 = 2
    static let markBits: UInt64 = 2
    /// The parent of a cell that is no node's.
    static let noParent: UInt64 = 0xFFFF_FFFF

    let base: UnsafeRawPointer

    func value(of field: Field) -> Int {
        Int(UInt32(littleEndian: base.load(fromByteOffset: field.rawValue * 4, as: UInt32.self)))
    }

    var cells: UnsafePointer<Cell> { (base + value(of: .cells)).assumingMemoryBound(to: Cell.self) }
}
