/// Whether two tokens may stand side by side: whether merging their bytes gives just these two.
struct PairCompatibility {
    let vocabulary: Vocabulary

    func holds(_ left: TokenID, _ right: TokenID) -> Bool {
        vocabulary.ranksAscend ? holdsByUndoing(left, right) : holdsByMerging(left, right)
    }

    /// Takes both tokens' merges back, the latest first, and asks at each state whether the two
    /// parts at the border would have merged before the merge that was taken back last.
    ///
    /// Merges happen in the order of their ranks, so of two merges the one with the greater id was
    /// the later; of two with the same id the right one was. O(the merges along the border).
    private func holdsByUndoing(_ left: TokenID, _ right: TokenID) -> Bool {
        var left = left, right = right
        // A merge across the border with this id or a greater one came too late.
        var limit = VocabularyImage.none
        while true {
            if vocabulary.merged(left, right) < limit { return false }
            let leftPart = vocabulary.split(of: left).right
            let rightPart = vocabulary.split(of: right).left
            let leftIsWhole = leftPart == VocabularyImage.none
            let rightIsWhole = rightPart == VocabularyImage.none
            if leftIsWhole && rightIsWhole { return true }
            if rightIsWhole || (!leftIsWhole && left > right) {
                limit = left
                left = leftPart
            } else {
                // The border lies left of this merge: one across it with the same id came first.
                limit = right + 1
                right = rightPart
            }
        }
    }

    /// For ranks in any order: merges the bytes of both as they're defined to be.
    private func holdsByMerging(_ left: TokenID, _ right: TokenID) -> Bool {
        guard let first = vocabulary.bytes(of: left), let second = vocabulary.bytes(of: right) else { return false }
        let bytes = Array(first) + Array(second)
        return bytes.withUnsafeBufferPointer { bytes in
            DefinitionalMerge.tokens(of: bytes, vocabulary: vocabulary) == [left, right]
        }
    }
}
