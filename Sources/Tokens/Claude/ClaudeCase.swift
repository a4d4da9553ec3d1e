/// How a word's capitals are written in the marked stream: as marks before the word in small letters, or as
/// they are.
struct ClaudeCase {
    let characters: ClaudeCharacters
    /// From how many characters on a word all in capitals is marked so; nil where it never is.
    let shortestAllCapitals: Int?

    private enum Form {
        case literal, shifted, allCapitals
    }

    private static let sharpS: UInt32 = 0x1E9E, dottedI: UInt32 = 0x130

    /// Appends a word with its marks and the marker of its beginning. O(n).
    func append(_ word: UnsafeBufferPointer<UInt8>, to stream: inout [UInt8]) {
        let form = form(of: word)
        switch form {
        case .literal: break
        case .shifted: stream.append(ClaudeMarker.shift)
        case .allCapitals: stream.append(ClaudeMarker.capitals)
        }
        stream.append(ClaudeMarker.wordStart)
        guard form != .literal else {
            stream.append(contentsOf: word)
            return
        }
        for scalar in UTF8Scalars(word) {
            let lower = scalar == Self.dottedI ? scalar : characters.lower(scalar)
            guard let bytes = Unicode.Scalar(lower).flatMap(UTF8.encode) else { continue }
            stream.append(contentsOf: bytes)
        }
    }

    private func form(of word: UnsafeBufferPointer<UInt8>) -> Form {
        var count = 0
        var firstIsCapital = false, firstIsDottedI = false
        var hasLaterCapital = false, hasLaterCapitalButDottedI = false
        var hasCased = false, hasSmall = false, hasUncased = false, hasDottedI = false
        for scalar in UTF8Scalars(word) {
            let code = characters.code(of: scalar)
            let isCapital = code & ClaudeCharacters.capital != 0
            let isCased = code & (ClaudeCharacters.capital | ClaudeCharacters.small) != 0
            if scalar == Self.sharpS { return .literal }
            if scalar == Self.dottedI { hasDottedI = true }
            if count == 0 {
                firstIsCapital = isCapital
                firstIsDottedI = scalar == Self.dottedI
            } else if isCapital {
                hasLaterCapital = true
                if scalar != Self.dottedI { hasLaterCapitalButDottedI = true }
            }
            hasCased = hasCased || isCased
            hasSmall = hasSmall || (isCased && !isCapital)
            hasUncased = hasUncased || (!isCased && code & ClaudeCharacters.letterOrMark != 0)
            count += 1
        }
        if hasDottedI { return firstIsCapital && !firstIsDottedI && !hasLaterCapitalButDottedI ? .shifted : .literal }
        if let shortestAllCapitals, count >= shortestAllCapitals, hasCased, !hasSmall, !hasUncased {
            return .allCapitals
        }
        return firstIsCapital && !hasLaterCapital ? .shifted : .literal
    }
}

/// What stands between words in the marked stream: values that no normalized text has.
enum ClaudeMarker {
    static let wordStart: UInt8 = 1
    static let wordEnd: UInt8 = 2
    static let shift: UInt8 = 3
    static let capitals: UInt8 = 4
}

/// The scalars of valid UTF-8.
struct UTF8Scalars: Sequence, IteratorProtocol {
    private let text: UnsafeBufferPointer<UInt8>
    private var place = 0

    init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

    @inline(__always)
    mutating func next() -> UInt32? {
        guard place < text.count else { return nil }
        let (scalar, length) = Self.scalar(in: text, at: place)
        place += length
        return scalar
    }

    /// The scalar that begins at `place`, and its bytes.
    @inline(__always)
    static func scalar(in text: UnsafeBufferPointer<UInt8>, at place: Int) -> (value: UInt32, length: Int) {
        let lead = UInt32(text[place])
        if lead < 0x80 { return (lead, 1) }
        func tail(_ distance: Int) -> UInt32 { UInt32(text[place + distance]) & 0x3F }
        if lead < 0xE0 { return ((lead & 0x1F) << 6 | tail(1), 2) }
        if lead < 0xF0 { return ((lead & 0x0F) << 12 | tail(1) << 6 | tail(2), 3) }
        return ((lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
    }
}
