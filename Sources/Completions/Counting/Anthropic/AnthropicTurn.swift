/// Messages of one role that follow each other: the model reads them as one turn.
struct AnthropicTurn {
    enum Role: String {
        case user, assistant, system
    }

    /// One part of a message.
    struct Block {
        /// The message's place in the request.
        let message: Int
        /// The part's type.
        let type: String
        /// The part as it was sent.
        let json: JSONValue

        /// The text of a part that is text; empty for any other.
        var text: String { type == "text" ? json["text"]?.string ?? "" : "" }
    }

    let role: Role
    var blocks: [Block]

    /// The turns of a request's messages. Linear.
    static func turns(of messages: JSONValue?) -> [AnthropicTurn] {
        var turns: [AnthropicTurn] = []
        for (index, message) in messages.elements.enumerated() {
            let role = Role(rawValue: message["role"]?.string ?? "") ?? .user
            let blocks = AnthropicTurn.blocks(of: message["content"], message: index)
            if let last = turns.indices.last, turns[last].role == role {
                turns[last].blocks += blocks
            } else {
                turns.append(AnthropicTurn(role: role, blocks: blocks))
            }
        }
        return turns
    }

    /// The parts of content, which may be a text or a list.
    static func blocks(of content: JSONValue?, message: Int) -> [Block] {
        if let text = content?.string { return [Block(message: message, type: "text", json: ["text": .string(text)])] }
        return content.elements.map { Block(message: message, type: $0["type"]?.string ?? "", json: $0) }
    }

    /// The texts of some parts: those of one message joined, messages apart by blank lines.
    static func text(of blocks: some Sequence<Block>) -> String {
        var text = ""
        var last: Int?
        for block in blocks where !block.text.isEmpty {
            if let last, last != block.message { text += "\n\n" }
            text += block.text
            last = block.message
        }
        return text
    }
}
