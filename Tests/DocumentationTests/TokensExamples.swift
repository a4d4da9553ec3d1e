import Foundation
import Testing
import Tokens

/// The examples of the articles of `Tokens`, line for line; `PagesTests` holds them against this file.
@Suite("The examples of Tokens")
struct TokensExamples {
    private let prompt = String(repeating: "Count me. ", count: 4_000)

    @Test("of counting give what they show")
    func counting() throws {
        let encoding = try Encoding(forModel: "gpt-4o")
        #expect(encoding.count("Hello, world!") == 4)
        #expect(encoding.encode("Hello, world!") == [13225, 11, 2375, 0])
        #expect(Encoding.cl100kBase.count("Hello, world!") == 4)
        #expect(encoding.count(prompt, upTo: 8_000) == nil)
        #expect(encoding.prefix(of: "Hello, world!", tokens: 2) == "Hello,")
        #expect(encoding.count(prompt, threads: 2) == encoding.count(prompt))
    }

    @Test("of a model's name give what they show")
    func model() throws {
        let claude = try ModelTokenizer(forModel: "claude-sonnet-4-5")
        #expect(claude.counter.count("Hello, world!") == 4)
        #expect(claude.basis == .known)
    }

    @Test("of a vocabulary of one's own give what they show")
    func own() throws {
        let bytes = [UInt8](" ab".utf8) + (0...255).filter { !" ab".utf8.contains($0) }
        let tokens = bytes.map { [$0] } + [[UInt8]("ab".utf8)]
        let ranks = tokens.enumerated().map { "\(Data($1).base64EncodedString()) \($0)\n" }.joined()
        let own = try Encoding(name: "own", rankFile: ranks, pattern: #"\s?\S+|\s+"#)
        #expect(own.encode("ab ba") == [256, 0, 2, 1])
    }

    @Test("of a model's file give what they show")
    func modelFile() throws {
        let file = """
            {"added_tokens":[],"normalizer":null,"post_processor":null,"decoder":{"type":"ByteLevel"},
            "pre_tokenizer":{"type":"ByteLevel","add_prefix_space":false,"use_regex":true},
            "model":{"type":"BPE","vocab":{"a":0,"b":1,"\u{120}":2,"ab":3},"merges":["a b"]}}
            """
        let local = try ModelFileTokenizer(name: "local", file: file)
        #expect(local.count("ab ba") == 4)
    }
}
