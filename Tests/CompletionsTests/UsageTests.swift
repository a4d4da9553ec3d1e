import Completions
import Testing

@Suite("Usage")
struct UsageTests {
    @Test("Counters add up to the input and the output")
    func totals() throws {
        let usage = try Usage([
            .input: 1, .inputAudio: 2, .inputImage: 4, .cacheRead: 8, .explicitCacheRead: 16, .cacheReadAudio: 32,
            .cacheWrite: 64, .cacheWrite5m: 128, .cacheWrite1h: 256, .output: 512, .reasoning: 1024,
            .outputAudio: 2048, .outputImage: 4096,
        ])
        #expect(usage.inputTokens == 511)
        #expect(usage.outputTokens == 7680)
        #expect(usage.cacheReadTokens == 56)
        #expect(usage.cacheWriteTokens == 448)
        #expect(usage.reasoningTokens == 1024)
    }

    @Test("What was not reported is nil, not 0")
    func notReported() throws {
        let usage = try Usage([.output: 0])
        #expect(usage[.output] == 0)
        #expect(usage[.input] == nil)
        #expect(usage.inputTokens == nil)
        #expect(usage.outputTokens == 0)
        #expect(Usage().outputTokens == nil)
    }

    @Test("Adding keeps what either reports")
    func adding() throws {
        let sum = try Usage([.input: 1, .output: 2]).adding(Usage([.output: 3, .cacheRead: 4]))
        #expect(sum == (try Usage([.input: 1, .output: 5, .cacheRead: 4])))
        #expect(sum[.reasoning] == nil)
    }

    @Test("Counts are from 0 to the maximum, also in a sum")
    func bounds() throws {
        let most = try Usage([.input: Usage.maximumCount])
        #expect(throws: UsageError.negative("input", -1)) { try Usage([.input: -1]) }
        #expect(throws: UsageError.tooLarge("input")) { try Usage([.input: Usage.maximumCount + 1]) }
        #expect(throws: UsageError.tooLarge("input")) { try Usage([.input: .max]) }
        #expect(throws: UsageError.tooLarge("input")) { try most.adding(Usage([.input: 1])) }
    }
}
