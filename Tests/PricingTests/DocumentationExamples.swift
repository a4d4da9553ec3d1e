import Completions
import Pricing
import Testing

/// The examples of README.md, line for line; `PagesTests` holds that page against this file.
@Suite("The examples of the documentation")
struct DocumentationExamples {
    private let time = Timestamp(unixSeconds: 1_769_860_800)

    @Test("of a response's cost give what they show")
    func response() throws {
        let body = Array(
            """
            {"model":"gpt-4o","created":1769860800,"usage":{"prompt_tokens":812,"completion_tokens":45,
            "prompt_tokens_details":{"cached_tokens":512}}}
            """.utf8)
        let response = try JSONValue(parsing: body)
        let (cost, usage) = try PriceTable.current.cost(of: RecordedUsage(json: response))
        #expect(cost.total.amount == "0.00184")
        #expect(usage.inputTokens == 812)
    }

    @Test("of an estimate give what they show")
    func estimate() throws {
        let request = CompletionRequest(model: "gpt-4o", messages: [.user("Hello, world!")], maxTokens: 500)
        let estimate = try PriceTable.current.estimateCost(of: request, at: time)
        #expect(estimate.inputTokens == 11)
        #expect(estimate.estimatedCost.amount == "0.0050275")
        #expect(estimate.upperBound.amount == "0.0050375")
    }
}
