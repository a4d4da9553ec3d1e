import Completions
import Pricing
import Tokens

/// What is known of a request before it is sent: its tokens, and its cost where its model has a price.
struct RequestEstimate {
    let model: String?
    let prompt: PromptCount
    let outputTokens: Int?
    /// The cost, or why there is none.
    let cost: Result<CostEstimate, PriceError>
    let confidence: Confidence
    let reasons: [String]

    /// - Parameters:
    ///   - tokenizer: The models' own; nil for what is built in.
    ///   - time: When requests are sent whose record doesn't say.
    init(
        of record: RequestRecord, table: PriceTable, tokenizer: (any TokenCounter)?, region: String?, time: Timestamp
    ) {
        let prepared = record.prepared
        prompt = prepared.promptCount(tokenizer: tokenizer)
        if let error = record.missingProvider {
            cost = .failure(error)
        } else {
            cost = Result { [prompt] () throws(PriceError) in
                try table.estimateCost(
                    of: prepared, prompt: prompt, region: record.region ?? region, serviceTier: record.serviceTier,
                    at: record.time ?? time)
            }
        }
        switch cost {
        case .success(let estimate):
            model = estimate.model
            outputTokens = estimate.outputTokens
            confidence = estimate.confidence
            reasons = estimate.reasons + prepared.adaptations
        case .failure(let error):
            model = prepared.model
            outputTokens = prepared.outputLimit ?? prepared.modelOutputLimit
            confidence = prompt.confidence
            reasons = prompt.reasons + prepared.adaptations + ["It has no cost: \(error)."]
        }
    }

    /// The estimate for programs.
    var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init("model", .optional(model)), .init("input_tokens", .count(prompt.tokens)),
        ]
        if let outputTokens { members.append(.init("output_tokens", .count(outputTokens))) }
        if let estimate = try? cost.get() {
            members += [
                .init("estimated_cost", .string(estimate.estimatedCost.amount)),
                .init("max_cost", .string(estimate.upperBound.amount)),
                .init("currency", .string(estimate.upperBound.currency.code)),
            ]
        }
        members += [.init("confidence", .string(confidence.rawValue)), .init("reasons", .strings(reasons))]
        return .object(members)
    }

    /// The same with the parts of the prompt.
    var detailedJSON: JSONValue {
        guard case .object(let members) = json else { return json }
        return .object(members + [.init("parts", prompt.partsJSON)])
    }

    /// Where the tokens are, and what they cost.
    var lines: [String] {
        let estimate = try? cost.get()
        var table = TextTable([("", .left), ("tokens", .right), (estimate?.upperBound.currency.code ?? "", .right)])
        for row in prompt.rows { table.add([row.name, row.tokens, ""]) }
        table.add(["input", String(prompt.tokens), ""])
        if let outputTokens { table.add(["output, at most", String(outputTokens), ""]) }
        if let estimate {
            table.add(["\(estimate.provider) \(estimate.model)", "", estimate.estimatedCost.amount])
            table.add(["to be held by a budget", "", estimate.upperBound.amount])
        }
        return table.lines + ["confidence: \(confidence)"] + reasons.map { "- \($0)" }
    }
}
