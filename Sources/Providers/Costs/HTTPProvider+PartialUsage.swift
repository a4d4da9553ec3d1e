import Completions
import Tokens

extension HTTPProvider {
    /// What had come of an answer, with the tokens that it must have cost where the provider didn't get to report them:
    /// the prompt as it is estimated beforehand, and as much output as there is text. Linear in its length.
    func withEstimatedUsage(_ partial: CompletionResponse, of request: CompletionRequest) -> CompletionResponse {
        // With a reason to stop, the counts that come with it are the last.
        if partial.stopReason != nil, partial.usage?.outputTokens != nil { return partial }
        let counted = outputTokens(of: partial, model: request.model)
        // Early events have the output as it was then.
        let output = max(counted, partial.usage?.outputTokens ?? 0)
        guard let usage = partial.usage?.withOutput(output) ?? estimatedUsage(output: output, of: request) else {
            return partial
        }
        var response = partial
        response.usage = usage
        response.isUsageEstimated = true
        return response
    }

    private func estimatedUsage(output: Int, of request: CompletionRequest) -> Usage? {
        guard let estimate = try? estimateCost(of: request) else { return nil }
        return try? Usage([.input: estimate.inputTokens, .output: output])
    }

    private func outputTokens(of response: CompletionResponse, model: String) -> Int {
        let counter = (try? ModelTokenizer(forModel: model))?.counter ?? Encoding.o200kBase
        return response.content.reduce(0) { count, part in
            switch part {
            case .text(let text): count + counter.count(text)
            case .reasoning(let reasoning): count + counter.count(reasoning.text)
            case .toolCall(let call): count + counter.count(call.name) + counter.count(call.argumentsText)
            default: count
            }
        }
    }
}

extension Usage {
    /// The usage with another output; nil where the input wasn't reported.
    fileprivate func withOutput(_ output: Int) -> Usage? {
        guard inputTokens != nil else { return nil }
        return try? Counter.allCases.filter(\.isInput).reduce(Usage([.output: output])) { usage, counter in
            guard let count = self[counter] else { return usage }
            return try usage.adding(Usage([counter: count]))
        }
    }
}
