import Completions

extension PromptCount {
    /// The parts for people, in their order: a name and the tokens.
    var rows: [(name: String, tokens: String)] {
        parts.map { part in
            let place = part.index.map { " \($0 + 1)" } ?? ""
            let name: String =
                switch part.kind {
                case .system: "system"
                case .message: "message\(place)"
                case .tool: "tool\(place)"
                case .image: "images of message\(place)"
                case .document: "documents of message\(place)"
                case .responseFormat: "form of the answer"
                case .framing: "framing"
                }
            let label = part.kind == .system || part.label == nil ? "" : " (\(part.label ?? ""))"
            return (name + label, String(part.tokens))
        }
    }

    /// The parts and their sum for people, with what makes the count less than sure.
    var lines: [String] {
        var table = TextTable([("", .left), ("tokens", .right)])
        for row in rows { table.add([row.name, row.tokens]) }
        table.add(["total", String(tokens)])
        return table.lines + ["confidence: \(confidence)"] + reasons.map { "- \($0)" }
    }

    /// The parts for programs.
    var partsJSON: JSONValue {
        .array(
            parts.map { part in
                var members: [JSONValue.Member] = [.init("kind", .string(part.kind.rawValue))]
                if let index = part.index { members.append(.init("index", .count(index))) }
                if let label = part.label { members.append(.init("label", .string(label))) }
                return .object(members + [.init("tokens", .count(part.tokens))])
            })
    }
}
