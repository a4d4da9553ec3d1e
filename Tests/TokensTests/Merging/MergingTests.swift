import CScanner
import Testing

@testable import Tokens

/// The ways of merging give what byte-pair encoding is defined to give.
@Suite("Merging")
struct MergingTests {
    /// What merging the bytes of `piece` gives, by scanning for the least rank.
    private func scanned(_ piece: [UInt8], _ vocabulary: Vocabulary) -> [TokenID] {
        var parts = [ScanMerge.Part](repeating: 0, count: piece.count + ScanMerge.slack)
        let count = piece.withUnsafeBufferPointer { piece in
            parts.withUnsafeMutableBufferPointer { parts in
                ScanMerge.merge(
                    piece.baseAddress!, count: piece.count, into: parts.baseAddress!, vocabulary: vocabulary)
            }
        }
        return parts.prefix(count).map(ScanMerge.id)
    }

    private func stitched(_ piece: [UInt8], _ vocabulary: Vocabulary) -> [TokenID] {
        piece.withUnsafeBufferPointer {
            StitchedMerge.tokens(of: $0.baseAddress!, count: piece.count, vocabulary: vocabulary)
        }
    }

    private func inRounds(_ piece: [UInt8], _ vocabulary: Vocabulary) -> [TokenID] {
        var tokens: [TokenID] = []
        piece.withUnsafeBufferPointer {
            RoundMerge.merge($0.baseAddress!, count: piece.count, vocabulary: vocabulary, into: &tokens)
        }
        return tokens
    }

    /// What merging each piece gives, up to sixteen of them side by side.
    private func inLanes(_ pieces: [[UInt8]], _ vocabulary: Vocabulary) -> [[TokenID]] {
        var group = lane_group()
        withUnsafeMutableBytes(of: &group.bytes) { bytes in
            for (lane, piece) in pieces.enumerated() {
                bytes[(lane * Int(lane_merge_longest.rawValue))...].copyBytes(from: piece)
            }
        }
        withUnsafeMutableBytes(of: &group.lengths) { lengths in
            let lengths = lengths.bindMemory(to: UInt32.self)
            for (lane, piece) in pieces.enumerated() { lengths[lane] = UInt32(piece.count) }
        }
        group.count = UInt32(pieces.count)
        var tokens = lane_tokens()
        lane_merge(vocabulary.mergeTables, &group, &tokens)
        let lanes = Int(lane_merge_count.rawValue)
        return withUnsafeBytes(of: tokens.starts) { starts in
            withUnsafeBytes(of: tokens.ids) { ids in
                pieces.enumerated().map { lane, piece in
                    let starts = starts.load(fromByteOffset: 4 * lane, as: UInt32.self)
                    return (0..<32).filter { starts >> UInt32($0) & 1 == 1 }.map {
                        ids.load(fromByteOffset: 4 * ($0 * lanes + lane), as: UInt32.self)
                    }
                }
            }
        }
    }

    private func heaped(_ piece: [UInt8], _ vocabulary: Vocabulary) -> [TokenID] {
        piece.withUnsafeBufferPointer {
            HeapMerge.tokens(of: $0.baseAddress!, count: piece.count, vocabulary: vocabulary)
        }
    }

    private func pieces(_ seed: UInt64, count: Int, parts: ClosedRange<Int>) -> [[UInt8]] {
        var random = RandomText(seed: seed)
        return (0..<count).map { index in
            switch index % 4 {
            case 0: random.bytes(random.number(in: parts))
            case 1: (0..<random.number(in: parts)).map { _ in UInt8(random.number(in: 97...122)) }
            case 2: (0..<random.number(in: parts)).map { _ in UInt8(random.number(in: 97...99)) }
            default: Array(random.next(parts: random.number(in: parts)).utf8)
            }
        }
    }

    @Test("Short and middling pieces merge as defined, by every way", arguments: allVocabularies)
    func asDefined(encoding: Encoding) {
        let defined = DefinedMerge(encoding)
        let vocabulary = encoding.storage.vocabulary
        for piece in pieces(21, count: 3_000, parts: 1...20) + pieces(22, count: 120, parts: 30...150) {
            let expected = defined.merged(piece).map { defined.ranks[$0]! }
            #expect(scanned(piece, vocabulary) == expected, "\(piece)")
            #expect(stitched(piece, vocabulary) == expected, "\(piece)")
            #expect(heaped(piece, vocabulary) == expected, "\(piece)")
            #expect(inRounds(piece, vocabulary) == expected, "\(piece)")
        }
    }

