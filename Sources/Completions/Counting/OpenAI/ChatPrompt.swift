/// What of a body makes its prompt, whichever of OpenAI's interfaces it is for.
struct ChatPrompt {
    /// A message.
    struct Message {
        /// Its place in the body's list; nil for instructions beside the list.
        var index: Int?
        var role: String
        /// The participant's name, where one is given.
        var name: String?
        /// Its texts, one behind the other as they are billed.
        var text = ""
        var images: [ImageInput] = []
        /// How many documents it has.
        var documents = 0
        /// The calls that the model made.
        var calls: [Call] = []
        /// The call that this is the result of.
        var answeredCall: String?

        var isSystem: Bool { role == "system" || role == "developer" }
    }

    /// A call of a function.
    struct Call {
        let id: String
        let name: String
        /// JSON text.
        let arguments: String
    }

    /// A function that the model may call.
    struct Function {
        let name: String
        let description: String
        let parameters: JSONValue
    }

    var model: String?
    var messages: [Message] = []
    var functions: [Function] = []
    /// The function that must be called.
    var chosenFunction: String?
    var format: AnswerFormat?
    /// Whether the body is for the Responses interface.
    var isResponses = false
    /// Whether a part has a length that the body doesn't tell.
    var hasUnknownLength = false
    private(set) var doubts = Doubts()

    /// Notes a part whose length the body doesn't tell.
    mutating func noteUnknownLength(_ reason: String) {
        hasUnknownLength = true
        doubts.add(.low, reason)
    }

    /// Lowers the confidence, for a reason.
    mutating func doubt(_ confidence: Confidence, _ reason: String) { doubts.add(confidence, reason) }

    /// The prompt of a body. Linear in its size; what isn't known is passed over with a doubt.
    init(_ body: JSONValue) {
        model = body["model"]?.string
        if body["messages"] == nil, body["input"] != nil || body["instructions"] != nil || body["prompt"] != nil {
            isResponses = true
            readResponses(body)
        } else {
            readChatCompletions(body)
        }
        for key in ["audio", "modalities"] where body[key] != nil {
            noteUnknownLength("What sound adds to a prompt is not known.")
        }
    }
}

extension ChatPrompt {
    /// Adds a part of a message's content.
    mutating func read(_ part: JSONValue, into message: inout Message) {
        if let text = part.string {
            message.text += text
            return
        }
        switch part["type"]?.string {
        case nil where part["text"] != nil: message.text += part["text"]?.string ?? ""
        case "text"?, "input_text"?, "output_text"?, "summary_text"?: message.text += part["text"]?.string ?? ""
        case "refusal"?: message.text += part["refusal"]?.string ?? ""
        case "image_url"?, "input_image"?:
            let image = part["image_url"]
            message.images.append(
                ImageInput(
                    source: image?.string ?? image?["url"]?.string,
                    detail: image?["detail"]?.string ?? part["detail"]?.string))
        case "file"?, "input_file"?:
            message.documents += 1
            noteUnknownLength("How many tokens a document has is not known before it is read.")
        case "input_audio"?:
            noteUnknownLength("How many tokens sound has is not known before it is heard.")
        default:
            message.text += part["text"]?.string ?? ""
            noteUnknownLength("A part of a message has a form that is not known.")
        }
    }

    /// Adds a message's content: a string, or a list of parts.
    mutating func read(content: JSONValue?, into message: inout Message) {
        switch content {
        case nil: break
        case .string(let text)?: message.text += text
        case .array(let parts)?: for part in parts { read(part, into: &message) }
        case let value?: read(value, into: &message)
        }
    }

    /// A function's definition, as Chat Completions nests it or Responses has it flat; nil for another kind of tool.
    static func function(_ tool: JSONValue) -> Function? {
        guard let name = tool["name"]?.string else { return nil }
        return Function(
            name: name, description: tool["description"]?.string ?? "", parameters: tool["parameters"] ?? .object([]))
    }
}
