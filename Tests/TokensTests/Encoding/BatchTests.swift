import Testing
import Tokens

/// Many texts at once, from many threads at once, give what one gives.
@Suite("Concurrency")
struct BatchTests {
    private static let texts: [String] = {
        var random = RandomText(seed: 71)
        return (0..<200).map { _ in random.next(parts: random.number(in: 0...60)) }
    }()

    @Test("A batch is each text by itself, in order", arguments: Encoding.all, [nil, 0, 1, 2, 7, 1_000])
    func batch(encoding: Encoding, threads: Int?) {
        #expect(encoding.encodeBatch(Self.texts, threads: threads) == Self.texts.map { encoding.encode($0) })
        #expect(encoding.countBatch(Self.texts, threads: threads) == Self.texts.map { encoding.count($0) })
        #expect(encoding.encodeBatch([String](), threads: threads) == [])
        #expect(encoding.countBatch([Array("one".utf8)], threads: threads) == [1])
    }

    @Test("Many tasks share an encoding", arguments: [PreTokenizer.scanner, .pcre2])
    func tasks(preTokenizer: PreTokenizer) async throws {
        let encodings = try patterns.map { try $0.with(preTokenizer: preTokenizer) }
        let expected = encodings.map { encoding in Self.texts.map { encoding.encode($0) } }
        let wrong = await withTaskGroup(of: Int.self) { group in
            for task in 0..<32 {
                group.addTask {
                    let encoding = encodings[task % encodings.count]
                    return Self.texts.indices.filter {
                        encoding.encode(Self.texts[$0]) != expected[task % encodings.count][$0]
                    }.count
                }
            }
            return await group.reduce(0, +)
        }
        #expect(wrong == 0)
    }

    @Test("Many tasks make batches at once, while others make encodings of their own")
    func batchesAtOnce() async throws {
        let expected = Self.texts.map { Encoding.cl100kBase.count($0) }
        let file = rankFile(byteTokens())
        let right = try await withThrowingTaskGroup(of: Bool.self) { group in
            for task in 0..<16 {
                group.addTask {
                    if task % 4 == 0 {
                        let own = try Encoding(name: "own", rankFile: file, pattern: #"\p{L}+|\P{L}+"#)
                        return own.countBatch(Self.texts) == Self.texts.map(\.utf8.count)
                    }
                    return try Encoding(named: "cl100k_base").countBatch(Self.texts, threads: 1 + task % 4) == expected
                }
            }
            return try await group.reduce(true) { $0 && $1 }
        }
        #expect(right)
    }
}
