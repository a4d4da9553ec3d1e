/// Texts and parts of texts at the edges of the built-in patterns' alternatives.
enum NastyTexts {
    static let parts = [
        "a", "A", "日", "ʰ", "ǅ", "\u{301}", "1", "½", " ", "  ", "\t", "\u{A0}", "\u{85}", "\u{2028}", "\n", "\r",
        "\r\n", "'", "'s", "'S", "'ſ", "'LL", "'l", "'re", "'v", "!", "/", "//", "😀", "\u{200D}", "\u{180E}",
        "\u{0}", "\u{378}", "\u{10D40}", "1234", "I'm", "aB", "AB", "Ab", "ʰA", "A\u{301}b",
    ]

    static let all =
        [
            "", " ", "\n", "'", "''", "'''s", "'s's", "''s", "a's's", "A'Sx", "O'Re'Ll'", "don't've", "'tis 'Twas",
            "can'ſ CAN'ſA", "'\u{17F}", "x'\u{17F}", "x'\u{17E}", "K'\u{212A}", "'ll'LL'lL'Ll",
            "   ", "   a", "a   ", "a   b", " \n ", " \n a", "\n \n \n", "\r\n\r\n", "a \r\n b", "\t\t\ta",
            "a\t \n\t b",
            " \u{A0} x", "\u{3000}\u{3000}日", "\u{2028}\u{2029}", "\u{B}\u{C}\u{1C}\u{1D}\u{1F}\u{85}",
            "\u{180E} \u{180E}x",
            "!!!\n\n\n///\n//a", "a/b//c", "/\n/\n/", "!/", "\n/!", " !\n", "  !!\r\n/", "\n\n/a", "x//\n\n y",
            "1234567890", "12 345 6789", "٣٤٥٦٧", "½½½½½", "1a2b", " 1", "$1", "1.5e10", "ⅧⅨⅩⅪ", "一二三四",
            "helloWorld", "HelloWORLD", "HELLOworld", "ABCdEFg", "aBCDe", "ABC", "日Aa本", "AʰB", "ʰʰA", "Aʰ", "ǅǅa",
            "ÀÉÎõü", "straẞE", "e\u{301}E\u{301}", "\u{301}", "\u{301}\u{301}a", " \u{301}a", "!\u{301}a", "\u{301}A",
            "A\u{301}B\u{301}c", "\n\u{301}", "1\u{301}2", "a\u{20DD}b", "नमस्ते", "กำลัง", "עִבְרִית", "اَلْعَرَبِيَّةُ",
            "👩‍👩‍👧‍👦", "🇩🇪🇫🇷", "👍🏽a", " 😀 😀", "a😀b", "\u{FE0F}\u{200D}", "\u{E0001}\u{E0061}",
            "<|endoftext|>", "<|im_start|>user\n", "```swift\nlet x = 1\n```\n", "https://a.b/c?d=e&f#g", "a_b-c.d,e;f",
            "\u{FEFF}x", "\u{0}\u{1}\u{7F}", "\u{FFFD}\u{FFFE}\u{FFFF}", "\u{10FFFF}a", "\u{1E900}\u{1E922}", "𝐀𝐚𝟎",
        ]
        + (1...70).map { String(repeating: "A", count: $0) + "b" }
        + (1...70).map { String(repeating: " ", count: $0) + "b" }
        + (1...70).map { String(repeating: "!", count: $0) + "\n\n/b" }
        + (60...68).map { String(repeating: "x", count: $0) + "'ll've" }
        + (60...68).map { String(repeating: "é", count: $0 / 2) + " 日本\u{301}'S" }
}
