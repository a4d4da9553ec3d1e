/// The text that calls of tools, and their results, become in a prompt.
struct ToolCallText {
    /// The definitions by which results name tools.
    let tools: [String: JSONValue]
    /// The tool's name of each call so far, by the call's id.
    private(set) var names: [String: String] = [:]

    init(tools: [JSONValue]) {
        self.tools = Dictionary(
            tools.compactMap { tool in tool["name"]?.string.map { ($0, tool) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// A tool's definition, as one line.
    ///
    /// Keys are sorted at every depth, and all beyond ASCII is escaped; what isn't told to the model is left out.
    static func definition(of tool: JSONValue) -> String {
        var members: [JSONValue.Member] = []
        if let description = tool["description"], description != "" {
            members.append(.init("description", description))
        }
        members.append(.init("name", tool["name"] ?? .null))
        members.append(.init("parameters", tool["input_schema"] ?? .null))
        return "<function>\(PythonJSON(sortsKeys: true).text(of: .object(members)))</function>\n"
    }

    /// Calls that the model made in one turn.
    mutating func calls(_ blocks: [AnthropicTurn.Block]) -> String {
        var text = "<antml:function_calls>\n"
        for block in blocks {
            let name = block.json["name"]?.string ?? ""
            if let id = block.json["id"]?.string { names[id] = name }
            text += "<antml:invoke name=\"\(name)\">\n"
            for member in block.json["input"].members {
                let value = member.value.string ?? PythonJSON().text(of: member.value)
                text += "<antml:parameter name=\"\(member.key)\">\(value)</antml:parameter>\n"
            }
            text += "</antml:invoke>\n"
        }
        return text + "</antml:function_calls>"
    }

    /// Results that came back in one turn: a single one stands alone, several are told apart by their tools' names.
    func results(_ blocks: [AnthropicTurn.Block]) -> String {
        if let only = blocks.first, blocks.count == 1 {
            return "<function_results>\(content(of: only, among: false))</function_results>"
        }
        var text = "<function_results>\n"
        for block in blocks {
            let name = block.json["tool_use_id"]?.string.flatMap { names[$0] } ?? ""
            text += "<result>\n<name>\(name)</name>\n\(content(of: block, among: true))\n</result>\n"
        }
        return text + "</function_results>"
    }

    private func content(of block: AnthropicTurn.Block, among others: Bool) -> String {
        let parts = AnthropicTurn.blocks(of: block.json["content"], message: block.message)
        let references = parts.filter { $0.type == "tool_reference" }
        if !references.isEmpty {
            let definitions = references.compactMap { $0.json["tool_name"]?.string }.compactMap { tools[$0] }
            let list = "<functions>\n\(definitions.map(ToolCallText.definition(of:)).joined())</functions>"
            return others ? list : "\n\(list)\n"
        }
        let text = AnthropicTurn.text(of: parts)
        if block.json["is_error"] == .bool(true) {
            return others ? "<error>\(text)</error>" : "\n<error>\(text)</error>\n"
        }
        return others ? "<output>\(text)</output>" : text
    }
}
