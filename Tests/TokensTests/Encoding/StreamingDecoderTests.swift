import Testing
import Tokens

/// Text as its ids come.
@Suite("Streaming decoder")
struct StreamingDecoderTests {
    private func parts(_ ids: [TokenID], _ encoding: Encoding) throws -> [String] {
        var decoder = StreamingDecoder(encoding: encoding)
        return try ids.map { id throws(EncodingError) in try decoder.append(id) } + [decoder.finish()]
    }

    @Test("Joined, the parts are the lossy decoding of all ids", arguments: vocabularies)
    func joined(encoding: Encoding) throws {
        var random = RandomText(seed: 41)
        let ids = (0..<TokenID(encoding.vocabularySize)).filter { encoding.bytes(of: $0) != nil }
        // Tokens that aren't UTF-8 by themselves: where characters are cut, or never whole.
        let broken = ids.filter { !encoding.bytes(of: $0)!.isWellFormedUTF8 }
        #expect(broken.count > 100)
        for round in 0..<3_000 {
            let source = round % 3 == 0 ? ids : broken
            let some = (0..<random.number(in: 0...8)).map { _ in source[random.number(in: 0...(source.count - 1))] }
            let joined = try parts(some, encoding).joined()
            let whole = try encoding.decodeLossy(some)
            if Array(joined.unicodeScalars) != Array(whole.unicodeScalars) { Issue.record("\(some)") }
        }
    }

    @Test("Of text, every part is whole characters", arguments: vocabularies)
    func wholeCharacters(encoding: Encoding) throws {
        var random = RandomText(seed: 42)
        for _ in 0..<500 {
            let text = random.next(parts: 20) + random.scalars(5)
            let parts = try parts(encoding.encode(text), encoding)
            #expect(Array(parts.joined().utf8) == Array(text.utf8))
            #expect(parts.last == "")
            if !text.unicodeScalars.contains("\u{FFFD}") {
                #expect(!parts.contains { $0.unicodeScalars.contains("\u{FFFD}") }, "\(text.debugDescription)")
            }
        }
    }

    @Test("Text is handed out with the id that completes it, not later")
    func prompt() throws {
        let encoding = Encoding.cl100kBase
        var decoder = StreamingDecoder(encoding: encoding)
        let bytes = { (byte: UInt8) in encoding.token(for: [byte])! }
        #expect(try decoder.append(bytes(0xF0)) == "")
        #expect(try decoder.append(bytes(0x9F)) == "")
        #expect(try decoder.append(bytes(0x98)) == "")
        #expect(try decoder.append(bytes(0x80)) == "😀")
        #expect(try decoder.append(encoding.token(for: " the")!) == " the")
        // F0 can't be followed by a letter, C3 can't by FF: neither waits.
        #expect(try decoder.append(bytes(0xF0)) == "")
        #expect(try decoder.append(bytes(0x61)) == "\u{FFFD}a")
        #expect(try decoder.append(bytes(0xC3)) == "")
        #expect(try decoder.append(bytes(0xFF)) == "\u{FFFD}\u{FFFD}")
        #expect(try decoder.append(bytes(0xE2)) == "")
        #expect(decoder.finish() == "\u{FFFD}")
        #expect(decoder.finish() == "")
    }

    @Test("An unknown id is an error with its index and changes nothing")
    func unknownToken() throws {
        let encoding = Encoding.cl100kBase
        var decoder = StreamingDecoder(encoding: encoding)
        _ = try decoder.append(encoding.token(for: [0xC3])!)
        #expect(throws: EncodingError.unknownToken(.max, index: 1)) { try decoder.append(.max) }
        #expect(try decoder.append(encoding.token(for: [0xA9])!) == "é")
    }
}
