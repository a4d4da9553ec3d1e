extension ChatPrompt {
    /// Reads a body for `/v1/chat/completions`.
    mutating func readChatCompletions(_ body: JSONValue) {
        for (index, message) in body["messages"].elements.enumerated() { read(message, index: index) }
        for tool in body["tools"].elements { add(tool: tool["function"] ?? tool) }
        for function in body["functions"].elements {
            doubt(.medium, "Functions beside tools are an earlier form, of which few records are known.")
            add(tool: function)
        }
        chosenFunction = body["tool_choice"]["function"]["name"]?.string ?? body["function_call"]["name"]?.string
        if body["response_format"]["type"] == "json_schema", let form = body["response_format"]["json_schema"] {
            format = AnswerFormat(
                name: form["name"]?.string ?? "", description: form["description"]?.string ?? "",
                schema: form["schema"] ?? .object([]))
        }
        if body["web_search_options"] != nil {
            noteUnknownLength("What a search finds is billed too, and not known before.")
        }
    }

    private mutating func read(_ json: JSONValue, index: Int) {
        var message = Message(index: index, role: json["role"]?.string ?? "user")
        read(content: json["content"], into: &message)
        if let refusal = json["refusal"]?.string { message.text += refusal }
        if let audio = json["audio"] {
            noteUnknownLength("What sound adds to a prompt is not known.")
            message.text += audio["transcript"]?.string ?? ""
        }
        message.name = json["name"]?.string
        message.answeredCall = json["tool_call_id"]?.string
        if json["tool_calls"] != nil {
            message.calls = json["tool_calls"].elements.map { call in
                let function = call["function"] ?? call["custom"] ?? call
                return ChatPrompt.call(function, id: call["id"]?.string ?? "")
            }
        } else if let call = json["function_call"] {
            message.calls = [ChatPrompt.call(call, id: "")]
        }
        messages.append(message)
    }

    /// A call, its arguments being JSON text or, where a client kept them so, an object.
    static func call(_ function: JSONValue, id: String) -> Call {
        let arguments = function["arguments"] ?? function["input"]
        let text = arguments?.string ?? arguments.map { PythonJSON(isSpaced: false, isASCII: false).text(of: $0) }
        return Call(id: id, name: function["name"]?.string ?? "", arguments: text ?? "")
    }

    mutating func add(tool: JSONValue) {
        if let function = ChatPrompt.function(tool) {
            functions.append(function)
        } else {
            noteUnknownLength("Tools that the provider runs itself add instructions and results that are not known.")
        }
    }
}
