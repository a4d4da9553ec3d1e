import Testing
import Tokens

/// Names of special tokens in text, under each policy.
@Suite struct SpecialTokenParityTests {
    private struct Case: Decodable {
        let encoding: String
        let text: String
        let asText: ReferenceIDs
        let allowAll: ReferenceIDs
        let allowed: [Allowed]
        /// The name in the reference's error; nil where it has none.
        let rejected: String?
        /// What `allowAll` decodes to where that isn't the text.
        let decoded: String?
    }

    private struct Allowed: Decodable {
        let names: Set<String>
        let ids: ReferenceIDs
    }

    private static let subjects = Subject.all("cl100k_base", "o200k_base", "o200k_harmony", "p50k_edit")

    private func cases(of subject: Subject) throws -> [Case] {
        let cases = try Fixture.lines("special.jsonl", of: Case.self).filter { $0.encoding == subject.name }
        #expect(cases.count > 50)
        return cases
    }

    @Test(arguments: subjects)
    func namesAreTextUnlessAllowed(_ subject: Subject) throws {
        let encoding = try subject.encoding()
        for example in try cases(of: subject) {
            let expected = example.asText
            #expect(expected.account(of: encoding.encode(example.text)) == expected, "\(example.text)")
            let asText = try encoding.encode(example.text, specialTokens: .asText)
            #expect(expected.account(of: asText) == expected, "\(example.text)")
            #expect(encoding.count(example.text) == expected.count, "\(example.text)")
        }
    }

    @Test(arguments: subjects)
    func allowedNamesBecomeSpecialTokens(_ subject: Subject) throws {
        let encoding = try subject.encoding()
        for example in try cases(of: subject) {
            let all = try encoding.encode(example.text, specialTokens: .allowAll)
            #expect(example.allowAll.account(of: all) == example.allowAll, "\(example.text)")
            #expect(try encoding.decode(all) == Array((example.decoded ?? example.text).utf8), "\(example.text)")
            for some in example.allowed {
                let ids = try encoding.encode(example.text, specialTokens: .allowed(some.names))
                #expect(some.ids.account(of: ids) == some.ids, "\(some.names) in \(example.text)")
            }
        }
    }

    @Test(arguments: subjects)
    func theFirstRejectedNameIsTheError(_ subject: Subject) throws {
        let encoding = try subject.encoding()
        for example in try cases(of: subject) {
            let outcome = Result { () throws(EncodingError) in
                try encoding.encode(example.text, specialTokens: .rejected)
            }
            switch outcome {
            case .success(let ids):
                #expect(example.rejected == nil, "\(example.text)")
                #expect(example.asText.account(of: ids) == example.asText, "\(example.text)")
            case .failure(.specialTokenInText(let name, let offset)):
                #expect(name == example.rejected, "\(example.text)")
                let found = example.text.utf8.dropFirst(offset).prefix(name.utf8.count)
                #expect(found.elementsEqual(name.utf8), "\(example.text)")
            case .failure(let error):
                Issue.record(error, "\(example.text)")
            }
        }
    }
}
