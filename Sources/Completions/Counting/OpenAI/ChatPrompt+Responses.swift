extension ChatPrompt {
    /// Reads a body for `/v1/responses`.
    ///
    /// Its prompt is written as that of Chat Completions, with the calls and results as items of their own.
    mutating func readResponses(_ body: JSONValue) {
        doubt(.medium, "Of the Responses interface few records are known.")
        if let instructions = body["instructions"]?.string {
            messages.append(Message(role: "developer", text: instructions))
        }
        switch body["input"] {
        case .array(let items)?: for (index, item) in items.enumerated() { read(item: item, index: index) }
        case let input?: read(item: .object([.init("content", input)]), index: 0)
        case nil: break
        }
        for tool in body["tools"].elements { add(tool: tool["type"] == "function" ? tool : .null) }
        if body["tool_choice"]["type"] == "function" { chosenFunction = body["tool_choice"]["name"]?.string }
        if let form = body["text"]["format"], form["type"] == "json_schema" {
            format = AnswerFormat(
                name: form["name"]?.string ?? "", description: form["description"]?.string ?? "",
                schema: form["schema"] ?? .object([]))
        }
        for key in ["previous_response_id", "conversation", "prompt"] where body[key] != nil {
            noteUnknownLength("What the provider keeps of a conversation is not in the body.")
        }
    }

    private mutating func read(item: JSONValue, index: Int) {
        switch item["type"]?.string {
        case nil, "message"?:
            var message = Message(index: index, role: item["role"]?.string ?? "user")
            read(content: item["content"], into: &message)
            messages.append(message)
        case "function_call"?:
            let call = ChatPrompt.call(item, id: item["call_id"]?.string ?? "")
            // Calls one behind the other were made at once.
            if let last = messages.last, !last.calls.isEmpty {
                messages[messages.count - 1].calls.append(call)
            } else {
                messages.append(Message(index: index, role: "assistant", calls: [call]))
            }
        case "function_call_output"?:
            var message = Message(index: index, role: "tool")
            message.answeredCall = item["call_id"]?.string
            read(content: item["output"], into: &message)
            messages.append(message)
        case "reasoning"?:
            noteUnknownLength("How much of earlier reasoning is billed again is not known.")
        default:
            noteUnknownLength("An item of the input has a form that is not known.")
        }
    }
}
