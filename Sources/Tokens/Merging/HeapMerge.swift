/// Byte-pair merging by a priority queue: O(n log n) for any n bytes, and the plainest of the fast ways.
enum HeapMerge {
    /// The tokens that merging the bytes of the piece gives, in order.
    static func tokens(of piece: UnsafePointer<UInt8>, count: Int, vocabulary: Vocabulary) -> [TokenID] {
        var list = PartList(piece, count: count, vocabulary: vocabulary)
        var queue = CandidateQueue()
        for position in 0..<max(0, count - 1) {
            queue.insert(vocabulary.mergedBytes(piece[position], piece[position + 1]), at: position)
        }
        while let candidate = queue.popFirst() {
            // What was true when it was put in need not be any more.
            guard let next = list.next(after: candidate.position),
                vocabulary.merged(list.ids[candidate.position], list.ids[next]) == candidate.rank
            else { continue }
            list.merge(candidate.position, with: next, into: candidate.rank)
            if let after = list.next(after: candidate.position) {
                queue.insert(vocabulary.merged(candidate.rank, list.ids[after]), at: candidate.position)
            }
            if let before = list.previous(before: candidate.position) {
                queue.insert(vocabulary.merged(list.ids[before], candidate.rank), at: before)
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

/// Merges that may be made, the least rank first and from left to right among equals: a binary heap.
private struct CandidateQueue {
    struct Candidate {
        var rank: TokenID
        var position: Int
    }

    private var heap: [UInt64] = []

    mutating func insert(_ rank: TokenID, at position: Int) {
        guard rank != VocabularyImage.none else { return }
        heap.append(UInt64(rank) << 32 | UInt64(position))
        var child = heap.count - 1
        while child > 0, heap[child] < heap[(child - 1) / 2] {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func popFirst() -> Candidate? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        if !heap.isEmpty {
            heap[0] = last
            var parent = 0
            while 2 * parent + 1 < heap.count {
                var child = 2 * parent + 1
                if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
                if heap[parent] <= heap[child] { break }
                heap.swapAt(parent, child)
                parent = child
            }
        }
        return Candidate(rank: TokenID(truncatingIfNeeded: first >> 32), position: Int(first & 0xFFFF_FFFF))
    }
}
