/// Texts that make pre-tokenizers stumble: short runs out of few characters of every class.
struct RandomText {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// Each row is a kind; a text mixes few kinds, so that their borders meet often.
    static let kinds: [[String]] = [
        ["a", "s", "t", "z", "é", "ß", "я", "ſ"],
        ["A", "S", "L", "Z", "É", "Я", "ǅ"],
        ["日", "本", "ع", "ʰ", "ª", "ก"],
        ["\u{301}", "\u{5B4}", "\u{93F}", "\u{20DD}", "\u{1E08F}"],
        ["0", "7", "٣", "½", "Ⅷ", "𝟘", "\u{10D40}"],
        [" ", " ", " ", "\t", "\u{A0}", "\u{3000}", "\u{85}", "\u{2028}", "\u{B}"],
        ["\n", "\r", "\r\n", "\n\n"],
        ["'", "'s", "'S", "'ſ", "'ll", "'Re", "'vE", "'d", "'x", "''"],
        ["!", ".", "/", "-", "«", "$", "€", "\u{0}", "\u{180E}", "\u{200D}"],
        ["😀", "👩‍👩‍👧", "🏳️‍🌈", "\u{FFFD}", "\u{10FFFF}", "\u{E000}", "\u{378}"],
        ["<|endoftext|>", "don't", "I'LL", " the", "HTTPServer", "12345", "naïve", "\u{FEFF}x"],
    ]

    mutating func number(in range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

    /// A text of `parts` parts, each a run of 1 to `longestRun` times one item.
    mutating func next(parts: Int, longestRun: Int = 3) -> String {
        let chosen = (0..<number(in: 2...4)).map { _ in Self.kinds[number(in: 0...(Self.kinds.count - 1))] }
        var text = ""
        for _ in 0..<parts {
            let kind = chosen[number(in: 0...(chosen.count - 1))]
            let item = kind[number(in: 0...(kind.count - 1))]
            text += String(repeating: item, count: number(in: 1...longestRun))
        }
        return text
    }

    /// Any Unicode scalars.
    mutating func scalars(_ count: Int) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<count {
            // A surrogate is no scalar: U+FFFD stands in for it.
            text.append(Unicode.Scalar(UInt32(number(in: 0...0x10FFFF))) ?? "\u{FFFD}")
        }
        return String(text)
    }

    /// Any bytes.
    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next() >> 32) }
    }

    /// UTF-8 with some bytes replaced, inserted or removed: mostly valid, nowhere surely.
    mutating func nearlyUTF8(parts: Int) -> [UInt8] {
        var bytes = Array(next(parts: parts).utf8)
        for _ in 0..<number(in: 1...3) where !bytes.isEmpty {
            let place = number(in: 0...(bytes.count - 1))
            switch number(in: 0...2) {
            case 0: bytes[place] = UInt8(number(in: 0...255))
            case 1: bytes.insert(UInt8(number(in: 128...255)), at: place)
            default: bytes.remove(at: place)
            }
        }
        return bytes
    }
}
