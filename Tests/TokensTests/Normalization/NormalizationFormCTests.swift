import Testing

@testable import Tokens

/// Normalization Form C against Python's of Unicode 15.1.
@Suite("Normalization Form C")
struct NormalizationFormCTests {
    private struct Digests: Decodable {
        let blockSize: Int
        let surroundings: [String]
        /// SHA-256 of the forms of a block's scalars, each in all surroundings, a line each.
        let blocks: [String]
        /// Where the random strings' scalars are from: first and last.
        let ranges: [[UInt32]]
        let strings: Int
        let longest: Int
        let seed: UInt64
        let random: String
    }

    private func formC(_ text: String) -> [UInt8] {
        text.withBytes { NormalizationFormC.normalized($0) ?? Array($0) }
    }

    @Test("Every scalar, alone and between letters and marks")
    func everyScalar() throws {
        let expected = try Fixture.json("normalization.json", as: Digests.self)
        #expect(expected.blocks.count * expected.blockSize == 0x110000)
        for block in Coverage.part(of: expected.blocks.indices, step: 17) {
            let first = block * expected.blockSize
            var output: [UInt8] = []
            for scalar in (first..<first + expected.blockSize).compactMap({ Unicode.Scalar(UInt32($0)) }) {
                for surroundings in expected.surroundings {
                    // By scalars: to characters the sign and a mark behind it are one.
                    let sides = surroundings.unicodeScalars.split(separator: "*", omittingEmptySubsequences: false)
                    var text = String.UnicodeScalarView(sides[0])
                    text.append(scalar)
                    text += sides[1]
                    output += formC(String(text)) + [UInt8(ascii: "\n")]
                }
            }
            #expect(SHA256.hexadecimal(of: output) == expected.blocks[block], "from U+\(String(first, radix: 16)) on")
        }
    }

    @Test("Random strings of marks and characters that decompose or join")
    func random() throws {
        let expected = try Fixture.json("normalization.json", as: Digests.self)
        var numbers = SplitMix64(seed: expected.seed)
        var output: [UInt8] = []
        for _ in 0..<expected.strings {
            var text = String.UnicodeScalarView()
            for _ in 0..<1 + numbers.next(below: expected.longest) {
                let range = expected.ranges[numbers.next(below: expected.ranges.count)]
                let value = range[0] + UInt32(numbers.next(below: Int(range[1] - range[0] + 1)))
                text.append(try #require(Unicode.Scalar(value)))
            }
            output += formC(String(text)) + [UInt8(ascii: "\n")]
        }
        #expect(SHA256.hexadecimal(of: output) == expected.random)
    }

    @Test(
        "What is normalized already gives nothing new",
        arguments: ["", "plain", "é日本語 한글", "q\u{301}", "\u{301}", "नमस्ते"])
    func unchanged(text: String) {
        #expect(text.withBytes { NormalizationFormC.normalized($0) } == nil)
    }

    @Test("Cuts lie in order, at the same characters of both texts")
    func cuts() {
        var random = RandomText(seed: 72)
        for _ in 0..<2_000 {
            let text = "e\u{301}" + random.next(parts: 8) + "\u{1100}\u{1161}"
            let bytes = Array(text.utf8)
            let normalized = text.withBytes { NormalizedText(of: $0) }
            #expect(normalized.bytes == formC(text))
            for offset in 0...normalized.bytes.count {
                let before = normalized.cut(atOrBefore: offset), after = normalized.cut(atOrAfter: offset)
                #expect(before.normalized <= offset && after.normalized >= offset)
                for cut in [before, after] {
                    let prefix = String(decoding: bytes[..<cut.original], as: UTF8.self)
                    #expect(formC(prefix) == Array(normalized.bytes[..<cut.normalized]))
                }
            }
        }
    }

    @Test(
        "A million marks in the worst order take time in proportion",
        .enabled(if: Build.isOptimized, "times of an unoptimized or sanitized build say nothing"))
    func manyMarks() {
        let text = "e" + String(repeating: "\u{301}\u{316}", count: 500_000)
        let seconds = ThreadClock.seconds { _ = formC(text) }
        #expect(seconds < 2)
        #expect(formC(text).starts(with: "\u{E9}\u{316}\u{316}".utf8))
    }
}
