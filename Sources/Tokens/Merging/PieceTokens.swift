/// From a piece to its tokens: itself where it's one, else what merging its bytes gives.
extension Vocabulary {
    /// How many tokens the piece has. O(n) for n bytes; allocates only for long pieces.
    func tokenCount(ofPiece piece: UnsafePointer<UInt8>, count: Int) -> Int {
        token(piece, count: count) != VocabularyImage.none ? 1 : mergedCount(ofPiece: piece, count: count)
    }

    /// How many tokens merging the bytes of the piece gives.
    func mergedCount(ofPiece piece: UnsafePointer<UInt8>, count: Int) -> Int {
        guard count <= ScanMerge.longest else {
            return StitchedMerge.tokens(of: piece, count: count, vocabulary: self).count
        }
        return withUnsafeTemporaryAllocation(of: ScanMerge.Part.self, capacity: ScanMerge.room) { parts in
            guard let parts = parts.baseAddress else { return 0 }
            return ScanMerge.merge(piece, count: count, into: parts, vocabulary: self)
        }
    }

    /// Appends the tokens of the piece to `ids`.
    func appendTokens(ofPiece piece: UnsafePointer<UInt8>, count: Int, to ids: inout [TokenID]) {
        let whole = token(piece, count: count)
        if whole != VocabularyImage.none {
            ids.append(whole)
        } else {
            appendMerged(ofPiece: piece, count: count, to: &ids)
        }
    }

    /// Appends what merging the bytes of the piece gives to `ids`.
    func appendMerged(ofPiece piece: UnsafePointer<UInt8>, count: Int, to ids: inout [TokenID]) {
        if count > ScanMerge.longest {
            ids.append(contentsOf: StitchedMerge.tokens(of: piece, count: count, vocabulary: self))
        } else {
            withUnsafeTemporaryAllocation(of: ScanMerge.Part.self, capacity: ScanMerge.room) { parts in
                guard let parts = parts.baseAddress else { return }
                let merged = ScanMerge.merge(piece, count: count, into: parts, vocabulary: self)
                for position in 0..<merged { ids.append(ScanMerge.id(parts[position])) }
            }
        }
    }
}
