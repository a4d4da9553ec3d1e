import Testing
import Tokens

/// Counting is encoding without the ids, and stops when told to.
@Suite("Counting")
struct CountTests {
    private func texts(_ seed: UInt64) -> [[UInt8]] {
        var random = RandomText(seed: seed)
        let valid =
            NastyTexts.all.map { Array($0.utf8) }
            + (0..<1_500).map { _ in Array(random.next(parts: random.number(in: 0...25)).utf8) }
        return valid + (0..<500).map { _ in random.nearlyUTF8(parts: random.number(in: 1...15)) }
            + (0..<20).map { _ in Array(random.next(parts: 2_000, longestRun: 40).utf8) }
    }

    @Test("The count is the number of ids", arguments: Encoding.all)
    func isNumberOfIDs(encoding: Encoding) throws {
        let pcre2 = try encoding.with(preTokenizer: .pcre2)
        for text in texts(61) {
            let count = encoding.encode(text).count
            if encoding.count(text) != count { Issue.record("\(text)") }
            if pcre2.count(text) != count { Issue.record("PCRE2: \(text)") }
        }
        #expect(encoding.count("") == 0)
    }

    @Test("Up to a limit: the count where it's within, else nil", arguments: Encoding.all)
    func limit(encoding: Encoding) {
        for text in texts(62) {
            let count = encoding.count(text)
            for limit in Set([-1, 0, 1, count / 2, count - 1, count, count + 1, Int.max]) {
                let expected = count <= limit ? count : nil
                if encoding.count(text, upTo: limit) != expected { Issue.record("\(text) up to \(limit)") }
            }
        }
    }

    @Test(
        "A small limit reads little of a huge text",
        .enabled(if: Build.isOptimized, "times of an unoptimized or sanitized build say nothing"),
        arguments: allPatterns, [PreTokenizer.scanner, .pcre2])
    func stopsEarly(encoding: Encoding, preTokenizer: PreTokenizer) throws {
        let encoding = try encoding.with(preTokenizer: preTokenizer)
        let text = String(repeating: "word and other words, ", count: 500_000)
        let whole = ThreadClock.seconds { #expect(encoding.count(text) > 1_000_000) }
        let few = (0..<5).map { _ in ThreadClock.seconds { #expect(encoding.count(text, upTo: 100) == nil) } }.min()!
        #expect(few * 100 < whole)
    }
}
