import Testing
import Tokens

/// Names of special tokens in text, under each policy.
@Suite("Special tokens in text")
struct SpecialTokenTests {
    private static let encoding = Encoding.cl100kBase
    private static let text = "a<|endoftext|>b<|fim_prefix|><|endoftext"

    private func plain(_ text: String) -> [TokenID] { Self.encoding.encode(text) }

    @Test("As text they are text, which is what encode does without a policy", arguments: Encoding.all)
    func asText(encoding: Encoding) throws {
        let special = Set(encoding.specialTokens.map(\.id))
        for token in encoding.specialTokens {
            let ids = try encoding.encode("x\(token.name)", specialTokens: .asText)
            #expect(special.isDisjoint(with: ids))
            #expect(ids == encoding.encode("x\(token.name)"))
            #expect(encoding.count("x\(token.name)") == ids.count)
        }
    }

    @Test("All allowed, each becomes its id", arguments: Encoding.all)
    func allowAll(encoding: Encoding) throws {
        for token in encoding.specialTokens {
            let ids = try encoding.encode("a\(token.name)\(token.name) b", specialTokens: .allowAll)
            #expect(ids == encoding.encode("a") + [token.id, token.id] + encoding.encode(" b"))
        }
    }

    @Test("Only what is allowed becomes a special token")
    func allowed() throws {
        let ids = try Self.encoding.encode(Self.text, specialTokens: .allowed(["<|endoftext|>"]))
        #expect(ids == plain("a") + [100257] + plain("b<|fim_prefix|><|endoftext"))
        #expect(try Self.encoding.encode(Self.text, specialTokens: .allowed([])) == plain(Self.text))
    }

    @Test("What comes between special tokens is cut as a text of its own")
    func between() throws {
        let ids = try Self.encoding.encode("I<|endoftext|>'m <|endoftext|> x", specialTokens: .allowAll)
        #expect(ids == plain("I") + [100257] + plain("'m ") + [100257] + plain(" x"))
    }

    @Test("To allow a name that the encoding hasn't is an error")
    func unknown() {
        #expect(throws: EncodingError.unknownSpecialToken("<|im_start|>", encoding: "cl100k_base")) {
            try Self.encoding.encode("x", specialTokens: .allowed(["<|im_start|>"]))
        }
    }

    @Test("Rejected, a name is an error with its place; a part of one isn't")
    func rejected() throws {
        #expect(throws: EncodingError.specialTokenInText("<|endoftext|>", offset: 3)) {
            try Self.encoding.encode("é <|endoftext|>", specialTokens: .rejected)
        }
        #expect(throws: EncodingError.specialTokenInText("<|fim_suffix|>", offset: 3)) {
            try Self.encoding.encode([0xFF, 0xFE, 0xFD] + Array("<|fim_suffix|>".utf8), specialTokens: .rejected)
        }
        let harmless = "<|endoftext|<|endoftext <|im_start|>"
        #expect(try Self.encoding.encode(harmless, specialTokens: .rejected) == plain(harmless))
    }

    @Test("Of names of which one begins another, the longest that is allowed counts")
    func overlapping() throws {
        let own = try Encoding(
            name: "own", rankFile: rankFile(byteTokens()), pattern: "(?s).",
            specialTokens: ["<a", "<a>", "<a>b>", "a>b>c"].enumerated().map {
                SpecialToken(name: $0.element, id: TokenID(300 + $0.offset))
            })
        #expect(try own.encode("<a>b>c", specialTokens: .allowAll) == [302, 99])
        #expect(try own.encode("<a>b<a", specialTokens: .allowAll) == [301, 98, 300])
        #expect(try own.encode("<a>b>c", specialTokens: .allowed(["<a", "<a>"])) == [301, 98, 62, 99])
        #expect(try own.encode("<a>b>c", specialTokens: .allowed(["a>b>c"])) == [60, 303])
        #expect(try own.encode("<<a>", specialTokens: .allowAll) == [60, 301])
    }

    @Test("Names are found among bytes that aren't UTF-8")
    func malformed() throws {
        let ids = try Self.encoding.encode([0x80] + Array("<|endoftext|>".utf8) + [0xC3], specialTokens: .allowAll)
        #expect(ids == Self.encoding.encode([0x80]) + [100257] + Self.encoding.encode([0xC3]))
    }
}
