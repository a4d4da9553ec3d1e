import Completions
import Pricing
import Testing
import Tokens

@Suite("The estimate of a request's cost")
struct CostEstimateTests {
    private let time = Timestamp(unixSeconds: 1_795_500_000)
    private let text = "The quick brown fox jumps over the lazy dog."

    private func estimate(
        _ model: String, maxTokens: Int? = 500, messages: [Message]? = nil, tools: [Tool] = [], region: String? = nil,
        serviceTier: String? = nil
    ) throws -> CostEstimate {
        let request = CompletionRequest(
            model: model, systemPrompt: text, messages: messages ?? [.user(text)], tools: tools, maxTokens: maxTokens)
        return try PriceTable.current.estimateCost(
            of: request, region: region, serviceTier: serviceTier, at: time)
    }

    @Test("counts the text by the model's own encoding and prices the answer at its limit")
    func known() throws {
        let tokens = try Encoding(forModel: "gpt-4o").count(text) * 2
        let estimate = try estimate("gpt-4o")
        #expect(estimate.inputTokens == tokens)
        #expect(estimate.outputTokens == 500)
        let usage = try Usage([.input: tokens, .output: 500])
        #expect(estimate.estimatedCost == (try PriceTable.current.cost(of: usage, model: "gpt-4o", at: time).total))
        #expect(estimate.confidence == .medium)
        #expect(!estimate.reasons.isEmpty)
        #expect(estimate.provider == "openai")
    }

    @Test("takes the model's own limit where the request sets none")
    func modelLimit() throws {
        #expect(try estimate("gpt-4o", maxTokens: nil).outputTokens == 16_384)
    }

    @Test("of a model without an encoding is approximate, and says so")
    func approximate() throws {
        let estimate = try estimate("claude-opus-5-5")
        #expect(estimate.inputTokens == Encoding.o200kBase.count(text) * 2)
        #expect(estimate.confidence == .low)
        #expect(estimate.reasons.contains { $0.contains("o200k_base") })
    }

    @Test("of parts that are not text says that they are not counted, and holds a whole context for them")
    func otherParts() throws {
        let estimate = try estimate("gpt-4o", messages: [Message(role: .user, content: [.other(["type": "image"])])])
        #expect(estimate.confidence == .low)
        #expect(estimate.reasons.contains { $0.contains("not text") })
        #expect(estimate.upperBound >= (try Money("0.32")))
    }

    @Test("lies between its bounds, for every model")
    func bounds() throws {
        let tool = Tool(name: "f", description: "does f", parameters: ["type": "object"])
        for model in try PriceTable.current.listModels(at: time) where model.id != "*" && model.maxOutput != nil {
            let request = CompletionRequest(
                model: model.id, systemPrompt: text, messages: [.user(text)], tools: [tool], maxTokens: 100)
            let estimate = try PriceTable.current.estimateCost(
                of: request, provider: model.provider, region: model.region, at: time)
            #expect(estimate.lowerBound <= estimate.estimatedCost, "\(model.id)")
            #expect(estimate.estimatedCost <= estimate.upperBound, "\(model.id)")
        }
    }

    @Test("holds what a request just below a long-context bound may cost above it")
    func tierWithinReach() throws {
        let word = " hello"
        let count = 272_000 - Encoding.o200kBase.count(text) - 1
        let estimate = try estimate("gpt-5.4", messages: [.user(String(repeating: word, count: count))])
        #expect(estimate.inputTokens <= 272_000)
        let above = try Usage([.input: 272_001, .output: 500])
        #expect(estimate.upperBound >= (try PriceTable.current.cost(of: above, model: "gpt-5.4", at: time).total))
        #expect(estimate.estimatedCost < (try PriceTable.current.cost(of: above, model: "gpt-5.4", at: time).total))
    }

    @Test("holds the reasoning that a thinking model may add beyond the request's limit")
    func thinking() throws {
        let estimate = try estimate("qwen-plus", maxTokens: 10, region: "china")
        #expect(estimate.outputTokens == 10)
        let reasoning = try Usage([.input: 0, .output: 10, .reasoning: 32_758])
        let cost = try PriceTable.current.cost(
            of: reasoning, model: "qwen-plus", provider: "qwen", region: "china", at: time)
        #expect(estimate.upperBound >= cost.total)
    }

    @Test("has the prices of the service tier and region that are asked for")
    func context() throws {
        let standard = try estimate("claude-opus-4-6")
        let batch = try estimate("claude-opus-4-6", serviceTier: "batch")
        let us = try estimate("claude-opus-4-6", region: "us", serviceTier: "batch")
        #expect(try batch.estimatedCost.multiplied(by: 2) == standard.estimatedCost)
        #expect(try us.estimatedCost.multiplied(by: 10) == batch.estimatedCost.multiplied(by: 11))
    }

    @Test("needs a limit where the output costs, and none where it's free")
    func limits() throws {
        let own = """
            {"provider":"acme","as_of":"2026-01-01","records":[{"model":"m","prices":{"input":"1","output":"1"}}]}
            """
        let table = try PriceTable(parsing: own.utf8)
        let request = CompletionRequest(model: "m", messages: [.user("hi")])
        #expect(throws: PriceError.noOutputLimit(model: "m")) { try table.estimateCost(of: request) }
        let local = CompletionRequest(model: "my-model", messages: [.user("hi")])
        let estimate = try PriceTable.current.estimateCost(of: local, provider: "ollama")
        #expect(estimate.outputTokens == nil)
        #expect(estimate.estimatedCost.isZero)
        #expect(estimate.upperBound.isZero)
    }

    @Test("of an unknown model is an error")
    func unknown() {
        #expect(throws: PriceError.self) { try estimate("gpt-9") }
    }
}
