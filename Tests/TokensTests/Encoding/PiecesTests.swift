import Testing
import Tokens

/// Pieces are the text, cut, with the ids of the whole.
@Suite("Pieces")
struct PiecesTests {
    private func expectConsistent(_ bytes: [UInt8], _ encoding: Encoding) throws {
        let pieces = encoding.pieces(of: bytes)
        var end = 0
        for piece in pieces {
            #expect(piece.range.lowerBound == end && !piece.range.isEmpty, "\(bytes)")
            #expect(try encoding.decode(piece.ids) == Array(bytes[piece.range]), "\(bytes)")
            end = piece.range.upperBound
        }
        #expect(end == bytes.count, "\(bytes)")
        #expect(pieces.flatMap(\.ids) == encoding.encode(bytes), "\(bytes)")
    }

    @Test("Of text, they join to it and their ids to its", arguments: vocabularies)
    func text(encoding: Encoding) throws {
        var random = RandomText(seed: 51)
        for text in NastyTexts.all { try expectConsistent(Array(text.utf8), encoding) }
        for _ in 0..<1_000 { try expectConsistent(Array(random.next(parts: random.number(in: 0...20)).utf8), encoding) }
    }

    @Test("Of bytes that aren't UTF-8 too", arguments: vocabularies)
    func malformed(encoding: Encoding) throws {
        var random = RandomText(seed: 52)
        for _ in 0..<1_500 {
            try expectConsistent(random.nearlyUTF8(parts: random.number(in: 1...15)), encoding)
            try expectConsistent(random.bytes(random.number(in: 0...20)), encoding)
        }
    }

    @Test("Of a sentence they are the words")
    func sentence() {
        let text = "I can't believe it's 12345!"
        let words = Encoding.o200kBase.pieces(of: text).map {
            String(decoding: Array(text.utf8)[$0.range], as: UTF8.self)
        }
        #expect(words == ["I", " can't", " believe", " it's", " ", "123", "45", "!"])
        #expect(Encoding.o200kBase.pieces(of: "") == [])
    }
}
