/// Makes a vocabulary's image from its rank file.
enum VocabularyBuilder {
    static let idLimit = Int(VocabularyImage.idMask)
    static let bytesLimit = Int(VocabularyImage.offsetMask)
    static let tokenLengthLimit = 4096

    /// The vocabulary of `file`, with the image it is read from in memory of its own.
    ///
    /// O(n) lookups in the bytes of all tokens, and a merge of each: about 0.2 s for 200,000.
    static func build(rankFile file: UnsafeBufferPointer<UInt8>) throws(VocabularyError) -> Vocabulary {
        let entries = try RankFile.parse(file)
        let idLimit = Int((entries.map(\.id).max() ?? 0) + 1)
        var byID = [Int?](repeating: nil, count: idLimit)
        for (position, entry) in entries.enumerated() {
            guard entry.bytes.count <= tokenLengthLimit else {
                throw VocabularyError(line: entry.line, .tokenTooLong)
            }
            guard byID[Int(entry.id)] == nil else { throw VocabularyError(line: entry.line, .duplicateRank) }
            byID[Int(entry.id)] = position
        }
        let bytesCount = entries.reduce(0) { $0 + $1.bytes.count }
        guard bytesCount < bytesLimit else { throw VocabularyError(line: nil, .tooLarge) }

        let layout = Layout(tokenCount: entries.count, idLimit: idLimit, bytesCount: bytesCount)
        let base = UnsafeMutableRawPointer.allocate(byteCount: layout.size, alignment: 64)
        base.initializeMemory(as: UInt8.self, repeating: 0, count: layout.size)
        let writer = Writer(base: base, layout: layout)
        do throws(VocabularyError) {
            try writer.writeTokens(entries, byID: byID)
        } catch {
            base.deallocate()
            throw error
        }
        writer.writeSplits()
        return Vocabulary(image: VocabularyImage(base: base), owned: base)
    }

    /// Where each section lies.
    struct Layout {
        var fields = [Int](repeating: 0, count: VocabularyImage.Field.allCases.count)
        var size = VocabularyImage.headerSize

        subscript(field: VocabularyImage.Field) -> Int {
            get { fields[field.rawValue] }
            set { fields[field.rawValue] = newValue }
        }

        init(tokenCount: Int, idLimit: Int, bytesCount: Int) {
            self[.magic] = Int(VocabularyImage.magic)
            self[.format] = Int(VocabularyImage.format)
            self[.tokenCount] = tokenCount
            self[.idLimit] = idLimit
            self[.wholeSlotBits] = Self.slotBits(for: tokenCount)
            self[.pairSlotBits] = Self.slotBits(for: tokenCount)
            add(.byteIDs, 256 * MemoryLayout<TokenID>.stride)
            add(.spanFilter, SpanFilter.byteCount)
            add(.tokenOffsets, (idLimit + 1) * MemoryLayout<UInt32>.stride)
            add(.tokenBytes, bytesCount)
            add(.bytePairs, 4 << 16)
            add(.pairFilter, 1 << (self[.pairSlotBits] + VocabularyImage.pairFilterFactorBits - 3))
            add(.splits, idLimit * MemoryLayout<Vocabulary.Split>.stride)
            add(.wholeSlots, 8 << self[.wholeSlotBits])
            add(.pairSlots, 8 << self[.pairSlotBits])
            self[.size] = size
        }

        private mutating func add(_ field: VocabularyImage.Field, _ bytes: Int) {
            self[field] = size
            size += (bytes + 63) & ~63
        }

        /// At least a fifth of the slots stays empty, so that probing ends soon.
        private static func slotBits(for count: Int) -> Int {
            var bits = 9
            while 1 << bits < count + count / 4 { bits += 1 }
            return bits
        }
    }
}

/// Fills the sections of an image in memory that is all zero.
private struct Writer {
    let base: UnsafeMutableRawPointer
    let layout: VocabularyBuilder.Layout

    func section<Element>(_ field: VocabularyImage.Field, of type: Element.Type) -> UnsafeMutablePointer<Element> {
        (base + layout[field]).assumingMemoryBound(to: type)
    }

    func set(_ field: VocabularyImage.Field, _ value: Int) {
        base.storeBytes(of: UInt32(value).littleEndian, toByteOffset: field.rawValue * 4, as: UInt32.self)
    }

