internal import CFraming

/// What OpenAI, and those whose interface is like its, add to a prompt: constants by model, with their day.
///
/// They are data because they change: `Framing/openai.json`. The code knows how a prompt is written, never a model.
public struct FramingRules: Sendable {
    /// The day that the constants are of, `YYYY-MM-DD`.
    public let asOf: String

    /// Tokens of a document of one page, which is all that can be said of a document.
    let document: Int
    /// Of OpenAI's models.
    let generations: ModelTable<Generation>
    /// Of images.
    let images: ModelTable<ImageRule>
    /// Of models whose chat is written with `<|im_start|>` and `<|im_end|>`.
    let chatML: ModelTable<ChatMLRule>
    /// Of models that people run themselves, by the family that a name begins with.
    let local: ModelTable<LocalRule>

    /// The rules in the binary, read when they are first asked for.
    public static let builtIn: FramingRules = {
        let file = cframing_openai()
        let bytes = UnsafeBufferPointer(start: file.bytes, count: file.count)
        guard let rules = try? FramingRules(parsing: bytes) else {
            preconditionFailure("Framing/openai.json is not valid: a test reads it")
        }
        return rules
    }()

    /// Rules from JSON text of the form of `Framing/openai.json`, such as a later day's.
    ///
    /// Unknown keys are passed over, missing ones are 0. Linear in the number of bytes.
    ///
    /// - Throws: `JSONError` where the bytes are not JSON.
    public init(parsing bytes: some Sequence<UInt8>) throws(JSONError) {
        let file = try JSONValue(parsing: bytes)
        asOf = file["as_of"]?.string ?? ""
        document = file.integer("document")
        generations = ModelTable(file["generations"], Generation.init)
        images = ModelTable(file["images"], ImageRule.init)
        chatML = ModelTable(file["chatml"], ChatMLRule.init)
        local = ModelTable(file["local"], LocalRule.init)
    }
}

extension FramingRules {
    /// Whether a model is of a family that people run themselves, and none of OpenAI's.
    func isOpenFamily(_ model: String) -> Bool {
        generations.rule(for: model) == nil && local.rule(for: model)?.rule.isFamily == true
    }

    /// Kinds of request, of which a generation's counts may be settled.
    enum Kind: String {
        case text, tools, toolResults = "tool_results", format, images
    }

    /// The constants of a generation of OpenAI's models. Each is a number of tokens.
    struct Generation: Sendable {
        /// The encoding's name.
        let encoding: String
        /// Around a message: its start, the separator after its role, its end. The role is one more.
        let message: Int
        /// Before the answer: the start of the assistant's message.
        let priming: Int
        /// Where there are tools: what joining the sections saves.
        let tools: Int
        /// Where there are tools: instructions that aren't shown, of Chat Completions.
        let toolsPreamble: Int
        /// Around a call and its result beyond their names: the channel that they are written on.
        let callChannel: Int
        /// For an earlier answer of the assistant: its channel.
        let answerChannel: Int
        /// For the function that must be called, beyond its name; nil where naming it is free.
        let namedChoice: Int?
        /// For the form of an answer beyond its name, in an earlier answer; nil where it isn't named.
        let namedFormat: Int?
        /// Whether the form is named before the answer that is asked for, too.
        let namesFormatBeforeAnswer: Bool
        /// Whether the system prompt is a section of a developer message, under a heading.
        let isDeveloperMessage: Bool
        /// Whether only the texts are billed.
        let isBare: Bool
        /// The kinds of request in which recorded traffic shows the count to be right.
        let settled: Set<String>

        init(_ json: JSONValue) {
            encoding = json["encoding"]?.string ?? ""
            message = json.integer("message")
            priming = json.integer("priming")
            tools = json.integer("tools")
            toolsPreamble = json.integer("tools_preamble")
            callChannel = json.integer("call_channel")
            answerChannel = json.integer("answer_channel")
            namedChoice = json["named_choice"]?.integer
            namedFormat = (json["named_format"] ?? json["answer_format"])?.integer
            namesFormatBeforeAnswer = json["named_format"] != nil
            isDeveloperMessage = json["developer"] == .bool(true)
            isBare = json["bare"] == .bool(true)
            settled = Set(json["settled"].elements.compactMap(\.string))
        }
    }

    /// The constants of a model whose chat is written with `<|im_start|>` and `<|im_end|>`.
    struct ChatMLRule: Sendable {
        /// The encoding's name.
        let encoding: String
        /// Before the answer, beyond `assistant` and a line feed: an empty thought.
        let priming: Int
        /// Where there are tools, beyond the open models' form.
        let tools: Int
        /// Where the answer must be JSON.
        let jsonObject: Int
        /// The kinds of request in which recorded traffic shows the count to be right.
        let settled: Set<String>

        init(_ json: JSONValue) {
            encoding = json["encoding"]?.string ?? ""
            priming = json.integer("priming")
            tools = json.integer("tools")
            jsonObject = json.integer("json_object")
            settled = Set(json["settled"].elements.compactMap(\.string))
        }
    }

    /// The constants of a family of models that people run themselves.
    struct LocalRule: Sendable {
        /// The encoding that is the family's, or nearest to it among the built-in ones.
        let encoding: String
        /// Whether the chat is written with `<|im_start|>` and `<|im_end|>`.
        let isChatML: Bool
        /// Around a message, role included.
        let message: Int
        /// Around the conversation.
        let priming: Int
        /// Whether it is a family's and not the one for all others.
        let isFamily: Bool

        init(_ json: JSONValue) {
            isFamily = json["families"] != [""]
            encoding = json["encoding"]?.string ?? ""
            isChatML = json["chatml"] == .bool(true)
            message = json.integer("message")
            priming = json.integer("priming")
        }
    }
}
