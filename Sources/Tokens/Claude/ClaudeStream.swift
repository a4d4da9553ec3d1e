internal import CScanner

/// Counts the tiles of a text's marked stream, unit by unit: no piece reaches across the end of a word,
/// the beginning of one, a run of one white-space character, or ASCII digits.
struct ClaudeStream {
    let text: UnsafeBufferPointer<UInt8>
    let tiles: ClaudeTiles
    let casing: ClaudeCase
    /// What is known of words met before; nil where there's none.
    let cache: OpaquePointer?
    /// Whether what frames the text ends where a word begins.
    let followsWordStart: Bool
    let limit: Int

    private var total = 0
    /// What of the stream isn't counted yet.
    private var unit: [UInt8] = []
    private var endsInWordEnd = false
    /// Whether a space was met that falls away if a word begins behind it.
    private var holdsSpace = false
    private var isAfterMarks = false
    private var hasBorderBefore = false
    private var isAfterApostrophe = false
    private var hasBorderBeforeApostrophe = false

    init(
        _ text: UnsafeBufferPointer<UInt8>, tiles: ClaudeTiles, casing: ClaudeCase, cache: OpaquePointer?,
        followsWordStart: Bool, limit: Int
    ) {
        self.text = text
        self.tiles = tiles
        self.casing = casing
        self.cache = cache
        self.followsWordStart = followsWordStart
        self.limit = limit
    }

    /// The number of tiles, or some number above the limit once that's passed. O(n).
    mutating func count() -> Int {
        var runs = ClaudeRuns(of: text, characters: casing.characters)
        var isFirst = true
        while let run = runs.next() {
            if isFirst {
                begin(with: run, runs)
                isFirst = false
            }
            add(run, runs)
            isAfterApostrophe = isApostrophe(run)
            if isAfterApostrophe { hasBorderBeforeApostrophe = hasBorderBefore }
            hasBorderBefore = run.hasRightBorder
            isAfterMarks = run.kind == .marks
            if run.kind == .space { addPlainWords(&runs) }
            if total > limit { return total }
        }
        if isFirst, followsWordStart { total += 1 }
        flush()
        releaseSpace()
        return total
    }

    // MARK: Rules

    private mutating func begin(with run: ClaudeRun, _ runs: ClaudeRuns) {
        guard followsWordStart else { return }
        if opens(run, runs) {
            total += tiles.count(ofRun: 1, of: UInt8(ascii: " "))
            return
        }
        let ownsWordStart =
            switch run.kind {
            case .word, .marks, .punctuation: true
            case .space: text[0] == UInt8(ascii: " ")
            case .digits, .other: run.hasLeftEdge || run.hasLeftNumberBorder
            }
        if !ownsWordStart { unit.append(ClaudeMarker.wordStart) }
    }

    @inline(__always)
    private mutating func add(_ run: ClaudeRun, _ runs: ClaudeRuns) {
        switch run.kind {
        case .word: addWord(run)
        case .marks:
            beginWord()
            append(run.range)
            if !runs.isWord(at: run.range.upperBound) { endWord() }
        case .space: addSpace(run)
        case .digits where run.isNumeric && run.last & ClaudeCharacters.isNumber == 0 && isASCII(run):
            flush()
            releaseSpace()
            total += (run.range.count + 2) / 3
            endsInWordEnd = false
        case .digits, .punctuation, .other: addBordered(run, runs)
        }
    }

    @inline(__always)
    private mutating func addWord(_ run: ClaudeRun) {
        let word = UnsafeBufferPointer(rebasing: text[run.range])
        if isAfterMarks || (isAfterApostrophe && !hasBorderBeforeApostrophe && isContraction(word)) {
            unit.append(contentsOf: word)
            endWord()
        } else {
            flush()
            holdsSpace = false
            total += tiles.count(ofWord: word, readable: text.count - run.range.lowerBound, casing, cache)
            endsInWordEnd = true
        }
    }

    /// Adds words of ASCII after white space, with single spaces between: most of most texts.
    @inline(__always)
    private mutating func addPlainWords(_ runs: inout ClaudeRuns) {
        guard let base = text.baseAddress else { return }
        let count = text.count
        var place = runs.place
        while place < count, isLetter(base[place]) {
            var end = place + 1
            while end < count, isLetter(base[end]) { end += 1 }
            // A word may go on beyond ASCII.
            guard end < count, base[end] < 0x80 else { break }
            let word = UnsafeBufferPointer(start: base + place, count: end - place)
            total += tiles.count(ofWord: word, readable: count - place, casing, cache)
            if total > limit { break }
            endsInWordEnd = true
            holdsSpace = false
            place = end
            // A single space between words falls away.
            guard base[end] == UInt8(ascii: " "), end + 1 < count, isLetter(base[end + 1]) else { break }
            holdsSpace = true
            place = end + 1
        }
        runs.place = place
    }

