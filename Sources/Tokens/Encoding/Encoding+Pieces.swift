/// A part of a text that no token crosses the ends of, and its tokens.
public struct Piece: Sendable, Equatable {
    /// Where it lies in the text, in bytes; in the normalized text where the encoding normalizes.
    public var range: Range<Int>
    /// Its tokens; one where the whole piece is a token.
    public var ids: [TokenID]
}

extension Encoding {
    /// The pieces that the pre-tokenizer cuts `text` into, in order, with their tokens.
    ///
    /// Of bytes that aren't UTF-8, what ``encode(_:)`` merges as one piece is one. O(n) for n bytes.
    public func pieces(of text: some TokenizableText) -> [Piece] {
        storage.withNormalized(text) { bytes, valid in
            valid == bytes.count
                ? storage.pieces(of: bytes) : storage.piecesOfMalformed(bytes, validPrefix: valid)
        }
    }
}

extension Encoding.Storage {
    fileprivate func pieces(of text: UnsafeBufferPointer<UInt8>) -> [Piece] {
        guard let base = text.baseAddress else { return [] }
        var pieces: [Piece] = []
        splitter.forEachPiece(in: text) { start, end in
            var ids: [TokenID] = []
            vocabulary.appendTokens(ofPiece: base + start, count: end - start, to: &ids)
            pieces.append(Piece(range: start..<end, ids: ids))
            return true
        }
        return pieces
    }

    /// The pieces of the valid part as far as their tokens are those of the whole, and the rest as one.
    fileprivate func piecesOfMalformed(_ bytes: UnsafeBufferPointer<UInt8>, validPrefix valid: Int) -> [Piece] {
        var rest = encodeMalformed(bytes, validPrefix: valid)[...]
        var pieces: [Piece] = []
        for piece in self.pieces(of: UnsafeBufferPointer(rebasing: bytes[..<valid])) {
            guard rest.count > piece.ids.count, rest.starts(with: piece.ids) else { break }
            rest = rest.dropFirst(piece.ids.count)
            pieces.append(piece)
        }
        pieces.append(Piece(range: (pieces.last?.range.upperBound ?? 0)..<bytes.count, ids: Array(rest)))
        return pieces
    }
}
