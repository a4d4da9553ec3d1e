import Tokens

/// Byte-pair encoding as it's defined, with no thought of speed: of all neighbours whose bytes
/// together are a token, those of the least rank merge, the leftmost first, until there are none.
struct DefinedMerge {
    let ranks: [[UInt8]: TokenID]

    init(ranks: [[UInt8]: TokenID]) { self.ranks = ranks }

    /// With the tokens of `encoding`.
    init(_ encoding: Encoding) {
        var ranks: [[UInt8]: TokenID] = [:]
        let special = Set(encoding.specialTokens.map(\.id))
        for id in 0..<TokenID(encoding.vocabularySize) where !special.contains(id) {
            if let bytes = encoding.bytes(of: id) { ranks[bytes] = id }
        }
        self.ranks = ranks
    }

    /// The ids of a piece: itself if it's a token, else what merging gives.
    func ids(ofPiece piece: [UInt8]) -> [TokenID] {
        if let whole = ranks[piece] { return [whole] }
        return merged(piece).map { ranks[$0]! }
    }

    /// What merging the bytes of `piece` gives, whether or not it's a token itself.
    func merged(_ piece: [UInt8]) -> [[UInt8]] {
        var parts = piece.map { [$0] }
        while true {
            var best: (rank: TokenID, position: Int)?
            for position in parts.indices.dropLast() {
                guard let rank = ranks[parts[position] + parts[position + 1]] else { continue }
                if best.map({ rank < $0.rank }) ?? true { best = (rank, position) }
            }
            guard let best else { return parts }
            parts[best.position] += parts.remove(at: best.position + 1)
        }
    }
}
