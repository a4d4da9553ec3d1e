import Testing
import Tokens

/// Bytes that are not UTF-8, as they are and with U+FFFD in place of what is wrong.
@Suite struct ByteParityTests {
    private struct Case: Decodable {
        let hex: String
        let ids: [String: ReferenceIDs]
        let replaced: [String: ReferenceIDs]

        var bytes: [UInt8] {
            let digits = hex.utf8.map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x57 }
            return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
        }
    }

    @Test(arguments: Subject.all("cl100k_base", "o200k_base", "p50k_base"))
    func idsAreTheReferences(_ subject: Subject) throws {
        let encoding = try subject.encoding()
        let cases = try Fixture.lines("bytes.jsonl", of: Case.self)
        #expect(cases.count > 400)
        for example in cases {
            let expected = try #require(example.ids[subject.name])
            let ids = encoding.encode(example.bytes)
            #expect(expected.account(of: ids) == expected, "\(example.hex)")
            #expect(encoding.count(example.bytes) == expected.count, "\(example.hex)")
            #expect(try encoding.decode(ids) == example.bytes, "\(example.hex)")
        }
    }

    @Test(arguments: Subject.all("cl100k_base", "o200k_base", "p50k_base"))
    func repairedTextsIDsAreTheReferences(_ subject: Subject) throws {
        let encoding = try subject.encoding()
        for example in try Fixture.lines("bytes.jsonl", of: Case.self) {
            let expected = try #require(example.replaced[subject.name])
            let text = String(decoding: example.bytes, as: UTF8.self)
            #expect(expected.account(of: encoding.encode(text)) == expected, "\(example.hex)")
        }
    }
}