    @inline(__always)
    private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

    private mutating func addSpace(_ run: ClaudeRun) {
        flush()
        releaseSpace()
        if run.range.count == 1, text[run.range.lowerBound] == UInt8(ascii: " "), endsInWordEnd {
            holdsSpace = true
            return
        }
        var place = run.range.lowerBound
        while place < run.range.upperBound {
            let byte = text[place]
            var end = place + 1
            if byte >= 0x80 {
                // U+3000 alone is left of the spaces beyond ASCII.
                while end < run.range.upperBound, text[end] >= 0x80 { end += 1 }
                total += tiles.vocabulary.tileCount(of: UnsafeBufferPointer(rebasing: text[place..<end]))
            } else {
                while end < run.range.upperBound, text[end] == byte { end += 1 }
                total += tiles.count(ofRun: end - place, of: byte)
            }
            place = end
        }
        endsInWordEnd = false
    }

    /// A run that has borders beside spaces, as punctuation has and numbers beyond ASCII.
    private mutating func addBordered(_ run: ClaudeRun, _ runs: ClaudeRuns) {
        let isPunctuation = run.kind == .punctuation
        let hasStart: Bool, hasEnd: Bool
        if isPunctuation || run.hasLeftEdge || run.hasRightEdge {
            hasStart = (isPunctuation || run.hasLeftEdge) && isAfterSpace(run) && !opens(run, runs)
            hasEnd = (isPunctuation || run.hasRightEdge) && isBeforeSpace(run)
        } else {
            hasStart = run.hasLeftNumberBorder && isAfterSpace(run)
            hasEnd = run.hasRightNumberBorder && isBeforeSpace(run)
        }
        if hasStart { beginWord() } else { releaseSpace() }
        append(run.range)
        if hasEnd { endWord() }
    }

    /// Whether a space stands before, or the frame's end does that makes a word begin.
    private func isAfterSpace(_ run: ClaudeRun) -> Bool {
        let start = run.range.lowerBound
        return start == 0 ? followsWordStart : text[start - 1] == UInt8(ascii: " ")
    }

    /// Whether one space stands behind, and no second.
    private func isBeforeSpace(_ run: ClaudeRun) -> Bool {
        let end = run.range.upperBound
        guard end < text.count, text[end] == UInt8(ascii: " ") else { return false }
        return end + 1 == text.count || text[end + 1] != UInt8(ascii: " ")
    }

    /// Whether the run is an apostrophe right before a word.
    private func opens(_ run: ClaudeRun, _ runs: ClaudeRuns) -> Bool {
        isApostrophe(run) && runs.isWord(at: run.range.upperBound)
    }

    private func isApostrophe(_ run: ClaudeRun) -> Bool {
        run.range.count == 1 && text[run.range.lowerBound] == UInt8(ascii: "'")
    }

    private func isASCII(_ run: ClaudeRun) -> Bool { text[run.range].allSatisfy { $0 < 0x80 } }

    private func isContraction(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        switch word.count {
        case 1: [UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "d"), UInt8(ascii: "m")].contains(word[0])
        case 2:
            ["ll", "re", "ve"].contains { (pair: StaticString) in
                word[0] == pair.utf8Start[0] && word[1] == pair.utf8Start[1]
            }
        default: false
        }
    }

    // MARK: Stream

    private mutating func beginWord() {
        flush()
        holdsSpace = false
        unit.append(ClaudeMarker.wordStart)
        endsInWordEnd = false
    }

    private mutating func endWord() {
        unit.append(ClaudeMarker.wordEnd)
        flush()
        endsInWordEnd = true
    }

    private mutating func append(_ range: Range<Int>) {
        unit.append(contentsOf: text[range])
        endsInWordEnd = false
    }

    /// A space that no word begins behind is one.
    @inline(__always)
    private mutating func releaseSpace() {
        guard holdsSpace else { return }
        holdsSpace = false
        total += tiles.count(ofRun: 1, of: UInt8(ascii: " "))
    }

    @inline(__always)
    private mutating func flush() {
        guard !unit.isEmpty else { return }
        total += unit.withUnsafeBufferPointer(tiles.vocabulary.tileCount)
        unit.removeAll(keepingCapacity: true)
    }
}
