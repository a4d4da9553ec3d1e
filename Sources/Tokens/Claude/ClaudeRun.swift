/// A run of characters of one kind, as the marked stream is made from.
struct ClaudeRun {
    enum Kind {
        case word
        /// Marks that follow no word.
        case marks
        case space, digits, punctuation
        /// Emoji, ideographs, syllables, other digits, marks and punctuation.
        case other
    }

    var kind: Kind
    var range: Range<Int>
    /// The codes of the first and the last character, and the marks that all share.
    var first: ClaudeCharacters.Code
    var last: ClaudeCharacters.Code
    var shared: ClaudeCharacters.Code

    private static let edge = ClaudeCharacters.isPunctuation | ClaudeCharacters.selector

    var hasLeftEdge: Bool { first & Self.edge != 0 }
    var hasRightEdge: Bool { last & Self.edge != 0 }

    /// Whether all characters are decimal digits, or all are other numbers.
    var isNumeric: Bool { shared & (ClaudeCharacters.decimal | ClaudeCharacters.otherNumber) != 0 }
    /// Whether a number begins, or ends, at a border of its own: ASCII's digits do at none.
    var hasLeftNumberBorder: Bool { isNumeric && first & ClaudeCharacters.isNumber != 0 }
    var hasRightNumberBorder: Bool { isNumeric && last & ClaudeCharacters.isNumber != 0 }

    /// Whether the run ends at a border of its own, which keeps a contraction behind it apart.
    var hasRightBorder: Bool {
        switch kind {
        case .punctuation: true
        case .digits, .other: hasRightEdge || hasRightNumberBorder
        default: hasRightEdge
        }
    }
}

/// The runs of a normalized text, in order.
struct ClaudeRuns {
    let text: UnsafeBufferPointer<UInt8>
    let characters: ClaudeCharacters
    /// Where the next run begins.
    var place = 0

    init(of text: UnsafeBufferPointer<UInt8>, characters: ClaudeCharacters) {
        self.text = text
        self.characters = characters
    }

    @inline(__always)
    private func character(at place: Int) -> (code: ClaudeCharacters.Code, length: Int) {
        let byte = text[place]
        if byte < 0x80 { return (characters.code(ofASCII: byte), 1) }
        let (scalar, length) = UTF8Scalars.scalar(in: text, at: place)
        return (characters.code(of: scalar), length)
    }

    /// Whether the character at `place` belongs to a word; false at the end.
    @inline(__always)
    func isWord(at place: Int) -> Bool {
        place < text.count
            && character(at: place).code & ClaudeCharacters.classMask == ClaudeCharacters.Class.word.rawValue
    }

    @inline(__always)
    mutating func next() -> ClaudeRun? {
        guard place < text.count else { return nil }
        let (code, length) = character(at: place)
        var run = ClaudeRun(
            kind: .word, range: place..<place + length, first: code, last: code, shared: code)
        switch ClaudeCharacters.Class(rawValue: code & ClaudeCharacters.classMask) {
        case .word?:
            if code & ClaudeCharacters.stray == 0 {
                extend(&run, mask: ClaudeCharacters.classMask, value: code)
            } else {
                run.kind = .marks
                extend(&run, mask: ClaudeCharacters.classMask | ClaudeCharacters.stray, value: code)
            }
        case .digit?:
            run.kind = .digits
            extend(&run, mask: ClaudeCharacters.classMask, value: code)
        case .punctuation?:
            run.kind = .punctuation
            extend(&run, mask: ClaudeCharacters.classMask, value: code)
        case .space?:
            run.kind = .space
            extend(&run, mask: ClaudeCharacters.classMask, value: code)
        default:
            run.kind = .other
            extendOther(&run)
        }
        place = run.range.upperBound
        return run
    }

    /// Takes in the characters that follow and have under `mask` what `value` has.
    @inline(__always)
    private func extend(_ run: inout ClaudeRun, mask: ClaudeCharacters.Code, value: ClaudeCharacters.Code) {
        var end = run.range.upperBound
        while end < text.count {
            let (code, length) = character(at: end)
            guard (code ^ value) & mask == 0 else { break }
            run.last = code
            run.shared &= code
            end += length
        }
        run.range = run.range.lowerBound..<end
    }

    /// Punctuation, numbers and the rest are runs apart; a selector belongs to what it follows.
    private func extendOther(_ run: inout ClaudeRun) {
        func sort(_ code: ClaudeCharacters.Code) -> ClaudeCharacters.Code {
            if code & ClaudeCharacters.isPunctuation != 0 { return ClaudeCharacters.isPunctuation }
            return code & ClaudeCharacters.isNumber
        }
        let wanted = run.first & ClaudeCharacters.selector != 0 ? 0 : sort(run.first)
        var end = run.range.upperBound
        while end < text.count {
            let (code, length) = character(at: end)
            guard code & ClaudeCharacters.classMask == ClaudeCharacters.Class.other.rawValue,
                code & ClaudeCharacters.selector != 0 || sort(code) == wanted
            else { break }
            run.last = code
            run.shared &= code
            end += length
        }
        run.range = run.range.lowerBound..<end
    }
}
