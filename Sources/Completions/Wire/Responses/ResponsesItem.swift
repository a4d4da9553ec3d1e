/// An item of a Responses answer's output, as parts of the answer.
enum ResponsesItem {
    /// The parts of an item; what is not a message, a call or reasoning is handed back as it came.
    static func parts(of item: JSONValue) -> [Message.Part] {
        switch item["type"]?.string {
        case "message":
            return (item["content"]?.asArray ?? []).map { part in
                part["type"] == "output_text" ? .text(part["text"]?.string ?? "") : .other(part)
            }
        case "function_call":
            let id = (item["call_id"] ?? item["id"])?.string ?? ""
            return [
                .toolCall(
                    .init(
                        id: id, name: item["name"]?.string ?? "",
                        argumentsText: item["arguments"].map { $0.string ?? $0.description } ?? ""))
            ]
        case "reasoning":
            let words = (item["summary"]?.asArray ?? []) + (item["content"]?.asArray ?? [])
            let text = words.compactMap { $0["text"]?.string }.joined(separator: "\n\n")
            return [
                .reasoning(
                    .init(text: text, signature: item["id"]?.string, redacted: item["encrypted_content"]?.string))
            ]
        default: return [.other(item)]
        }
    }
}

extension CompletionResponse {
    /// The answer that a response object of the Responses interface says.
    init(responses object: JSONValue, provider: String) {
        let found = UsageFormat.openAI.usage(in: object)
        self.init(
            id: object["id"]?.string ?? "", provider: provider, model: object["model"]?.string ?? "",
            content: (object["output"]?.asArray ?? []).flatMap(ResponsesItem.parts), usage: found?.usage,
            serviceTier: object["service_tier"]?.string, raw: object)
        stopReason = stopReason(status: object["status"]?.string, object["incomplete_details"]?["reason"]?.string)
    }

    private func stopReason(status: String?, _ reason: String?) -> StopReason? {
        switch (status, reason) {
        case ("incomplete"?, "max_output_tokens"?): .maxTokens
        case ("incomplete"?, "content_filter"?): .contentFilter
        case ("incomplete"?, let reason?): .other(reason)
        case ("completed"?, _), (nil, _):
            if content.contains(where: { $0.refusal != nil }) {
                .refusal
            } else {
                toolCalls.isEmpty ? .end : .toolCalls
            }
        case (let status?, _): .other(status)
        }
    }
}
