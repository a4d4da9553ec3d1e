import Completions
import Foundation
import Testing

@Suite(
    "Counts of OpenAI requests are what recorded traffic was billed",
    .enabled(if: OpenAITraffic.isPresent, "no recorded traffic beside this checkout"))
struct OpenAITrafficTests {
    /// The share that must be exact, and the share within 3 %: a little below what was measured.
    private static let floors: [OpenAITraffic.Kind: (exact: Double, near: Double)] = [
        .text: (0.98, 0.99), .tools: (0.96, 0.98), .toolResults: (0.94, 0.97), .structured: (0.99, 0.99),
        .images: (0.70, 0.74),
    ]

    @Test("In each class, most counts are exact and nearly all within 3 %")
    func shares() throws {
        var accuracy: [OpenAITraffic.Kind: Accuracy] = [:]
        for record in try OpenAITraffic.records() where record.isOpenAI {
            let count = OpenAIPromptCounter().count(body: record.body)
            accuracy[record.kind, default: Accuracy()].add(counted: count.tokens, billed: record.billed)
            if ProcessInfo.processInfo.environment["TOKENS_TRAFFIC_REPORT"] != nil, count.tokens != record.billed {
                print(
                    record.kind, count.tokens - record.billed, record.billed, record.id, count.confidence,
                    record.body["model"]?.string ?? "-")
            }
        }
        for kind in OpenAITraffic.Kind.allCases {
            guard let accuracy = accuracy[kind] else { continue }
            print(
                String(
                    format: "%@: n %d, exact %.1f %%, within 1 %% %.1f, within 3 %% %.1f, median %d, p95 %.3f",
                    kind.rawValue, accuracy.count, 100 * accuracy.exact, 100 * accuracy.within(0.01),
                    100 * accuracy.within(0.03), accuracy.median, accuracy.worstOfTwenty))
            guard let floor = Self.floors[kind] else { continue }
            #expect(accuracy.exact >= floor.exact, "\(kind)")
            #expect(accuracy.within(0.03) >= floor.near, "\(kind)")
        }
    }

    @Test("A count that says it is sure is within 3 % or 3 tokens, but where a record isn't what was sent")
    func confidence() throws {
        var sure = Accuracy()
        var wrong: [String] = []
        for record in try OpenAITraffic.records() where record.isOpenAI {
            let count = OpenAIPromptCounter().count(body: record.body)
            guard count.confidence == .high else { continue }
            sure.add(counted: count.tokens, billed: record.billed)
            let error = abs(count.tokens - record.billed)
            if error > 3, Double(error) > 0.03 * Double(record.billed) { wrong.append(record.id) }
            #expect(count.reasons.isEmpty)
        }
        print("high: n \(sure.count), exact \(sure.exact), wrong \(wrong)")
        #expect(sure.exact >= 0.97)
        #expect(wrong.count <= 3)
    }

    @Test("Any recorded body has a count, its parts adding up")
    func anyBody() throws {
        for record in try OpenAITraffic.records() {
            let count = OpenAIPromptCounter().count(body: record.body)
            #expect(count.most >= count.tokens)
            #expect(count.confidence == .high || !count.reasons.isEmpty)
        }
    }
}

extension OpenAITraffic.Record {
    /// Whether a model of OpenAI answered it, by itself or through Azure. Some that were sent to a proxy under the name
    /// of OpenAI's model were answered by another maker's.
    fileprivate var isOpenAI: Bool {
        guard ["openai", "azure_openai"].contains(provider), interface == "chat.completions" else { return false }
        let model = body["model"]?.string ?? "gpt"
        if answeredBy?.contains("/") == true { return false }
        return ["gpt", "o1", "o3", "o4"].contains { model.hasPrefix($0) }
    }
}
