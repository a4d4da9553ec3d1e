/// From a piece to its tokens: itself where it's one, else what merging its bytes gives.
extension Vocabulary {
    /// Up to here scanning for the least rank is faster than backtracking.
    private static let longestScanned = 32

    /// How many tokens the piece has. O(n) for n bytes; allocates only for long pieces.
    func tokenCount(ofPiece piece: UnsafePointer<UInt8>, count: Int) -> Int {
        if token(piece, count: count) != VocabularyImage.none { return 1 }
        return withMergedTokens(ofPiece: piece, count: count) { $0.count }
    }

    /// Appends the tokens of the piece to `ids`.
    func appendTokens(ofPiece piece: UnsafePointer<UInt8>, count: Int, to ids: inout [TokenID]) {
        let whole = token(piece, count: count)
        if whole != VocabularyImage.none {
            ids.append(whole)
        } else {
            withMergedTokens(ofPiece: piece, count: count) { ids.append(contentsOf: $0) }
        }
    }

    /// Calls `body` with what merging the bytes of the piece gives.
    private func withMergedTokens<Result>(
        ofPiece piece: UnsafePointer<UInt8>, count: Int, body: (UnsafeBufferPointer<TokenID>) -> Result
    ) -> Result {
        guard count <= Self.longestScanned else {
            return BacktrackingMerge.tokens(of: piece, count: count, vocabulary: self).withUnsafeBufferPointer(body)
        }
        return withUnsafeTemporaryAllocation(of: TokenID.self, capacity: 2 * Self.longestScanned) { space in
            guard let ids = space.baseAddress else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
            for position in 0..<count { ids[position] = byteIDs[Int(piece[position])] }
            let merged = ScanMerge.merge(ids, count: count, ranks: ids + Self.longestScanned, vocabulary: self)
            return body(UnsafeBufferPointer(start: ids, count: merged))
        }
    }
}
