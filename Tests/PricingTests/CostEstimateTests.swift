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

    @Test("counts the prompt as it is billed and prices the answer at its limit")
    func known() throws {
        // Two messages of 3 and a role, and 3 before the answer.
        let tokens = try Encoding(forModel: "gpt-4o").count(text) * 2 + 2 * 4 + 3
        let estimate = try estimate("gpt-4o")
        #expect(estimate.inputTokens == tokens)
        #expect(estimate.outputTokens == 500)
        let usage = try Usage([.input: tokens, .output: 500])
        #expect(estimate.estimatedCost == (try PriceTable.current.cost(of: usage, model: "gpt-4o", at: time).total))
        #expect(estimate.confidence == .high)
        #expect(estimate.reasons.isEmpty)
        #expect(estimate.prompt.parts.map(\.kind) == [.system, .message, .framing])
        #expect(estimate.provider == "openai")
    }

    @Test("takes the model's own limit where the request sets none")
    func modelLimit() throws {
        #expect(try estimate("gpt-4o", maxTokens: nil).outputTokens == 16_384)
    }

    @Test("of a model without an encoding is approximate, and says so")
    func approximate() throws {
        let estimate = try estimate("mistral-small-latest")
        #expect(estimate.confidence == .low)
        #expect(estimate.reasons.contains { $0.contains("o200k_base") })
    }

    @Test("of parts that are not text says that they are not counted, and holds a whole context for them")
    func otherParts() throws {
        let estimate = try estimate("gpt-4o", messages: [Message(role: .user, content: [.other(["type": "image"])])])
        #expect(estimate.confidence == .low)
        #expect(estimate.reasons.contains { $0.contains("form that is not known") })
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
        let count = 272_000 - Encoding.o200kBase.count(text) - 2 * 4 - 2
        let estimate = try estimate("gpt-5.4", messages: [.user(String(repeating: word, count: count))])
        #expect(estimate.inputTokens <= 272_000)
        let above = try Usage([.input: 272_001, .output: 500])
        #expect(estimate.upperBound >= (try PriceTable.current.cost(of: above, model: "gpt-5.4", at: time).total))
        #expect(estimate.estimatedCost < (try PriceTable.current.cost(of: above, model: "gpt-5.4", at: time).total))
    }

    @Test("holds the reasoning that a thinking model may add beyond the request's limit")
    func thinking() throws {
        var request = CompletionRequest(model: "qwen-plus", messages: [.user(text)], maxTokens: 10)
        func held() throws -> Money {
            let estimate = try PriceTable.current.estimateCost(of: request, region: "china", at: time)
            #expect(estimate.outputTokens == 10)
            return estimate.upperBound
        }
        func cost(reasoning: Int) throws -> Money {
            let usage = try Usage([.input: 0, .output: 10, .reasoning: reasoning])
            return try PriceTable.current.cost(
                of: usage, model: "qwen-plus", provider: "qwen", region: "china", at: time
            ).total
        }
        let silent = try held()
        #expect(silent < (try cost(reasoning: 1000)))
        request.reasoningBudget = 1000
        let budgeted = try held()
        #expect(budgeted >= (try cost(reasoning: 1000)))
        #expect(budgeted < (try cost(reasoning: 2000)))
        request.reasoningBudget = nil
        request.extras = [.init("enable_thinking", .bool(true))]
        #expect(try held() >= cost(reasoning: 900_000))
    }

    @Test("of a provider's own body rests on its limit, its choices, its marks and its tier")
    func body() throws {
        func estimate(_ provider: String, _ body: JSONValue) throws -> CostEstimate {
            try PriceTable.current.estimateCost(ofBody: body, provider: provider, at: time)
        }
        let plain: JSONValue = [
            "model": "gpt-4o", "messages": [["role": "user", "content": "Hi"]], "max_tokens": .number(JSONNumber(100)),
        ]
        let one = try estimate("openai", plain)
        #expect(one.inputTokens == 8 && one.outputTokens == 100)
        let three = try estimate("openai", plain.setting("n", .number(JSONNumber(3))))
        #expect(try three.upperBound.subtracting(one.upperBound) == Money("0.002"))
        #expect(try three.estimatedCost.subtracting(one.estimatedCost) == Money("0.002"))
        #expect(try estimate("openai", plain.setting("service_tier", "batch")).estimatedCost < one.estimatedCost)
        #expect(try estimate("openai", plain.setting("service_tier", "auto")).estimatedCost == one.estimatedCost)
        let predicted = try estimate(
            "openai", plain.setting("prediction", ["type": "content", "content": "0123456789"]))
        #expect(try predicted.upperBound.subtracting(one.upperBound) == Money("0.0001"))
        #expect(throws: PriceError.self) { try estimate("openai", plain.setting("service_tier", "unheard-of")) }

        func claude(_ ttl: String) throws -> Money {
            try estimate(
                "anthropic",
                [
                    "model": "claude-sonnet-4-5", "max_tokens": .number(JSONNumber(1)),
                    "messages": [
                        [
                            "role": "user",
                            "content": [
                                [
                                    "type": "text", "text": .string(text),
                                    "cache_control": ["type": "ephemeral", "ttl": .string(ttl)],
                                ]
                            ],
                        ]
                    ],
                ]
            ).upperBound
        }
        #expect(try claude("1h") > claude("5m"))
    }

    @Test("of a request with a search holds more than the model's context")
    func search() throws {
        let body: JSONValue = [
            "model": "claude-sonnet-4-5", "max_tokens": .number(JSONNumber(1)),
            "messages": [["role": "user", "content": "Hi"]],
            "tools": [["type": "web_search_20250305", "name": "web_search"]],
        ]
        let estimate = try PriceTable.current.estimateCost(ofBody: body, provider: "anthropic", at: time)
        #expect(estimate.upperBound >= (try Money("0.6")))
        #expect(estimate.confidence == .low)
    }

    @Test("where prices differ by region is of the provider's default, and says so")
    func region() throws {
        let estimate = try estimate("qwen-plus")
        #expect(estimate.estimatedCost == (try self.estimate("qwen-plus", region: "international").estimatedCost))
        #expect(estimate.confidence == .medium)
        #expect(estimate.reasons.contains { $0.contains("international") })
    }

    @Test("of a request that its model doesn't take is that error")
    func unsendable() {
        let request = CompletionRequest(model: "gpt-4o", messages: [.user("Hi")], temperature: .infinity)
        let error = #expect(throws: PriceError.self) { try PriceTable.current.estimateCost(of: request) }
        #expect(error?.code == "bad_request")
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

extension JSONValue {
    /// The object with one more member.
    fileprivate func setting(_ key: String, _ value: JSONValue) -> JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members + [.init(key, value)])
    }
}
