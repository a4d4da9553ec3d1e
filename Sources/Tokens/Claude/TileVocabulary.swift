internal import CVocab

/// The pieces that a marked stream is covered with, and how few of them cover one.
///
/// A tile is a piece, or a single character: that costs 1 where it's a piece or a marker, else as many
/// tokens as its UTF-8 has bytes, or fewer where its first two or three are a tile themselves.
final class TileVocabulary: Sendable {
    // The block is written before this object exists and never after, so threads may share it.
    nonisolated(unsafe) let image: TileImage
    private nonisolated(unsafe) let owned: UnsafeMutableRawPointer?
    private nonisolated(unsafe) let cells: UnsafePointer<TileImage.Cell>

    /// The bytes of the longest piece.
    let longestPiece: Int
    /// How many pieces there are.
    let pieceCount: Int

    /// Takes over `owned`, which holds `image`.
    init(image: TileImage, owned: UnsafeMutableRawPointer?) {
        self.image = image
        self.owned = owned
        cells = image.cells
        longestPiece = image.value(of: .longestPiece)
        pieceCount = image.value(of: .pieceCount)
    }

    /// An image of `Vocab/`, in place.
    convenience init(embedded name: vocab_name) {
        guard let bytes = vocab_image(name) else { preconditionFailure("CVocab has no image for \(name)") }
        let image = TileImage(base: UnsafeRawPointer(bytes))
        precondition(
            image.value(of: .magic) == TileImage.magic && image.value(of: .format) == TileImage.format,
            "Vocab/ has images of another format: make them again with 'make vocabularies'")
        self.init(image: image, owned: nil)
    }

    deinit { owned?.deallocate() }

    /// The fewest tiles that cover `stream`, which is UTF-8 with markers.
    ///
    /// O(n × the longest piece) for n bytes, in memory for the longest piece.
    func tileCount(of stream: UnsafeBufferPointer<UInt8>) -> Int {
        guard let bytes = stream.baseAddress, stream.count > 0 else { return 0 }
        var room = 64
        while room <= min(stream.count, longestPiece) + 4 { room *= 2 }
        return withUnsafeTemporaryAllocation(of: Int32.self, capacity: room) { fewest in
            guard let fewest = fewest.baseAddress else { return 0 }
            fewest.initialize(repeating: Int32.max, count: room)
            fewest[0] = 0
            return cover(bytes, stream.count, fewest, mask: room - 1)
        }
    }

    /// Goes from character to character; `fewest` has, for the places ahead, the fewest tiles that reach them.
    @inline(__always)
    private func cover(
        _ bytes: UnsafePointer<UInt8>, _ count: Int, _ fewest: UnsafeMutablePointer<Int32>, mask: Int
    ) -> Int {
        var place = 0
        while true {
            let reached = fewest[place & mask]
            if place == count { return Int(reached) }
            // The place is used again for one that lies further ahead than any piece reaches.
            fewest[place & mask] = Int32.max
            let lead = bytes[place]
            let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
            var single = lead < 0x20 ? 1 : length
            var node: UInt64 = 0
            var offset = cells[0] >> TileImage.markBits & 0x3FFF_FFFF
            var end = place
            while end < count {
                let child = offset + UInt64(bytes[end])
                let cell = cells[Int(child)]
                guard cell >> 32 == node else { break }
                node = child
                offset = cell >> TileImage.markBits & 0x3FFF_FFFF
                end += 1
                if cell & (TileImage.pieceMark | TileImage.prefixMark) == 0 { continue }
                if end - place < length {
                    if cell & TileImage.prefixMark != 0 { single = length - (end - place) + 1 }
                } else if cell & TileImage.pieceMark != 0 {
                    fewest[end & mask] = min(fewest[end & mask], reached + 1)
                }
            }
            fewest[(place + length) & mask] = min(fewest[(place + length) & mask], reached + Int32(single))
            place += length
        }
    }

    /// How long the pieces are that consist of one character of one byte, repeated. O(their length).
    func lengthsOfPieces(repeating byte: UInt8) -> [Int] {
        var lengths: [Int] = []
        var node = 0
        var length = 0
        while true {
            let child = Int(cells[node] >> TileImage.markBits & 0x3FFF_FFFF) + Int(byte)
            guard cells[child] >> 32 == UInt64(node) else { return lengths }
            node = child
            length += 1
            if cells[node] & TileImage.pieceMark != 0 { lengths.append(length) }
        }
    }

    /// A copy of the image.
    var imageBytes: [UInt8] { [UInt8](UnsafeRawBufferPointer(start: image.base, count: image.value(of: .size))) }

    /// Calls `body` with the bytes of each piece and each prefix, in their order.
    func forEachEntry(_ body: (_ bytes: [UInt8], _ isPiece: Bool, _ isPrefix: Bool) -> Void) {
        var bytes: [UInt8] = []
        func visit(_ node: Int) {
            let cell = cells[node]
            if cell & 3 != 0 { body(bytes, cell & TileImage.pieceMark != 0, cell & TileImage.prefixMark != 0) }
            for byte in 0..<256 {
                let child = Int(cell >> TileImage.markBits & 0x3FFF_FFFF) + byte
                guard cells[child] >> 32 == UInt64(node), child != node else { continue }
                bytes.append(UInt8(byte))
                visit(child)
                bytes.removeLast()
            }
        }
        visit(0)
    }
}
