import Testing
import Tokens

/// Whole documents, and runs that are long enough to find whatever is quadratic.
/// Over 200,000 bytes only cl100k_base and o200k_base are compared. A debug build takes the documents
/// of at most 40,000 bytes and no runs.
@Suite struct DocumentParityTests {
    private struct Documents: Decodable {
        let banks: [String: [String]]
        let documents: [Document]
        let runs: [Run]
    }

    private struct Document: Decodable {
        let name: String
        let seed: UInt64
        let bank: String
        let joiners: [String]
        let picks: Int
        let bytes: Int
        let ids: [String: ReferenceIDs]

        /// Texts picked from the bank, each `§` in them a number, each followed by a joiner.
        func text(bank: [String]) -> String {
            var numbers = SplitMix64(seed: seed)
            var text = ""
            for _ in 0..<picks {
                for scalar in bank[numbers.next(below: bank.count)].unicodeScalars {
                    if scalar == "§" {
                        text += String(numbers.next(below: 1_000_000))
                    } else {
                        text.unicodeScalars.append(scalar)
                    }
                }
                text += joiners[numbers.next(below: joiners.count)]
            }
            return text
        }
    }

    private struct Run: Decodable {
        let name: String
        let before: String
        let unit: String
        let times: Int
        let after: String
        let bytes: Int
        let ids: [String: ReferenceIDs]

        var text: String { before + String(repeating: unit, count: times) + after }
    }

    private static let subjects = Subject.all("cl100k_base", "o200k_base", "r50k_base", "p50k_base")
    private static let longestOfAllEncodings = 200_000
    private static let longestInDebug = 40_000

    @Test(arguments: subjects)
    func documentsIDsAreTheReferences(_ subject: Subject) throws {
        let fixture = try Fixture.json("documents.json", as: Documents.self)
        #expect(fixture.documents.count >= 8)
        for document in fixture.documents where Coverage.isComplete || document.bytes <= Self.longestInDebug {
            let bank = try #require(fixture.banks[document.bank])
            try compare(document.text(bank: bank), document.bytes, document.ids, document.name, subject)
        }
    }

    @Test(.enabled(if: Coverage.isComplete, "long runs take minutes in a debug build"), arguments: subjects)
    func longRunsIDsAreTheReferences(_ subject: Subject) throws {
        let fixture = try Fixture.json("documents.json", as: Documents.self)
        #expect(fixture.runs.count >= 30)
        for run in fixture.runs {
            if run.bytes > Self.longestOfAllEncodings && run.ids[subject.name] == nil { continue }
            try compare(run.text, run.bytes, run.ids, run.name, subject)
        }
    }

    private func compare(
        _ text: String, _ bytes: Int, _ reference: [String: ReferenceIDs], _ name: String, _ subject: Subject
    ) throws {
        let encoding = try subject.encoding()
        try #require(text.utf8.count == bytes, "\(name) is made as in the fixture")
        let expected = try #require(reference[subject.name])
        #expect(expected.account(of: encoding.encode(text)) == expected, "\(name)")
        if bytes <= Self.longestOfAllEncodings {
            #expect(encoding.count(text) == expected.count, "\(name)")
        }
    }
}