    func writeTokens(_ entries: [RankFile.Entry], byID: [Int?]) throws(VocabularyError) {
        for field in VocabularyImage.Field.allCases { set(field, layout[field]) }
        set(.longestToken, entries.map(\.bytes.count).max() ?? 0)
        let byteIDs = section(.byteIDs, of: TokenID.self)
        byteIDs.update(repeating: VocabularyImage.none, count: 256)
        let slots = section(.wholeSlots, of: UInt64.self)
        slots.update(repeating: VocabularyImage.emptySlot, count: 1 << layout[.wholeSlotBits])
        let offsets = section(.tokenOffsets, of: UInt32.self)
        let bytes = section(.tokenBytes, of: UInt8.self)
        let spanFilter = section(.spanFilter, of: UInt32.self)
        let vocabulary = Vocabulary(image: VocabularyImage(base: base), owned: nil)

        var offset = 0
        for id in 0..<layout[.idLimit] {
            offsets[id] = UInt32(offset)
            guard let position = byID[id] else { continue }
            let token = entries[position].bytes
            let isNew = token.withUnsafeBufferPointer { token in
                guard let start = token.baseAddress, token.count > 0 else { return false }
                guard vocabulary.token(start, count: token.count) == VocabularyImage.none else { return false }
                (bytes + offset).update(from: start, count: token.count)
                if token.count == 1 {
                    byteIDs[Int(start[0])] = TokenID(id)
                } else {
                    let hash = PieceHash.hash(start, count: token.count)
                    SpanFilter.insert(UnsafeBufferPointer(start: start, count: token.count), into: spanFilter)
                    insert(
                        VocabularyImage.wholeSlot(hash: hash, offset: offset, count: token.count, id: TokenID(id)),
                        hash, .wholeSlots, .wholeSlotBits)
                }
                return true
            }
            guard isNew else { throw VocabularyError(line: entries[position].line, .duplicateToken) }
            offset += token.count
            offsets[id + 1] = UInt32(offset)
        }
        for byte in 0..<256 where byteIDs[byte] == VocabularyImage.none {
            throw VocabularyError(line: nil, .missingByte, missingByte: UInt8(byte))
        }
    }

    /// Merges each token's own bytes; the last merge is the only pair that ever becomes the token.
    ///
    /// Wherever two neighbours in a text have together the bytes of a token, no merge has crossed
    /// the token's ends so far, so the merges inside were those of the token's bytes alone: they
    /// ended in this pair, or the token can't be reached at all.
    func writeSplits() {
        let pairSlots = section(.pairSlots, of: UInt64.self)
        pairSlots.update(repeating: VocabularyImage.emptySlot, count: 1 << layout[.pairSlotBits])
        let none = Vocabulary.Split(left: VocabularyImage.none, right: VocabularyImage.none)
        let splits = section(.splits, of: Vocabulary.Split.self)
        splits.update(repeating: none, count: layout[.idLimit])
        let vocabulary = Vocabulary(image: VocabularyImage(base: base), owned: nil)
        let pairFilter = section(.pairFilter, of: UInt64.self)
        let filterShift = UInt64(64 - layout[.pairSlotBits] - VocabularyImage.pairFilterFactorBits)
        let bytePairs = section(.bytePairs, of: TokenID.self)
        bytePairs.update(repeating: VocabularyImage.none, count: 1 << 16)
        var ranksAscend = true
        var allMerge = true
        for id in 0..<TokenID(layout[.idLimit]) {
            guard let bytes = vocabulary.bytes(of: id), bytes.count > 1 else { continue }
            guard let split = DefinitionalMerge.lastMerge(of: bytes, vocabulary: vocabulary) else {
                allMerge = false
                continue
            }
            splits[Int(id)] = split
            ranksAscend = ranksAscend && id > split.left && id > split.right
            let key = VocabularyImage.pairKey(split.left, split.right)
            let hash = VocabularyImage.pairHash(key)
            let bit = Int(truncatingIfNeeded: hash >> filterShift)
            pairFilter[bit >> 6] |= 1 << UInt64(bit & 63)
            if bytes.count == 2 { bytePairs[Int(bytes[0]) << 8 | Int(bytes[1])] = id }
            insert(key << VocabularyImage.idBits | UInt64(id), hash, .pairSlots, .pairSlotBits)
        }
        set(.ranksAscend, ranksAscend ? 1 : 0)
        set(.allMerge, allMerge ? 1 : 0)
    }

    private func insert(
        _ slot: UInt64, _ hash: UInt64, _ field: VocabularyImage.Field, _ bits: VocabularyImage.Field
    ) {
        let slots = section(field, of: UInt64.self)
        let mask = 1 << layout[bits] - 1
        var index = Int(truncatingIfNeeded: hash >> UInt64(64 - layout[bits]))
        while slots[index] != VocabularyImage.emptySlot { index = (index + 1) & mask }
        slots[index] = slot
    }
}
