import Testing
import Tokens

/// Pseudo-random texts over alphabets that provoke the splitting rules.
/// A debug build takes one thousand of every ten.
@Suite struct RandomParityTests {
    private struct Groups: Decodable {
        let stringsPerDigest: Int
        let longest: Int
        let groups: [Group]
    }

    private struct Group: Decodable {
        let name: String
        let seed: UInt64
        /// Empty: any scalar.
        let alphabet: [String]
        let digests: [String: [String]]
    }

    @Test(arguments: Subject.all("cl100k_base", "o200k_base", "r50k_base", "p50k_base"), 0..<5)
    func idsAreTheReferences(_ subject: Subject, group index: Int) throws {
        let encoding = try subject.encoding()
        let fixture = try Fixture.json("random.json", as: Groups.self)
        #expect(fixture.groups.count == 5)
        let group = fixture.groups[index]
        let expected = try #require(group.digests[subject.name])
        #expect(expected.count == 40)

        for chunk in Coverage.part(of: expected.indices, step: 10) {
            var numbers = SplitMix64(seed: group.seed + UInt64(chunk) << 32)
            var digest = IDDigest()
            for _ in 0..<fixture.stringsPerDigest {
                let text = Self.text(longest: fixture.longest, alphabet: group.alphabet, &numbers)
                digest.append(encoding.encode(text))
            }
            #expect(digest.hexadecimal == expected[chunk], "\(group.name), thousand \(chunk)")
        }
    }

    private static func text(longest: Int, alphabet: [String], _ numbers: inout SplitMix64) -> String {
        var text = ""
        for _ in 0..<numbers.next(below: longest + 1) {
            if alphabet.isEmpty {
                text.unicodeScalars.append(scalar(of: numbers.next()))
            } else {
                text += alphabet[numbers.next(below: alphabet.count)]
            }
        }
        return text
    }

    /// Of four numbers, three give a scalar of planes 0 and 1, one gives any scalar.
    private static func scalar(of number: UInt64) -> Unicode.Scalar {
        let surrogates: UInt64 = 0x800
        let scalars: UInt64 = (number & 3 == 0 ? 0x110000 : 0x20000) - surrogates
        let index = UInt32((number >> 8) % scalars)
        return Unicode.Scalar(index < 0xD800 ? index : index + 0x800)!
    }
}
