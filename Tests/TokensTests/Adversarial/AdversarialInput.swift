import Testing

/// A kind of input that could make a tokenizer slow, at any size.
struct AdversarialInput: Sendable, CustomTestStringConvertible {
    let name: String
    private let make: @Sendable (Int) -> [UInt8]

    var testDescription: String { name }

    /// About `count` bytes of it; never cut inside a character.
    func text(bytes count: Int) -> [UInt8] { make(count) }

    private static func repeated(_ name: String, _ unit: String) -> AdversarialInput {
        let bytes = Array(unit.utf8)
        return AdversarialInput(name: name) { count in
            var text: [UInt8] = []
            text.reserveCapacity(count + bytes.count)
            while text.count < count { text += bytes }
            return text
        }
    }

    private static func random(_ name: String, from units: [String]) -> AdversarialInput {
        let choices = units.map { Array($0.utf8) }
        return AdversarialInput(name: name) { count in
            var generator = SeededGenerator(seed: 91)
            var text: [UInt8] = []
            text.reserveCapacity(count + 32)
            while text.count < count { text += choices[Int(generator.next() >> 33) % choices.count] }
            return text
        }
    }

    static let all: [AdversarialInput] = [
        repeated("one lower-case letter", "a"),
        repeated("one capital", "A"),
        repeated("one ideograph", "日"),
        repeated("one combining mark", "\u{301}"),
        repeated("one digit", "7"),
        repeated("one space", " "),
        repeated("newlines", "\n"),
        repeated("one symbol", "="),
        repeated("apostrophes", "'"),
        repeated("one emoji", "😀"),
        repeated("null bytes", "\u{0}"),
        repeated("lower and upper in turn", "aA"),
        repeated("ideograph and capital in turn", "日A"),
        repeated("newline and slash in turn", "\n/"),
        repeated("space and newline in turn", " \n"),
        repeated("contractions", "'ll"),
        repeated("letter and mark in turn", "A\u{301}"),
        repeated("joined emoji", "👩‍👩‍👧‍👦"),
        repeated("spaces before a letter", String(repeating: " ", count: 5_000) + "x"),
        random("random lower-case letters", from: (97...122).map { String(UnicodeScalar($0 as UInt8)) }),
        random("two letters at random", from: ["a", "b"]),
        random(
            "random ideographs", from: (0x4E00...0x9FFF).compactMap { Unicode.Scalar($0 as UInt32).map { String($0) } }),
        random("white space of every kind", from: [" ", " ", "\t", "\u{A0}", "\u{3000}", "\r", "\n", "\u{85}"]),
        random("all kinds of characters", from: RandomText.kinds.flatMap { $0 }),
    ]
}
