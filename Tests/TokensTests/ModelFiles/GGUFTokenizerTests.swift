import Testing
import Tokens

/// Tokenizers in the metadata of GGUF files, which are written here.
@Suite("GGUF files")
struct GGUFTokenizerTests {
    /// The head of a GGUF file.
    private struct Writer {
        private var values: [UInt8] = []
        private var count: UInt64 = 0

        private static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
            withUnsafeBytes(of: number.littleEndian) { Array($0) }
        }

        private static func bytes(_ text: String) -> [UInt8] { bytes(UInt64(text.utf8.count)) + Array(text.utf8) }

        private mutating func add(_ key: String, type: UInt32, _ value: [UInt8]) {
            values += Self.bytes("tokenizer.ggml." + key) + Self.bytes(type) + value
            count += 1
        }

        mutating func add(_ key: String, _ text: String) { add(key, type: 8, Self.bytes(text)) }
        mutating func add(_ key: String, _ flag: Bool) { add(key, type: 7, [flag ? 1 : 0]) }

        mutating func add(_ key: String, _ list: [String]) {
            add(
                key, type: 9, Self.bytes(8 as UInt32) + Self.bytes(UInt64(list.count)) + list.flatMap { Self.bytes($0) }
            )
        }

        mutating func add(_ key: String, _ list: [Float]) {
            let items = list.flatMap { Self.bytes($0.bitPattern) }
            add(key, type: 9, Self.bytes(6 as UInt32) + Self.bytes(UInt64(list.count)) + items)
        }

        mutating func add(_ key: String, _ list: [Int32]) {
            add(
                key, type: 9, Self.bytes(5 as UInt32) + Self.bytes(UInt64(list.count)) + list.flatMap { Self.bytes($0) }
            )
        }

        var file: [UInt8] {
            Array("GGUF".utf8) + Self.bytes(3 as UInt32) + Self.bytes(0 as UInt64) + Self.bytes(count) + values
        }
    }

    private static var byteLevel: [UInt8] {
        var writer = Writer()
        writer.add("model", "gpt2")
        writer.add("pre", "llama-bpe")
        writer.add("tokens", ["Ġ", "a", "b", "ab", "Ġab", "1", "11", "<|end|>"])
        writer.add("token_type", [1, 1, 1, 1, 1, 1, 1, 3] as [Int32])
        writer.add("merges", ["a b", "Ġ ab", "1 1"])
        return writer.file
    }

    @Test("Byte-level tokens with merges")
    func gpt2() throws {
        let own = try ModelFileTokenizer(name: "own", file: Self.byteLevel)
        #expect(own.encode("ab ab1111") == [3, 4, 6, 5, 5])
        #expect(try own.encode("ab<|end|>", specialTokens: .allowAll) == [3, 7])
        #expect(own.specialTokens == [SpecialToken(name: "<|end|>", id: 7)])
        #expect(try own.decode([3, 4, 7]) == Array("ab ab<|end|>".utf8))
    }

    @Test(
        "SentencePiece's tokens with scores: the greatest merges first, of equal ones the left",
        arguments: [true, false])
    func llama(addsSpace: Bool) throws {
        var writer = Writer()
        writer.add("model", "llama")
        writer.add("add_space_prefix", addsSpace)
        writer.add("tokens", ["<unk>", "▁", "a", "b", "ab", "ba", "▁a", "<x>"])
        writer.add("scores", [0, -9, -9, -9, -2, -2, -1, 0] as [Float])
        writer.add("token_type", [2, 1, 1, 1, 1, 1, 1, 4] as [Int32])
        let own = try ModelFileTokenizer(name: "own", file: writer.file)
        #expect(own.encode("aba") == (addsSpace ? [6, 5] : [4, 2]))
        #expect(own.encode("<x>") == [7])
        #expect(try own.decode(own.encode("ab a")) == Array("ab a".utf8))
    }

    @Test("Any beginning of a file is an error, or the same tokenizer")
    func truncated() {
        let whole = Self.byteLevel
        for count in 0..<whole.count {
            #expect(throws: ModelFileError.self) { try ModelFileTokenizer(name: "own", file: whole[..<count]) }
        }
    }

    @Test("A pre-tokenizer or model that isn't known is an error that names it")
    func unknownKinds() {
        for (key, value) in [("model", "bert"), ("pre", "some-pre")] {
            var writer = Writer()
            if key == "pre" { writer.add("model", "gpt2") }
            writer.add(key, value)
            writer.add("tokens", ["a"])
            let error = #expect(throws: ModelFileError.self) { try ModelFileTokenizer(name: "own", file: writer.file) }
            #expect(error?.description.contains(value) == true)
        }
    }
}
