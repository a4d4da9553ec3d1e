import Completions
import Foundation
import Testing
import TrafficSupport
import Tokens

@Suite(
    "Counts of OpenAI requests are what recorded traffic was billed",
    .enabled(if: RecordedTraffic.folder != nil, "no recorded traffic beside this checkout"))
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
        }
        for kind in OpenAITraffic.Kind.allCases {
            guard let accuracy = accuracy[kind] else { continue }
            accuracy.report("openai \(kind)")
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
        #expect(sure.exact >= 0.98)
        #expect(wrong.count <= 1, "\(wrong)")
    }

    @Test("Any recorded body has a count, its parts adding up")
    func anyBody() throws {
        for record in try OpenAITraffic.records() {
            for counter in [OpenAIPromptCounter(), QwenPromptCounter(), LocalPromptCounter()] as [any PromptCounter] {
                let count = counter.count(body: record.body)
                #expect(count.most >= count.tokens)
                #expect(count.tokens >= 0)
                #expect(count.confidence == .high || !count.reasons.isEmpty)
            }
        }
    }
}

@Suite(
    "Counts of Qwen requests are what recorded traffic was billed",
    .enabled(
        if: RecordedTraffic.folder != nil && Encoding.names.contains("qwen"),
        "no recorded traffic beside this checkout, or no Qwen encoding"))
struct QwenTrafficTests {
    @Test("Texts are exact, and most requests with tools")
    func shares() throws {
        var accuracy: [OpenAITraffic.Kind: Accuracy] = [:]
        var wrong: [String] = []
        for record in try OpenAITraffic.records() where record.provider == "qwen" {
            let count = QwenPromptCounter().count(body: record.body)
            accuracy[record.kind, default: Accuracy()].add(counted: count.tokens, billed: record.billed)
            if count.confidence == .high {
                let error = abs(count.tokens - record.billed)
                if error > 3, Double(error) > 0.03 * Double(record.billed) { wrong.append(record.id) }
            }
        }
        for (kind, accuracy) in accuracy { accuracy.report("qwen \(kind)") }
        #expect(try #require(accuracy[.text]).exact >= 0.95)
        #expect(try #require(accuracy[.tools]).within(0.03) >= 0.95)
        #expect(wrong.count <= 1, "\(wrong)")
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
