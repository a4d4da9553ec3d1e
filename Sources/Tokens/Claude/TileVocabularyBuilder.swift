/// Makes a tile vocabulary's image from its pieces.
package enum TileVocabularyBuilder {
    /// The image of a vocabulary. O(bytes of all pieces), times how full the array is.
    ///
    /// - Parameters:
    ///   - pieces: the pieces' bytes, in any order; markers are U+0001…U+0004.
    ///   - prefixes: beginnings of characters that are tiles where the rest falls to bytes.
    package static func image(pieces: [[UInt8]], prefixes: [[UInt8]]) -> [UInt8] {
        var tree = Tree()
        for piece in pieces { tree.insert(piece, mark: TileImage.pieceMark) }
        for prefix in prefixes { tree.insert(prefix, mark: TileImage.prefixMark) }
        let cells = DoubleArray(tree).cells
        var image = [UInt8](repeating: 0, count: TileImage.headerSize)
        for cell in cells { withUnsafeBytes(of: cell.littleEndian) { image.append(contentsOf: $0) } }
        let fields: [TileImage.Field: Int] = [
            .magic: Int(TileImage.magic), .format: Int(TileImage.format), .pieceCount: pieces.count,
            .prefixCount: prefixes.count, .longestPiece: pieces.map(\.count).max() ?? 0, .cellCount: cells.count,
            .cells: TileImage.headerSize, .size: image.count,
        ]
        for (field, value) in fields {
            withUnsafeBytes(of: UInt32(value).littleEndian) { bytes in
                image.replaceSubrange(field.rawValue * 4..<field.rawValue * 4 + 4, with: bytes)
            }
        }
        return image
    }

    /// The vocabulary that an image holds, copied.
    static func vocabulary(image: [UInt8]) -> TileVocabulary {
        let base = UnsafeMutableRawPointer.allocate(byteCount: image.count, alignment: 64)
        image.withUnsafeBytes {
            base.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(base), byteCount: image.count)
        }
        return TileVocabulary(image: TileImage(base: UnsafeRawPointer(base)), owned: base)
    }
}

/// The tree of all pieces: a node for each of their beginnings.
private struct Tree {
    struct Node {
        var children: [UInt8: Int] = [:]
        var marks: UInt64 = 0
    }

    private(set) var nodes = [Node()]

    mutating func insert(_ bytes: [UInt8], mark: UInt64) {
        var node = 0
        for byte in bytes {
            if let child = nodes[node].children[byte] {
                node = child
            } else {
                nodes[node].children[byte] = nodes.count
                node = nodes.count
                nodes.append(Node())
            }
        }
        nodes[node].marks |= mark
    }
}

/// The tree's nodes, placed so that no two children share a cell.
private struct DoubleArray {
    private(set) var cells: [TileImage.Cell]
    private var isFree: [Bool]
    // No free cell lies below.
    private var firstFree = 1
    // Below, nodes of several children have found no room for long.
    private var firstRoomy = 1

    init(_ tree: Tree) {
        cells = [0 | TileImage.noParent << 32]
        isFree = [false]
        // Breadth first: nodes near the root, which every walk meets, lie together.
        var waiting = [(node: 0, cell: 0)]
        var next = 0
        while next < waiting.count {
            let (node, cell) = waiting[next]
            next += 1
            let children = tree.nodes[node].children.sorted { $0.key < $1.key }
            let offset = place(children.map { Int($0.key) })
            cells[cell] |= UInt64(offset) << TileImage.markBits | tree.nodes[node].marks
            for (byte, child) in children {
                let place = offset + Int(byte)
                cells[place] = UInt64(cell) << 32
                waiting.append((child, place))
            }
        }
        // Every offset plus any byte is a cell.
        grow(to: cells.count + 256)
    }

    /// The first offset at which the cells for all `bytes` are free; they're taken.
    private mutating func place(_ bytes: [Int]) -> Int {
        guard let first = bytes.first else { return 0 }
        while firstFree < isFree.count, !isFree[firstFree] { firstFree += 1 }
        if bytes.count == 1 {
            let offset = max(1, firstFree - first)
            grow(to: offset + 257)
            if isFree[offset + first] {
                isFree[offset + first] = false
                return offset
            }
        }
        let start = max(1, max(firstFree, firstRoomy) - first)
        var offset = start
        while true {
            grow(to: offset + 257)
            if bytes.allSatisfy({ isFree[offset + $0] }) { break }
            offset += 1
        }
        if offset - start > 256 { firstRoomy = start + first + 128 }
        for byte in bytes { isFree[offset + byte] = false }
        return offset
    }

    private mutating func grow(to count: Int) {
        while cells.count < count {
            cells.append(TileImage.noParent << 32)
            isFree.append(true)
        }
    }
}