    @Test(
        "Pieces merge side by side as they do alone, of any lengths, in groups of any size",
        .enabled(if: lane_merge_is_available()), arguments: allVocabularies)
    func sideBySide(encoding: Encoding) {
        let vocabulary = encoding.storage.vocabulary
        var rest = (pieces(24, count: 6_000, parts: 2...32) + pieces(25, count: 2_000, parts: 1...6)).map {
            Array($0.prefix(32))
        }
        .filter { $0.count > 1 }[...]
        var size = 0
        while !rest.isEmpty {
            size = size % 16 + 1
            let group = Array(rest.prefix(size))
            rest = rest.dropFirst(size)
            #expect(inLanes(group, vocabulary) == group.map { scanned($0, vocabulary) }, "\(group)")
        }
    }

    @Test("Long pieces merge the same by every way", arguments: allVocabularies)
    func long(encoding: Encoding) {
        let vocabulary = encoding.storage.vocabulary
        for piece in pieces(23, count: 40, parts: 500...3_000) {
            let expected = scanned(piece, vocabulary)
            #expect(stitched(piece, vocabulary) == expected)
            #expect(heaped(piece, vocabulary) == expected)
            #expect(inRounds(piece, vocabulary) == expected)
        }
    }

    @Test("Runs of one character or two merge the same at every length", arguments: allVocabularies)
    func runs(encoding: Encoding) {
        let vocabulary = encoding.storage.vocabulary
        for unit in ["a", " ", "A", "=", "ab", "日", "é", "\n", "0", "\u{0}", "=-", "aA"] {
            for length in Array(1...80) + [127, 128, 129, 255, 256, 257, 1000] {
                let piece = Array(String(repeating: unit, count: length).utf8)
                #expect(
                    stitched(piece, vocabulary) == scanned(piece, vocabulary), "\(length) of \(unit.debugDescription)")
            }
        }
    }

    @Test("Each token merges from its own bytes, and no other way of cutting a pair stands", arguments: allVocabularies)
    func tokens(encoding: Encoding) {
        let vocabulary = encoding.storage.vocabulary
        #expect(vocabulary.ranksAscend)
        var different: [TokenID] = []
        for id in 0..<TokenID(vocabulary.idLimit) {
            guard let bytes = vocabulary.bytes(of: id).map({ Array($0) }) else { continue }
            let isReachable = bytes.count == 1 || vocabulary.split(of: id).left != VocabularyImage.none
            if (scanned(bytes, vocabulary) == [id]) != isReachable { different.append(id) }
            if (stitched(bytes, vocabulary) == [id]) != isReachable { different.append(id) }
        }
        #expect(different == [])
    }

    @Test("A piece that is a token is that token, even where merging doesn't reach it", arguments: allVocabularies)
    func wholePieces(encoding: Encoding) {
        let vocabulary = encoding.storage.vocabulary
        let ids = (0..<TokenID(vocabulary.idLimit)).filter { vocabulary.bytes(of: $0) != nil }
        let different = ids.filter { id in
            let bytes = Array(vocabulary.bytes(of: id)!)
            var found: [TokenID] = []
            bytes.withUnsafeBufferPointer {
                vocabulary.appendTokens(ofPiece: $0.baseAddress!, count: bytes.count, to: &found)
            }
            return found != [id]
        }
        #expect(different == [])
    }

    @Test("Two tokens stand side by side just where merging their bytes gives them", arguments: allVocabularies)
    func compatibility(encoding: Encoding) {
        let vocabulary = encoding.storage.vocabulary
        let compatibility = PairCompatibility(vocabulary: vocabulary)
        var generator = SeededGenerator(seed: 24)
        let reachable = (0..<TokenID(vocabulary.idLimit)).filter {
            guard let bytes = vocabulary.bytes(of: $0) else { return false }
            return bytes.count == 1 || vocabulary.split(of: $0).left != VocabularyImage.none
        }
        var held = 0
        for _ in 0..<20_000 {
            let left = reachable.randomElement(using: &generator)!, right = reachable.randomElement(using: &generator)!
            let bytes = Array(vocabulary.bytes(of: left)!) + Array(vocabulary.bytes(of: right)!)
            let stands = scanned(bytes, vocabulary) == [left, right]
            held += stands ? 1 : 0
            #expect(compatibility.holds(left, right) == stands, "\(left), \(right)")
        }
        #expect(held > 1_000 && held < 20_000)
    }
}
