import Completions
import Testing
import TrafficSupport

@Suite("Recorded traffic with Anthropic", .enabled(if: RecordedTraffic.folder != nil, "no recorded traffic here"))
struct AnthropicTrafficTests {
    /// How many of a kind of request are counted well.
    private struct Score: CustomStringConvertible {
        var count = 0
        var exact = 0
        var near = 0
        var misses: [String] = []

        var exactShare: Double { Double(exact) / Double(max(1, count)) }
        var nearShare: Double { Double(near) / Double(max(1, count)) }
        var description: String { "\(exact) exact and \(near) within 3 % of \(count); \(misses)" }
    }

    private func requests() throws -> [RecordedRequest] {
        let all = try RecordedRequest.all()
        return all.filter { $0.provider == "anthropic" && $0.api.hasPrefix("messages") }
    }

    @Test("is counted as it was billed")
    func shares() throws {
        let counter = AnthropicPromptCounter()
        var scores: [String: Score] = [:]
        for request in try requests() {
            let count = counter.count(body: request.body)
            let miss = abs(count.tokens - request.billed)
            scores[request.kind, default: Score()].count += 1
            if miss == 0 { scores[request.kind, default: Score()].exact += 1 }
            if miss * 100 <= request.billed * 3 {
                scores[request.kind, default: Score()].near += 1
            } else {
                scores[request.kind, default: Score()].misses.append(
                    "\(request.id): \(count.tokens) of \(request.billed)")
            }
        }
        let floors: [(kind: String, exact: Double, near: Double)] = [
            ("text", 0.96, 0.97), ("tools", 0.95, 0.98), ("tool_results", 0.88, 0.95), ("json_schema", 0.80, 0.97),
        ]
        for floor in floors {
            let score = try #require(scores[floor.kind])
            #expect(score.exactShare >= floor.exact && score.nearShare >= floor.near, "\(floor.kind): \(score)")
        }
    }

    @Test("is billed as counted where the count is sure")
    func confidence() throws {
        let counter = AnthropicPromptCounter()
        var sure = 0
        var wrong: [String] = []
        for request in try requests() {
            let count = counter.count(body: request.body)
            guard count.confidence == .high else { continue }
            sure += 1
            let miss = abs(count.tokens - request.billed)
            if miss > 3, miss * 100 > request.billed * 3 { wrong.append(request.id) }
        }
        #expect(sure > 600)
        // Records whose usage was altered by hand.
        #expect(wrong.count <= 1, "\(wrong)")
    }
}
