/// A block of Anthropic's content as it comes together: all at once, or piece by piece.
struct AnthropicBlock: Sendable {
    private enum Kind: Sendable {
        case text, thinking, redactedThinking, toolUse, other
    }

    private let kind: Kind
    /// The block as it began.
    private var object: JSONValue
    /// Text, or thinking.
    private(set) var text = ""
    private var signature: String
    /// The pieces of a call's input, as JSON text.
    private var input = ""

    /// A block as it stands in an answer, or begins in a stream.
    init(_ object: JSONValue) {
        self.object = object
        signature = object["signature"]?.string ?? ""
        switch object["type"]?.string {
        case "text":
            kind = .text
            text = object["text"]?.string ?? ""
        case "thinking":
            kind = .thinking
            text = object["thinking"]?.string ?? ""
        case "redacted_thinking": kind = .redactedThinking
        case "tool_use": kind = .toolUse
        default: kind = .other
        }
    }

    /// Whether it is a call to one of the request's tools.
    var isCall: Bool { kind == .toolUse }

    /// Whether it is text that the model says.
    var isText: Bool { kind == .text }

    /// Whether it is reasoning in words.
    var isThinking: Bool { kind == .thinking }

    /// A call's name for its result.
    var id: String { object["id"]?.string ?? "" }

    /// A call's tool.
    var name: String { object["name"]?.string ?? "" }

    /// The input that the block began with, as JSON text; empty where it has none yet.
    var initialInput: String {
        guard let input = object["input"], input.asObject?.isEmpty != true else { return "" }
        return input.description
    }

    /// Whether it is a call of which no input has come.
    var hasNoInput: Bool { isCall && input.isEmpty && initialInput.isEmpty }

    /// Takes a piece that is more of the block.
    mutating func take(delta: JSONValue) {
        switch delta["type"]?.string {
        case "text_delta" where kind == .text: text += delta["text"]?.string ?? ""
        case "thinking_delta" where kind == .thinking: text += delta["thinking"]?.string ?? ""
        case "signature_delta" where kind == .thinking: signature += delta["signature"]?.string ?? ""
        case "input_json_delta": input += delta["partial_json"]?.string ?? ""
        default:
            // Blocks of the provider's own are handed back as they came, so their pieces go where they belong.
            guard kind == .other, let members = delta.asObject else { return }
            for member in members where member.key != "type" { merge(member) }
        }
    }

    private mutating func merge(_ member: JSONValue.Member) {
        guard var members = object.asObject else { return }
        if let place = members.firstIndex(where: { $0.key == member.key }) {
            if case .string(let earlier) = members[place].value, case .string(let more) = member.value {
                members[place].value = .string(earlier + more)
            } else {
                members[place].value = member.value
            }
        } else {
            members.append(member)
        }
        object = .object(members)
    }

    /// The block as a part of the answer.
    var part: Message.Part {
        switch kind {
        case .text: .text(text)
        case .thinking: .reasoning(.init(text: text, signature: signature.isEmpty ? nil : signature))
        case .redactedThinking: .reasoning(.init(text: "", redacted: object["data"]?.string ?? ""))
        case .toolUse:
            .toolCall(
                .init(id: id, name: name, argumentsText: input.isEmpty ? (object["input"] ?? [:]).description : input))
        case .other: .other(whole)
        }
    }

    /// A block of the provider's own, with the input that came in pieces.
    private var whole: JSONValue {
        guard !input.isEmpty, let value = try? JSONValue(parsing: input.utf8) else { return object }
        var whole = self
        whole.merge(.init("input", value))
        return whole.object
    }
}
