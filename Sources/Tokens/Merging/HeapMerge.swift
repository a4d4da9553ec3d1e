/// Byte-pair merging by a priority queue: O(n log n) for any n bytes, and the plainest of the fast ways.
enum HeapMerge {
    /// The tokens that merging the bytes of the piece gives, in order.
    static func tokens(of piece: UnsafePointer<UInt8>, count: Int, vocabulary: Vocabulary) -> [TokenID] {
        var list = PartList(piece, count: count, vocabulary: vocabulary)
        var queue = MergeQueue()
        func consider(_ merged: TokenID, at position: Int) {
            if merged != VocabularyImage.none { queue.insert(rank: merged, at: position) }
        }
        for position in 0..<max(0, count - 1) {
            consider(vocabulary.mergedBytes(piece[position], piece[position + 1]), at: position)
        }
        while let (id, position) = queue.popFirst() {
            // What was true when it was put in need not be any more.
            guard let next = list.next(after: position),
                vocabulary.merged(list.ids[position], list.ids[next]) == id
            else { continue }
            list.merge(position, with: next, into: id)
            if let after = list.next(after: position) {
                consider(vocabulary.merged(id, list.ids[after]), at: position)
            }
            if let before = list.previous(before: position) {
                consider(vocabulary.merged(list.ids[before], id), at: before)
            }
        }
        return list.ids.filter { $0 != VocabularyImage.none }
    }
}

/// Parts of a piece, each at the place of its first byte, linked to its neighbours.
private struct PartList {
    var ids: [TokenID]
    private var nexts: [UInt32]
    private var previouses: [UInt32]

    init(_ piece: UnsafePointer<UInt8>, count: Int, vocabulary: Vocabulary) {
        ids = (0..<count).map { vocabulary.byteIDs[Int(piece[$0])] }
        nexts = (0..<count).map { UInt32($0 + 1) }
        previouses = (0..<count).map { UInt32(max($0, 1) - 1) }
    }

    /// The place of the part after the one at `position`; nil at the end, and where no part is any more.
    func next(after position: Int) -> Int? {
        guard ids[position] != VocabularyImage.none, nexts[position] < ids.count else { return nil }
        return Int(nexts[position])
    }

    func previous(before position: Int) -> Int? {
        position == 0 ? nil : Int(previouses[position])
    }

    mutating func merge(_ position: Int, with next: Int, into id: TokenID) {
        ids[position] = id
        ids[next] = VocabularyImage.none
        nexts[position] = nexts[next]
        if nexts[position] < ids.count { previouses[Int(nexts[position])] = UInt32(position) }
    }
}
