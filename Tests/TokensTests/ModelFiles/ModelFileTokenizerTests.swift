import Testing
import Tokens

/// A file with SentencePiece's kind of model: `<0x00>`… are 3 to 258, then the tokens.
private func sentencePieceFile(
    _ tokens: [String], merges: [String], normalizer: String = "null", preTokenizer: String = "null",
    added: String = "[]", options: String = ""
) -> String {
    let bytes = (0...255).map { byte in
        let digits = String(byte, radix: 16, uppercase: true)
        return "<0x" + (digits.count < 2 ? "0" : "") + digits + ">"
    }
    let all = ["<unk>", "<s>", "</s>"] + bytes + tokens
    let vocabulary = all.enumerated().map { #""\#($1)":\#($0)"# }.joined(separator: ",")
    return #"{"added_tokens":\#(added),"normalizer":\#(normalizer),"pre_tokenizer":\#(preTokenizer),"#
        + #""model":{"type":"BPE","unk_token":"<unk>","byte_fallback":true,\#(options)"vocab":{\#(vocabulary)},"#
        + #""merges":[\#(merges.map { "\"\($0)\"" }.joined(separator: ","))]}}"#
}

private let marksNormalizer =
    #"{"type":"Sequence","normalizers":[{"type":"Prepend","prepend":"▁"},{"type":"Replace","pattern":{"String":" "},"content":"▁"}]}"#

/// Tokenizers read from models' files: small ones, whose ids can be worked out by hand.
@Suite("Models' files")
struct ModelFileTokenizerTests {
    private func read(_ file: String) throws -> ModelFileTokenizer { try ModelFileTokenizer(name: "own", file: file) }

    @Test("Characters merge in the list's order; what has no token falls to its bytes")
    func sentencePiece() throws {
        let own = try read(
            sentencePieceFile(
                ["▁", "a", "b", "c", "ab", "bc", "▁ab"], merges: ["b c", "a b", "▁ ab"], normalizer: marksNormalizer))
        // b c comes first in the list, so abc is a bc.
        #expect(own.encode("abc") == [259, 260, 264])
        #expect(own.encode("ab ab") == [265, 265])
        #expect(own.encode("é") == [259, 3 + 0xC3, 3 + 0xA9])
        #expect(own.encode("") == [])
        #expect(own.count("ab ab abc é") == own.encode("ab ab abc é").count)
        #expect(own.count("ab ab", upTo: 2) == 2)
        #expect(own.count("ab ab", upTo: 1) == nil)
        #expect(try own.decode(own.encode("ab é  abc")) == Array("ab é  abc".utf8))
        #expect(own.encode([0x61, 0xFF] as [UInt8]) == own.encode("a\u{FFFD}"))
    }

    @Test("Byte-level tokens, cut by the file's patterns in sequence")
    func byteLevel() throws {
        let vocabulary = [
            ("Ġ", 0), ("a", 1), ("b", 2), ("ab", 3), ("Ġab", 4), ("1", 5), ("11", 6), ("Ã", 7), ("©", 8), ("Ã©", 9),
        ]
        let file =
            #"{"normalizer":{"type":"NFC"},"pre_tokenizer":{"type":"Sequence","pretokenizers":["#
            + #"{"type":"Split","pattern":{"Regex":"\\p{N}"},"behavior":"Isolated","invert":false},"#
            + #"{"type":"ByteLevel","add_prefix_space":false,"use_regex":true,"trim_offsets":true}]},"#
            + #""added_tokens":[{"id":20,"content":"<end>","special":true,"normalized":false},"#
            + #"{"id":21,"content":"<tool>","special":false,"normalized":false}],"#
            + #""model":{"type":"BPE","vocab":{\#(vocabulary.map { "\"\($0)\":\($1)" }.joined(separator: ","))},"#
            + #""merges":[["a","b"],["Ġ","ab"],["1","1"],["Ã","©"]]}}"#
        let own = try read(file)
        #expect(own.encode("ab ab11") == [3, 4, 5, 5])
        #expect(own.encode("e\u{301}") == [9])
        #expect(own.encode("ab<tool>ab") == [3, 21, 3])
        #expect(try own.encode("ab<end> ab", specialTokens: .allowAll) == [3, 20, 4])
        #expect(own.encode("a<end>b") == [1, 2])
        #expect(throws: EncodingError.specialTokenInText("<end>", offset: 1)) {
            try own.encode("a<end>", specialTokens: .rejected)
        }
        #expect(try own.decode([3, 20, 4, 9, 21]) == Array("ab<end> abé<tool>".utf8))
        #expect(throws: EncodingError.unknownToken(19, index: 1)) { try own.decode([3, 19]) }
    }

    @Test(
        "Metaspace marks the text's beginning always, first or never",
        arguments: [
            ("always", [260, 3 + 0x2E, 260]), ("first", [260, 3 + 0x2E, 261]), ("never", [261, 3 + 0x2E, 261]),
        ] as [(String, [TokenID])])
    func metaspace(scheme: String, ids: [TokenID]) throws {
        let own = try read(
            sentencePieceFile(
                ["▁", "▁a", "a"], merges: ["▁ a"],
                preTokenizer: #"{"type":"Metaspace","replacement":"▁","prepend_scheme":"\#(scheme)","split":true}"#,
                added: #"[{"id":49,"content":".","special":false,"normalized":false}]"#))
        #expect(own.encode("a.a") == ids)
    }

    @Test("Whole pieces stay whole where the file says so", arguments: [true, false])
    func wholePieces(ignoresMerges: Bool) throws {
        let own = try read(
            sentencePieceFile(
                ["a", "b", "ab", "abb"], merges: ["a b"], options: #""ignore_merges":\#(ignoresMerges),"#))
        #expect(own.encode("abb") == (ignoresMerges ? [262] : [261, 260]))
    }

    @Test(
        "What isn't supported is an error that names it",
        arguments: [
            ("NFKC", sentencePieceFile([], merges: [], normalizer: #"{"type":"NFKC"}"#)),
            ("BertPreTokenizer", sentencePieceFile([], merges: [], preTokenizer: #"{"type":"BertPreTokenizer"}"#)),
            ("Unigram", #"{"model":{"type":"Unigram","vocab":[]}}"#),
            ("lstrip", sentencePieceFile([], merges: [], added: #"[{"id":1,"content":"<s>","lstrip":true}]"#)),
            ("dropout", sentencePieceFile([], merges: [], options: #""dropout":0.1,"#)),
            (
                "empty matches",
                sentencePieceFile(
                    [], merges: [], preTokenizer: #"{"type":"Split","pattern":{"Regex":"(?=a)"},"behavior":"Isolated"}"#
                )
            ),
            (
                "intersection",
                sentencePieceFile(
                    [], merges: [],
                    preTokenizer: #"{"type":"Split","pattern":{"Regex":"[a&&b]"},"behavior":"Isolated"}"#)
            ),
        ] as [(String, String)])
    func unsupported(feature: String, file: String) {
        let error = #expect(throws: ModelFileError.self) { try read(file) }
        #expect(error?.code == "unsupported_tokenizer")
        #expect(error?.description.contains(feature) == true, "\(error?.description ?? "")")
    }

    @Test(
        "A file of another kind, and one that's cut off, are errors",
        arguments: ["", "text", "[1]", "{", #"{"model":{"merges":["a b"]}}"#, "GGUF", "GGUF\u{3}\0\0\0"])
    func malformed(file: String) {
        #expect(throws: ModelFileError.self) { try read(file) }
    }
}
