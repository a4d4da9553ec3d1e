import Testing
import Tokens

/// Every Unicode scalar, in surroundings that make its class visible in the ids: the scanner in all
/// of them, PCRE2, which is slower, in the three that tell white space, numbers and letters apart.
/// A debug build takes one block of seventeen.
@Suite struct ScalarParityTests {
    private struct Scalars: Decodable {
        let blockSize: Int
        let surroundings: [String]
        /// By encoding, then by surrounding: one digest a block.
        let digests: [String: [String: [String]]]
    }

    private static let all = ["*", "a*b", "  *", "*1234", "*'s", "'*s ", "*\n \n", "\n* "]
    private static let telling = ["  *", "*1234", "*'s"]

    @Test(arguments: Subject.all("cl100k_base", "o200k_base", "r50k_base"), all)
    func everyScalarsIDsAreTheReferences(_ subject: Subject, in pattern: String) throws {
        guard subject.preTokenizer == .scanner || Self.telling.contains(pattern) else { return }
        let encoding = try subject.encoding()
        let scalars = try Fixture.json("scalars.json", as: Scalars.self)
        #expect(scalars.surroundings == Self.all)
        let sides = pattern.split(separator: "*", omittingEmptySubsequences: false)
        let expected = try #require(scalars.digests[subject.name]?[pattern])
        #expect(expected.count * scalars.blockSize == 0x110000)

        for block in Coverage.part(of: expected.indices, step: 17) {
            var digest = IDDigest()
            let first = block * scalars.blockSize
            for value in first..<first + scalars.blockSize {
                guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
                var text = String(sides[0])
                text.unicodeScalars.append(scalar)
                text += sides[1]
                digest.append(encoding.encode(text))
            }
            #expect(
                digest.hexadecimal == expected[block],
                "a scalar from U+\(String(first, radix: 16)) on, in \(pattern.debugDescription)")
        }
    }
}
