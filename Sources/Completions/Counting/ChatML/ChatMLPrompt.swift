internal import Tokens

/// A conversation as models of the Qwen family read it: messages between `<|im_start|>` and `<|im_end|>`, the functions
/// as JSON in the system prompt, calls and results as JSON between tags.
///
/// The markers and the tags of calls are one token each; texts between them are counted one by one, so that a marker's
/// name in a message is text. Source: the chat templates published with Qwen 2.5 and 3.
struct ChatMLPrompt {
    /// A message; several of one role that follow each other are one.
    struct Turn {
        /// Its place in the body's list; nil for the system prompt.
        let index: Int?
        let role: String
        var text: MarkedText
    }

    /// The system prompt as it was sent.
    let system: String?
    /// Each function's line.
    let functions: [String]
    let turns: [Turn]

    /// The conversation of a prompt.
    init(_ prompt: ChatPrompt, tools: [JSONValue]) {
        var messages = prompt.messages[...]
        var system: String?
        if let first = messages.first, first.isSystem {
            messages = messages.dropFirst()
            system = first.text
        }
        self.system = system
        // The template sorts the keys and writes spaces.
        let json = PythonJSON(isASCII: false, sortsKeys: true)
        functions = tools.map { "\n" + json.text(of: $0) }
        var turns: [Turn] = []
        for message in messages {
            let (role, text) = ChatMLPrompt.content(of: message, json)
            if turns.last?.role == role {
                turns[turns.count - 1].text.append("\n")
                turns[turns.count - 1].text.append(text)
            } else {
                turns.append(Turn(index: message.index, role: role, text: text))
            }
        }
        self.turns = turns
    }

    /// The system prompt with the functions; nil where there is neither.
    var systemText: MarkedText? {
        guard !functions.isEmpty else { return system.map(MarkedText.init) }
        var text = MarkedText((system.map { $0 + "\n\n" } ?? "") + ChatMLPrompt.toolsHead + functions.joined())
        text.append(ChatMLPrompt.toolsTail)
        return text
    }

    /// Whether the last message is the assistant's, which the answer then goes on from.
    var continuesAnswer: Bool { turns.last?.role == "assistant" }

    private static func content(of message: ChatPrompt.Message, _ json: PythonJSON) -> (role: String, MarkedText) {
        guard message.role != "tool" else {
            var text = MarkedText()
            text.appendMark()
            text.append("\n" + message.text + "\n")
            text.appendMark()
            return ("user", text)
        }
        var text = MarkedText(message.text)
        for (index, call) in message.calls.enumerated() {
            if index > 0 || !message.text.isEmpty { text.append("\n") }
            let arguments = (try? JSONValue(parsing: call.arguments.utf8)).map(json.text) ?? call.arguments
            text.appendMark()
            text.append("\n{\"name\": \"\(call.name)\", \"arguments\": \(arguments)}\n")
            text.appendMark()
        }
        return (message.role, text)
    }

    private static let toolsHead = """
        # Tools

        You may call one or more functions to assist with the user query.

        You are provided with function signatures within <tools></tools> XML tags:
        <tools>
        """

    /// What stands behind the functions, with the tags of calls as marks.
    private static let toolsTail: MarkedText = {
        var text = MarkedText(
            "\n</tools>\n\nFor each function call, return a json object with function name and arguments within ")
        text.appendMark()
        text.appendMark()
        text.append(" XML tags:\n")
        text.appendMark()
        text.append("\n{\"name\": <function-name>, \"arguments\": <args-json-object>}\n")
        text.appendMark()
        return text
    }()
}

/// Text with marks in it, each of which is one token.
struct MarkedText {
    private var texts: [String] = [""]

    /// No text, or the text.
    init(_ text: String = "") { texts = [text] }

    mutating func append(_ text: String) { texts[texts.count - 1] += text }

    mutating func append(_ other: MarkedText) {
        append(other.texts[0])
        texts += other.texts.dropFirst()
    }

    mutating func appendMark() { texts.append("") }

    /// The number of tokens, the text being behind another that tokens may reach over from. Linear.
    func tokens(behind prefix: String = "", _ encoding: any TokenCounter) -> Int {
        let marks = texts.count - 1
        return texts.dropFirst().reduce(marks + encoding.count(prefix + texts[0])) { $0 + encoding.count($1) }
    }
}
