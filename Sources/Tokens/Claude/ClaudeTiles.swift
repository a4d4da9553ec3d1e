internal import CScanner

/// The tiles of the parts that a marked stream is cut into.
final class ClaudeTiles: Sendable {
    let vocabulary: TileVocabulary
    private let spaces, tabs, lineFeeds: RunTable

    init(_ vocabulary: TileVocabulary) {
        self.vocabulary = vocabulary
        spaces = RunTable(lengths: vocabulary.lengthsOfPieces(repeating: UInt8(ascii: " ")))
        tabs = RunTable(lengths: vocabulary.lengthsOfPieces(repeating: UInt8(ascii: "\t")))
        lineFeeds = RunTable(lengths: vocabulary.lengthsOfPieces(repeating: UInt8(ascii: "\n")))
    }

    /// The fewest tiles of a space, tab or line feed, `length` times. O(1) for a short run, else O(length).
    @inline(__always)
    func count(ofRun length: Int, of byte: UInt8) -> Int {
        switch byte {
        case UInt8(ascii: " "): spaces.count(length)
        case UInt8(ascii: "\t"): tabs.count(length)
        default: lineFeeds.count(length)
        }
    }

    /// The fewest tiles of a word with its marks, through the cache where there's one.
    ///
    /// - Parameter readable: how many bytes may be read from the word's start.
    @inline(__always)
    func count(
        ofWord word: UnsafeBufferPointer<UInt8>, readable: Int, _ casing: ClaudeCase, _ cache: OpaquePointer?
    ) -> Int {
        guard let cache, let base = word.baseAddress, word.count <= Int(piece_cache_longest) else {
            return count(ofWord: word, casing)
        }
        let known = piece_cache_find(cache, base, word.count, readable, nil)
        if known > 0 { return known }
        let tokens = count(ofWord: word, casing)
        // The cache has as many bits for a number of tokens as BPE needs, which has no more than bytes.
        if tokens <= word.count { piece_cache_insert(cache, base, word.count, readable, tokens, 0) }
        return tokens
    }

    private func count(ofWord word: UnsafeBufferPointer<UInt8>, _ casing: ClaudeCase) -> Int {
        var unit: [UInt8] = []
        unit.reserveCapacity(word.count + 8)
        casing.append(word, to: &unit)
        unit.append(ClaudeMarker.wordEnd)
        return unit.withUnsafeBufferPointer(vocabulary.tileCount)
    }
}

/// The fewest pieces of a run of one character, by its length.
private struct RunTable: Sendable {
    private static let size = 1024

    private let lengths: [Int]
    private let counts: [Int32]

    /// - Parameter lengths: how long the pieces are, in order; 1 is always one.
    init(lengths: [Int]) {
        self.lengths = lengths.isEmpty ? [1] : lengths
        counts = Self.counts(upTo: Self.size, lengths: self.lengths, from: [0])
    }

    @inline(__always)
    func count(_ length: Int) -> Int {
        length < counts.count ? Int(counts[length]) : countLong(length)
    }

    /// Goes on from the table's end with as many numbers as the longest piece has characters.
    private func countLong(_ length: Int) -> Int {
        var last = Array(counts.suffix((lengths.last ?? 1) + 1))
        var reached = counts.count - 1
        while reached < length {
            let more = Self.counts(
                upTo: min(Self.size, length - reached) + last.count - 1, lengths: lengths, from: last)
            reached += more.count - last.count
            last = Array(more.suffix(last.count))
        }
        return Int(last[last.count - 1])
    }

    /// `known` with what follows it, to `length`.
    private static func counts(upTo length: Int, lengths: [Int], from known: [Int32]) -> [Int32] {
        var counts = known
        counts.reserveCapacity(length + 1)
        while counts.count <= length {
            var fewest = Int32.max
            for piece in lengths where piece <= counts.count { fewest = min(fewest, counts[counts.count - piece] + 1) }
            counts.append(fewest)
        }
        return counts
    }
}
