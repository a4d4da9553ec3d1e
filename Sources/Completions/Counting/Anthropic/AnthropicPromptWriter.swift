/// Counts the pieces of a prompt for a model of Anthropic, in the order in which it is written.
struct AnthropicPromptWriter {
    let body: JSONValue
    let framing: AnthropicFraming
    let generation: AnthropicGeneration
    let text: ClaudeText

    /// The tools that the request defines itself.
    var tools: [JSONValue] { body["tools"].elements.filter { ["custom", nil].contains($0["type"]?.string) } }
    /// The tools of which it only says the type: Anthropic defines them.
    var serverTools: [JSONValue] { body["tools"].elements.filter { !["custom", nil].contains($0["type"]?.string) } }
    /// How the model may choose tools: "auto", "any", "tool", "none".
    var toolChoice: String { body["tool_choice"]["type"]?.string ?? "auto" }
    /// Whether the model must call a tool.
    var mustCall: Bool { toolChoice == "any" || toolChoice == "tool" }

    /// Requires that a feature was seen to be exact for the model's generation.
    func expect(_ feature: AnthropicGeneration.Feature, _ what: String, more: Int, _ tally: inout AnthropicTally) {
        guard !generation.exactFeatures.contains(feature) else { return }
        tally.doubt(.medium, "What \(what) cost with this model is not settled by records.", more: more)
    }
}

// MARK: Before the conversation

extension AnthropicPromptWriter {
    /// Counts what stands before the conversation: sections, apart by blank lines.
    func addSections(to tally: inout AnthropicTally) {
        expect(.text, "messages", more: 16, &tally)
        tally.framing += generation.turns.start
        var sections = addTools(to: &tally) ? 1 : 0
        let system = AnthropicTurn.text(of: AnthropicTurn.blocks(of: body["system"], message: 0))
        if !system.isEmpty {
            let isOpening = sections == 0 && generation.sectionPrefix == 0
            tally.system = isOpening ? text.opening(system) : text.paragraph(system)
            sections += 1
        }
        sections += addThinking(to: &tally) + addFormat(to: &tally)
        if sections > 0 { tally.framing += generation.sectionPrefix + sections - 1 }
        if body["output_config"]["task_budget"] != nil {
            tally.framing += framing.taskBudget
            tally.doubt(
                .medium, "A budget for the task is told to the model; few requests show what that costs.", more: 32)
        }
        for member in body.members where !AnthropicPromptWriter.knownKeys.contains(member.key) {
            tally.doubt(.medium, "What \"\(member.key)\" adds is not known.", more: 256)
        }
        if body["container"] != nil || body["context_management"] != nil {
            tally.doubt(.low, "What the container or the managed context holds is not in the request.", more: 20_000)
        }
    }

    /// The instruction to think; how many sections it is.
    private func addThinking(to tally: inout AnthropicTally) -> Int {
        switch body["thinking"]["type"]?.string {
        case "enabled"?:
            expect(.thinking, "instructions to think", more: 32, &tally)
            tally.framing += generation.thinking.enabled
            return 1
        case "adaptive"? where generation.thinking.adaptive > 0 && !mustCall:
            tally.framing += generation.thinking.adaptive
            tally.doubt(.medium, "What thinking costs with this model is not settled by records.", more: 32)
            return 1
        default: return 0
        }
    }

    /// The schema of the answer; how many sections it is.
    private func addFormat(to tally: inout AnthropicTally) -> Int {
        guard let format = body["output_format"] ?? body["output_config"]["format"], let schema = format["schema"]
        else {
            return 0
        }
        expect(.structuredOutput, "schemas of the answer", more: 64, &tally)
        tally.responseFormat = text.inside(PythonJSON(isIndented: true).text(of: schema))
        tally.framing += generation.structuredOutput
        return 1
    }

    /// The instructions for calling tools and the tools themselves; whether there are any.
    private func addTools(to tally: inout AnthropicTally) -> Bool {
        let remote = body["mcp_servers"].elements
        guard !body["tools"].elements.isEmpty || !remote.isEmpty else { return false }
        addToolChoice(to: &tally)
        for tool in body["tools"].elements {
            let name = tool["name"]?.string ?? tool["type"]?.string
            if tool["defer_loading"] == .bool(true) {
                tally.tools.append((name, 0))
            } else if let type = tool["type"]?.string, type != "custom" {
                tally.tools.append((name, serverTool(type, &tally)))
            } else {
                tally.tools.append((name, text.inside(ToolCallText.definition(of: tool))))
                for member in tool.members where !AnthropicPromptWriter.knownToolKeys.contains(member.key) {
                    tally.doubt(.medium, "What a tool's \"\(member.key)\" adds is not known.", more: 256)
                }
            }
        }
        for server in remote {
            tally.tools.append((server["name"]?.string, framing.remoteToolServer))
            tally.doubt(.low, "The tools of remote servers are not in the request.", more: 150_000)
        }
        return true
    }

    private func addToolChoice(to tally: inout AnthropicTally) {
        expect(.tools, "tools", more: 300, &tally)
        let tools = generation.tools
        switch toolChoice {
        case "any":
            tally.framing += tools.any ?? tools.auto
            if tools.any == nil {
                tally.doubt(.medium, "No request to this model shows what a forced call costs.", more: 200)
            }
        case "tool":
            let isAlone = body["tool_choice"]["disable_parallel_tool_use"] == .bool(true)
            let known = isAlone ? tools.namedAlone ?? tools.named : tools.named
            tally.framing += known ?? tools.any ?? tools.auto
            let name = body["tool_choice"]["name"]?.string ?? ""
            tally.framing += text.inside("x \"\(name)\" x") - text.inside("x x")
            if known == nil || (isAlone && tools.namedAlone == nil) {
                tally.doubt(.medium, "No request to this model shows what naming a tool costs.", more: 200)
            }
        default: tally.framing += tools.auto
        }
    }

    /// The tokens of a tool that Anthropic defines.
    private func serverTool(_ type: String, _ tally: inout AnthropicTally) -> Int {
        let known = framing.serverTools.first { type.hasPrefix($0.type) }
        tally.doubt(
            .low, "\(type) is defined by the provider, and what it finds is billed as input.",
            more: AnthropicPromptWriter.mostServerToolInput)
        return known?.tokens ?? AnthropicPromptWriter.averageServerTool
    }

    /// What a request may say without the prompt's becoming another than is counted.
    private static let knownKeys: Set = [
        "model", "messages", "system", "tools", "tool_choice", "thinking", "output_config", "output_format",
        "mcp_servers",
        "container", "context_management", "max_tokens", "stream", "temperature", "top_p", "top_k", "stop_sequences",
        "metadata", "service_tier", "inference_geo", "cache_control", "betas", "anthropic_version", "anthropic_beta",
    ]
    private static let knownToolKeys: Set = [
        "type", "name", "description", "input_schema", "cache_control", "strict", "defer_loading",
    ]
    private static let averageServerTool = 1_000
    private static let mostServerToolInput = 65_000
}
