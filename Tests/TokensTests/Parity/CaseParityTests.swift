import Testing
import Tokens

/// Texts at the edges of the splitting rules.
@Suite struct CaseParityTests {
    private struct Case: Decodable {
        let name: String
        let text: String
        let ids: [String: ReferenceIDs]

        /// p50k_base is left out of a case where it agrees with r50k_base.
        func ids(of encoding: String) throws -> ReferenceIDs {
            try #require(ids[encoding] ?? (encoding == "p50k_base" ? ids["r50k_base"] : nil))
        }
    }

    @Test(arguments: Subject.all("cl100k_base", "o200k_base", "r50k_base", "p50k_base"))
    func idsAreTheReferences(_ subject: Subject) throws {
        let encoding = try subject.encoding()
        let cases = try Fixture.lines("cases.jsonl", of: Case.self)
        #expect(cases.count > 2_000)
        for example in cases {
            let expected = try example.ids(of: subject.name)
            let ids = encoding.encode(example.text)
            #expect(expected.account(of: ids) == expected, "\(example.name): \(example.text.debugDescription)")
            #expect(encoding.count(example.text) == expected.count, "\(example.name)")
            #expect(try encoding.decode(ids) == Array(example.text.utf8), "\(example.name)")
        }
    }
}
