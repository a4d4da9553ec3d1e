/// What the encoders of all providers share: fits a request to what its model takes, and writes down what it changed.
struct RequestAdapter {
    let request: CompletionRequest
    let provider: String
    let traits: ModelTraits
    /// What was changed, in sentences.
    private(set) var adaptations: [String] = []
    /// What the system prompt has to say besides, where the interface can't demand it.
    private var instructions: [String] = []

    init(_ request: CompletionRequest, provider: String, traits: ModelTraits) throws(ProviderError) {
        self.request = request
        self.provider = provider
        self.traits = traits
        guard !request.model.isEmpty else { throw refusal("The request names no model.") }
        guard request.temperature?.isFinite ?? true, request.topP?.isFinite ?? true else {
            throw refusal("temperature and topP must be finite numbers.")
        }
        guard request.maxTokens ?? 1 > 0 else { throw refusal("maxTokens must be above 0.") }
        guard !request.tools.isEmpty || !request.forcesTool else {
            throw refusal("toolChoice demands a tool, but the request has none.")
        }
        if case .tool(let name)? = request.toolChoice, !request.tools.contains(where: { $0.name == name }) {
            throw refusal("toolChoice demands the tool \"\(name)\", which the request doesn't have.")
        }
    }

    /// The error of a request that can't be sent.
    func refusal(_ message: String) -> ProviderError {
        ProviderError(.badRequest, message, provider: provider)
    }

    /// Writes down a change.
    mutating func note(_ change: String) {
        if !adaptations.contains(change) { adaptations.append(change) }
    }

    /// The system prompt with what the interface can't demand otherwise; nil where there is neither.
    var systemPrompt: String? {
        let texts = [request.systemPrompt].compactMap(\.self).filter { !$0.isEmpty } + instructions
        return texts.isEmpty ? nil : texts.joined(separator: "\n\n")
    }

    // MARK: Sampling

    /// The temperature and top-p that the model takes.
    mutating func sampling() -> (temperature: Double?, topP: Double?) {
        let (temperature, topP) = (request.temperature, request.topP)
        switch traits.sampling {
        case .free: return (temperature, topP)
        case .either:
            guard temperature != nil, topP != nil else { return (temperature, topP) }
            note("topP was left out: \(request.model) takes either it or temperature.")
            return (temperature, nil)
        case .withoutReasoning where request.reasoningEffort == ReasoningEffort.none: return (temperature, topP)
        case .withoutReasoning, .fixed:
            // Every model samples with 1 and 1 by itself.
            if temperature ?? 1 != 1 { note("temperature was left out: \(request.model) doesn't take it.") }
            if topP ?? 1 != 1 { note("topP was left out: \(request.model) doesn't take it.") }
            return (nil, nil)
        }
    }

    /// The texts to stop at, of which the interface takes `most`.
    func stops(most: Int) throws(ProviderError) -> JSONValue? {
        guard !request.stop.isEmpty else { return nil }
        guard traits.takesStop else { throw refusal("\(request.model) doesn't take texts to stop at.") }
        guard request.stop.count <= most else {
            throw refusal("\(provider) takes at most \(most) texts to stop at; the request has \(request.stop.count).")
        }
        return .strings(request.stop)
    }

    // MARK: Reasoning

    /// The effort that the model takes: the one that was asked for, or else the next above it, or the highest.
    mutating func effort() -> ReasoningEffort? {
        guard let asked = request.reasoningEffort, let efforts = traits.efforts else { return request.reasoningEffort }
        guard let highest = efforts.last else { return nil }
        let all = ReasoningEffort.allCases
        let rank = all.firstIndex(of: asked) ?? 0
        let effort = efforts.first { (all.firstIndex(of: $0) ?? 0) >= rank } ?? highest
        if effort != asked {
            note("The reasoning effort is \(effort.rawValue): \(request.model) doesn't take \(asked.rawValue).")
        }
        return effort
    }

