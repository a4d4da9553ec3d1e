import Testing
import Tokens

/// What is embedded is what was published.
@Suite("Built-in vocabularies")
struct BuiltInVocabularyTests {
    @Test("SHA-256 is right for FIPS 180-4's examples")
    func sha256() {
        #expect(SHA256.hexadecimal(of: []) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(
            SHA256.hexadecimal(of: Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8))
                == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    }

    @Test(
        "Each gives back the published rank file, by its hash",
        arguments: zip(
            allVocabularies,
            [
                "306cd27f03c1a714eca7108e03d66b7dc042abe8c258b44c199a7ed9838dd930",
                "94b5ca7dff4d00767bc256fdd1b27e5b17361d7b8a5f968547f9f23eb70d2069",
                "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
                "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
                "b2b1b8dfb5cc5f024bafc373121c6aba3f66f9a5a0269e243470a1de16a33186",
            ]))
    func rankFile(encoding: Encoding, hash: String) {
        #expect(SHA256.hexadecimal(of: encoding.rankFile) == hash)
        #expect(encoding.rankFileSHA256 == hash)
    }

    @Test("The image made from the rank file is the embedded one, byte for byte", arguments: allVocabularies)
    func image(encoding: Encoding) throws {
        let rebuilt = try Encoding(name: "rebuilt", rankFile: encoding.rankFile, pattern: encoding.pattern)
        #expect(rebuilt.vocabularyImage == encoding.vocabularyImage)
    }

    @Test(
        "Sizes are the reference's",
        arguments: [
            ("gpt2", 50_257, 50_256), ("r50k_base", 50_257, 50_256), ("p50k_base", 50_281, 50_280),
            ("p50k_edit", 50_284, 50_280), ("cl100k_base", 100_277, 100_256), ("o200k_base", 200_019, 199_998),
            ("o200k_harmony", 201_088, 199_998), ("qwen", 151_851, 151_643), ("qwen3", 151_669, 151_643),
        ])
    func sizes(name: String, vocabularySize: Int, tokens: Int) throws {
        let encoding = try Encoding(named: name)
        #expect(encoding.vocabularySize == vocabularySize)
        #expect(encoding.tokenCount == tokens)
    }

    @Test(
        "Special tokens are the reference's",
        arguments: [
            ("gpt2", ["endoftext": 50256]),
            ("r50k_base", ["endoftext": 50256]),
            ("p50k_base", ["endoftext": 50256]),
            ("p50k_edit", ["endoftext": 50256, "fim_prefix": 50281, "fim_middle": 50282, "fim_suffix": 50283]),
            (
                "cl100k_base",
                [
                    "endoftext": 100257, "fim_prefix": 100258, "fim_middle": 100259, "fim_suffix": 100260,
                    "endofprompt": 100276,
                ]
            ),
            ("o200k_base", ["endoftext": 199999, "endofprompt": 200018]),
        ] as [(String, [String: TokenID])])
    func specialTokens(name: String, ids: [String: TokenID]) throws {
        let known = try Encoding(named: name).specialTokens
        #expect(known == known.sorted { $0.id < $1.id })
        #expect(Set(known) == Set(ids.map { SpecialToken(name: "<|\($0.key)|>", id: $0.value) }))
    }

    @Test("o200k_harmony names or reserves every id from 199998 to 201087")
    func harmony() {
        let tokens = Encoding.o200kHarmony.specialTokens
        #expect(Set(tokens.map(\.id)) == Set(199_998...201_087))
        #expect(tokens.count == 1091)
        let named: [TokenID: String] = [
            199998: "startoftext", 199999: "endoftext", 200000: "reserved_200000", 200001: "reserved_200001",
            200002: "return", 200003: "constrain", 200004: "reserved_200004", 200005: "channel", 200006: "start",
            200007: "end", 200008: "message", 200009: "reserved_200009", 200011: "reserved_200011", 200012: "call",
            200013: "reserved_200013", 201087: "reserved_201087",
        ]
        for (id, name) in named { #expect(tokens.contains(SpecialToken(name: "<|\(name)|>", id: id))) }
    }

    @Test("o200k_harmony's id 200018 has two names; both encode to it, the first decodes from it")
    func doublyNamedID() throws {
        let encoding = Encoding.o200kHarmony
        #expect(
            try encoding.encode("<|endofprompt|><|reserved_200018|>", specialTokens: .allowAll) == [200018, 200018])
        #expect(encoding.specialTokens.filter { $0.id == 200018 }.count == 2)
        #expect(try encoding.decodeText([200018]) == "<|endofprompt|>")
    }

    @Test("A name that isn't an encoding's is an error with the nearest names")
    func unknownName() {
        #expect(throws: EncodingError.unknownEncoding("o200k", nearest: ["o200k_base"])) {
            try Encoding(named: "o200k")
        }
        #expect(Encoding.all.map(\.name).allSatisfy { (try? Encoding(named: $0))?.name == $0 })
    }
}
