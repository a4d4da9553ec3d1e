import Testing
import Tokens

/// From ids to bytes and text.
@Suite("Decoding")
struct DecodingTests {
    @Test("Every id has bytes that lead back to it, and no id beyond", arguments: Encoding.all)
    func everyID(encoding: Encoding) throws {
        let special = Dictionary(grouping: encoding.specialTokens, by: \.id)
        var known = 0
        for id in 0..<TokenID(encoding.vocabularySize) {
            guard let bytes = encoding.bytes(of: id) else { continue }
            known += 1
            if encoding.token(for: bytes) != id { Issue.record("\(id): \(bytes)") }
            if special[id] == nil, try encoding.decode([id]) != bytes { Issue.record("\(id) decodes to other bytes") }
        }
        #expect(known == encoding.tokenCount + special.count)
        #expect(encoding.bytes(of: TokenID(encoding.vocabularySize)) == nil)
        #expect(encoding.bytes(of: TokenID.max) == nil)
        for token in encoding.specialTokens { #expect(encoding.token(for: token.name) == token.id) }
    }

    @Test("Bytes that are no token have no id")
    func noToken() {
        #expect(Encoding.o200kBase.token(for: "") == nil)
        #expect(Encoding.o200kBase.token(for: "no token at all") == nil)
        #expect(Encoding.o200kBase.token(for: "<|endoftext") == nil)
        #expect(Encoding.o200kBase.token(for: [UInt8](repeating: 32, count: 5_000)) == nil)
    }

    @Test("An id that's no token's is an error with its index", arguments: [TokenID(100_256), 100_261, 100_277, .max])
    func unknownToken(id: TokenID) {
        let encoding = Encoding.cl100kBase
        let error = EncodingError.unknownToken(id, index: 2)
        #expect(throws: error) { try encoding.decode([1, 2, id, id]) }
        #expect(throws: error) { try encoding.decodeText([1, 2, id]) }
        #expect(throws: error) { try encoding.decodeLossy([1, 2, id]) }
    }

    @Test("Text comes back whole, or as an error that says where it isn't text")
    func text() throws {
        let encoding = Encoding.cl100kBase
        let ids = encoding.encode("a😀")
        #expect(try encoding.decodeText(ids) == "a😀")
        #expect(ids.count > 2)
        #expect(throws: EncodingError.notUTF8(offset: 1)) { try encoding.decodeText(ids.dropLast()) }
        #expect(try encoding.decodeLossy(ids.dropLast()) == "a\u{FFFD}")
        #expect(try encoding.decode(ids.dropLast()).starts(with: Array("a".utf8)))
        #expect(try encoding.decodeText([]) == "")
    }

    @Test("Special tokens decode to their names", arguments: Encoding.all)
    func specialTokens(encoding: Encoding) throws {
        #expect(try encoding.decodeText([encoding.token(for: "<|endoftext|>")!]) == "<|endoftext|>")
    }

    @Test(
        "Decoding gives back what was encoded: text, and any bytes",
        arguments: Encoding.all.filter { $0.normalization == .none })
    func roundTrip(encoding: Encoding) throws {
        var random = RandomText(seed: 31)
        for round in 0..<3_000 {
            let bytes: [UInt8]
            switch round % 3 {
            case 0: bytes = Array(random.next(parts: random.number(in: 0...40)).utf8)
            case 1: bytes = random.bytes(random.number(in: 0...80))
            default: bytes = random.nearlyUTF8(parts: random.number(in: 1...20))
            }
            if try encoding.decode(encoding.encode(bytes)) != bytes { Issue.record("\(bytes)") }
        }
        let long = random.bytes(300_000) + Array(random.next(parts: 50_000).utf8)
        #expect(try encoding.decode(encoding.encode(long)) == long)
    }

    @Test("The same text as String, Substring, array, slice and buffer has the same ids", arguments: Encoding.all)
    func kindsOfText(encoding: Encoding) {
        let text = "Zoë's naïve 日本語 — it's 12345\n"
        let expected = encoding.encode(text)
        let bytes = Array(text.utf8)
        #expect(encoding.encode(("xx" + text).dropFirst(2)) == expected)
        #expect(encoding.encode(bytes) == expected)
        #expect(encoding.encode(([7] + bytes)[1...]) == expected)
        #expect(bytes.withUnsafeBufferPointer { encoding.encode($0) } == expected)
        #expect(bytes.withUnsafeBytes { encoding.encode($0) } == expected)
        #expect(encoding.encode("") == [] && encoding.encode([UInt8]()) == [])
    }
}