    /// How the model will think, and what it must call: of what can't stand together, what wasn't asked for yields.
    ///
    /// - Returns: `thinking`: nil where nothing is known and nothing was asked for.
    mutating func thinkingAndToolChoice() -> (thinking: ModelTraits.Thinking?, toolChoice: ToolChoice?) {
        let choice = request.tools.isEmpty ? nil : request.toolChoice
        let requested = requestedThinking()
        guard let thinking = requested, thinking != .disabled else { return (requested, choice) }
        if request.asksForJSON, !traits.takesJSONWhileThinking, mayTurnThinkingOff {
            note("Thinking is off: \(request.model) can't be held to JSON while it thinks.")
            return (.disabled, choice)
        }
        guard request.forcesTool, !traits.forcesToolsWhileThinking else { return (thinking, choice) }
        if mayTurnThinkingOff {
            note("Thinking is off: \(request.model) can't be made to call a tool while it thinks.")
            return (.disabled, choice)
        }
        note("toolChoice is auto: \(request.model) can't be made to call a tool while it thinks.")
        return (thinking, .auto)
    }

    /// Whether thinking wasn't asked for and the model can do without.
    private var mayTurnThinkingOff: Bool {
        request.asksToThink != true && traits.thinking?.contains(.disabled) == true
    }

    private mutating func requestedThinking() -> ModelTraits.Thinking? {
        let asked = request.asksToThink
        guard let ways = traits.thinking else { return asked.map { $0 ? .enabled : .disabled } }
        switch asked {
        case nil: return traits.defaultThinking
        case false?:
            if ways.contains(.disabled) { return .disabled }
            note("\(request.model) thinks all the same: that can't be turned off.")
            return traits.defaultThinking
        case true?:
            if request.reasoningBudget != nil, ways.contains(.enabled) { return .enabled }
            if let way = [.adaptive, .enabled].first(where: ways.contains) { return way }
            note("Reasoning was not asked for: \(request.model) doesn't think.")
            return .disabled
        }
    }

    // MARK: Response format

    /// The form of the answer that the interface can demand; what it can't becomes an instruction.
    mutating func format(isThinking: Bool, takesJSON: Bool = true) throws(ProviderError) -> ResponseFormat? {
        let isFree = !isThinking || traits.takesJSONWhileThinking
        switch request.responseFormat {
        case nil, .text?: return nil
        case .json?:
            if takesJSON, traits.takesJSON, isFree {
                instructToWriteJSON()
                return .json
            }
            instruct("Answer with one JSON object and nothing else.")
            note("JSON is asked for in the system prompt: \(request.model) can't be held to it.")
            return nil
        case .schema(_, _, let schema, let isStrict)?:
            if traits.takesJSONSchema, isFree { return request.responseFormat }
            guard isStrict != true else { throw refusal("\(request.model) can't be held to a JSON schema.") }
            instruct("Answer with one JSON object and nothing else. It follows this JSON schema: \(schema)")
            note("The JSON schema is in the system prompt: \(request.model) can't be held to it.")
            return takesJSON && traits.takesJSON && isFree ? .json : nil
        }
    }

    /// Providers take the demand for JSON only where the prompt has the word.
    private mutating func instructToWriteJSON() {
        let texts = [request.systemPrompt ?? ""] + request.messages.map(\.text)
        guard !texts.contains(where: { $0.lowercased().contains("json") }) else { return }
        instruct("Answer in JSON.")
        note("The system prompt asks for JSON: \(provider) takes that form only where the prompt has the word.")
    }

    private mutating func instruct(_ sentence: String) { instructions.append(sentence) }
}

extension CompletionRequest {
    /// Whether a tool must be called.
    var forcesTool: Bool {
        switch toolChoice {
        case .required?, .tool?: true
        case .auto?, ToolChoice.none?, nil: false
        }
    }

    /// Whether the answer must be JSON.
    var asksForJSON: Bool {
        switch responseFormat {
        case .json?, .schema?: true
        case .text?, nil: false
        }
    }

    /// Whether the request wants the model to think; nil where it doesn't say.
    var asksToThink: Bool? {
        if reasoningEffort == ReasoningEffort.none { return false }
        return reasoningEffort != nil || reasoningBudget != nil ? true : nil
    }
}

extension Message {
    /// The text parts, joined.
    var text: String { Message.text(of: content) }

    static func text(of parts: [Part]) -> String {
        parts.reduce(into: "") { if case .text(let text) = $1 { $0 += text } }
    }
}
