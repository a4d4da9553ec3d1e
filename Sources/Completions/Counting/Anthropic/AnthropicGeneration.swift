internal import Tokens

/// What Anthropic adds to the prompts of one generation of models, in tokens.
///
/// The numbers come from `Framing/anthropic.json`; what they are and how they were found is told in
/// `docs/REQUESTS-ANTHROPIC.md`.
struct AnthropicGeneration: Sendable {
    /// What stands around the turns of a conversation.
    struct Turns: Sendable {
        /// At the start of every prompt.
        let start: Int
        /// Before a user's turn, or a system message in the conversation.
        let user: Int
        /// Before an assistant's turn, also the one to be written.
        let assistant: Int
        /// Before a conversation that the assistant opens.
        let firstAssistant: Int
    }

    /// Thinking: what tells the model to, and thoughts that it reads again.
    struct Thinking: Sendable {
        /// The instruction to think, with a budget.
        let enabled: Int
        /// The instruction to think as the model sees fit.
        let adaptive: Int
        /// Around an earlier thought.
        let earlier: Int
        /// Whether the model reads all earlier thoughts again, not only those that led to the last results.
        let keepsAll: Bool
    }

    /// The instructions for calling tools, by how the request lets the model choose.
    struct Tools: Sendable {
        /// Where the model may call a tool, or must not.
        let auto: Int
        /// Where it must call one; nil where no request shows it.
        let any: Int?
        /// Where it must call the one that is named, the name not counted.
        let named: Int?
        /// The same where it may call no other beside it.
        let namedAlone: Int?
    }

    /// What stands around the results of tools.
    struct Results: Sendable {
        /// Between the calls and their results.
        let before: Int
        /// After results that end the conversation.
        let end: Int
        /// More before a user's text that follows results.
        let userAfter: Int
        /// More after results that end the conversation where a tool must be called.
        let forced: Int
    }

    /// How images become tokens: one a patch of 28 × 28 pixels.
    struct Images: Sendable {
        /// Around each image.
        let tokens: Int
        /// The longest edge in pixels; larger images are scaled down.
        let longestEdge: Int
        /// The most patches; larger images are scaled down.
        let mostPatches: Int
        /// Whether the patches of a row, and of a column, are rounded up to an even number.
        let roundsToEven: Bool
    }

    /// Parts of requests whose counts equal what was billed for requests of this generation.
    enum Feature: String, CaseIterable, Sendable {
        case text, thinking, tools, images
        case toolResults = "tool_results"
        case parallelResults = "parallel_results"
        case structuredOutput = "structured_output"
    }

    /// How its models cut text.
    let tokenizer: ClaudeTokenizer
    let turns: Turns
    /// Before what stands in front of the conversation: instructions and the system prompt.
    let sectionPrefix: Int
    let thinking: Thinking
    let tools: Tools
    let results: Results
    /// The instruction to answer by a schema, the schema not counted.
    let structuredOutput: Int
    let images: Images
    /// What was seen to be exact.
    let exactFeatures: Set<Feature>
}

extension AnthropicGeneration {
    /// A generation of the framing file; numbers that it leaves out are 0.
    init(_ json: JSONValue) {
        tokenizer = ClaudeTokenizer(
            json["tokenizer"]?.string.flatMap(ClaudeFamily.init(rawValue:)) ?? .v4_8,
            ignoresTrailingSpace: json["ignores_trailing_space"] == .bool(true))
        turns = Turns(
            start: json["turns"].integer("start"), user: json["turns"].integer("user"),
            assistant: json["turns"].integer("assistant"), firstAssistant: json["turns"].integer("first_assistant"))
        sectionPrefix = json.integer("section_prefix")
        thinking = Thinking(
            enabled: json["thinking"].integer("enabled"), adaptive: json["thinking"].integer("adaptive"),
            earlier: json["thinking"].integer("earlier"), keepsAll: json["thinking"]["keeps_all"] == .bool(true))
        tools = Tools(
            auto: json["tools"].integer("auto"), any: json["tools"]?["any"]?.integer,
            named: json["tools"]?["named"]?.integer, namedAlone: json["tools"]?["named_alone"]?.integer)
        results = Results(
            before: json["results"].integer("before"), end: json["results"].integer("end"),
            userAfter: json["results"].integer("user_after"), forced: json["results"].integer("forced"))
        structuredOutput = json.integer("structured_output")
        images = Images(
            tokens: json["images"].integer("tokens"), longestEdge: json["images"].integer("max_edge"),
            mostPatches: json["images"].integer("max_patches"), roundsToEven: json["images"]?["even"] == .bool(true))
        exactFeatures = Set(json["exact_for"].elements.compactMap(\.string).compactMap(Feature.init(rawValue:)))
    }
}
