/// Texts for comparing the scanner's variants: what the patterns treat in their own way, around the
/// places where one window of 64 bytes ends and the next begins.
enum VariantTexts {
    static let constructs = [
        "'s", "'S t", "'ll", "'lL", "'Re", "'vx", "'\u{17F}", "'d'd", "''s", "don't", "DON'T", "A'LLe",
        "\r\n", "\n\n", " \n ", "\n \n", "   ", "    x", "\t\tx", "\u{A0}\u{A0}x", "\u{3000}a", "\u{2028}\n",
        "\u{85}", "\u{1C}", "\0", "1234567", "12 345", "\u{661}\u{662}\u{663}\u{664}", "\u{FF11}2\u{B2}3",
        "HELLOworld", "XMLHttp", "camelCase", "\u{1C5}a", "\u{AA}A", "\u{5D0}Bc", "B\u{5D0}C", "\u{301}", "e\u{301}",
        "!\u{301}a", "!!\u{301}", "é", "\u{E9}A", "Привет МИР", "中文字", "中a文", "s文文文文Mz", "中,文", "。\n", "日本語テキスト", "한국어",
        "🙂👍🏽", "👩‍👩‍👧", "𝐀𝐚", "// \n/", "...\r\n/", "/\n/\n", ";\n\n", "!? ", " !", " \u{301}", "\u{3099}か",
    ]

    /// The smallest texts that put a construct at each place in `offsets`, between fillers.
    static func aroundWindowEnds(_ offsets: ClosedRange<Int>) -> [[UInt8]] {
        var texts: [[UInt8]] = []
        for filler in ["a", " ", "7", "中", ". Ab "] {
            let filler = Array(filler.utf8)
            for offset in offsets {
                // Fillers of several bytes reach as far as whole ones do.
                let start = (0..<offset / filler.count).flatMap { _ in filler }
                for construct in constructs {
                    for end in ["", "b", "\n c"] {
                        texts.append(start + Array(construct.utf8) + Array(end.utf8))
                    }
                }
            }
        }
        return texts
    }

    /// The beginnings, by whole characters, of a text of several constructs: of each length up to `longest`.
    static func ofEveryLength(upTo longest: Int) -> [[UInt8]] {
        let plain = "It's a plain one, of 1234 letters; and so on.\n\n  if (x == y) { return \"no\" }\r\n\t"
        return [plain, constructs.joined(), constructs.joined(separator: " "), "中文字符，。" + plain].flatMap { text in
            let bytes = Array(String(repeating: text, count: 200 / text.utf8.count + 1).utf8)
            return (0...longest).compactMap { length in
                bytes[length] & 0xC0 == 0x80 ? nil : Array(bytes[..<length])
            }
        }
    }

    static func random(count: Int, longest: Int, seed: UInt64) -> [[UInt8]] {
        var numbers = SplitMix64(seed: seed)
        let everything =
            constructs.joined().unicodeScalars.map { Array(String($0).utf8) }
            + ["'", "M", "s", "文"].map { Array($0.utf8) }
        return (0..<count).map { _ in
            // A few kinds of character a text, so that runs and pairs of them are frequent.
            let kinds = (0...numbers.next(below: 8)).map { _ in everything[numbers.next(below: everything.count)] }
            return (0..<numbers.next(below: longest + 1)).flatMap { _ in kinds[numbers.next(below: kinds.count)] }
        }
    }

    /// Every scalar up to `last`, each between two others or beside a letter.
    static func everyScalar(upTo last: UInt32 = 0x10FFFF) -> [UInt8] {
        var text: [UInt8] = []
        for value in 0...last {
            guard let scalar = Unicode.Scalar(value) else { continue }
            text += UTF8.encode(scalar)!
            if value % 3 == 0 { text.append(UInt8(ascii: "x")) }
        }
        return text
    }
}
