extension JSONValue {
    /// How JSON text is laid out.
    enum Layout {
        /// On one line, keys in their order.
        case line
        /// On one line, keys sorted by their code points, at every depth.
        case sortedLine
        /// A line a member, each level indented by two spaces, keys in their order.
        case indented
    }

    /// The value as JSON text with a space after commas and colons and only ASCII in it, as Python's `json.dumps` writes.
    ///
    /// Linear in the size of the value, but for sorting.
    func spacedText(_ layout: Layout) -> String {
        var text = ""
        write(layout, depth: 0, to: &text)
        return text
    }

    private func write(_ layout: Layout, depth: Int, to text: inout String) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .number(let number): text += number.text
        case .string(let string): JSONValue.writeASCII(string, to: &text)
        case .array(let elements):
            JSONValue.write(elements, in: "[", "]", layout, depth: depth, to: &text) { element, text in
                element.write(layout, depth: depth + 1, to: &text)
            }
        case .object(let members):
            let ordered = layout == .sortedLine ? members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) } : members
            JSONValue.write(ordered, in: "{", "}", layout, depth: depth, to: &text) { member, text in
                JSONValue.writeASCII(member.key, to: &text)
                text += ": "
                member.value.write(layout, depth: depth + 1, to: &text)
            }
        }
    }

    /// Writes what brackets hold.
    private static func write<Item>(
        _ items: [Item], in open: String, _ close: String, _ layout: Layout, depth: Int, to text: inout String,
        item: (Item, inout String) -> Void
    ) {
        text += open
        for (index, value) in items.enumerated() {
            if layout == .indented {
                text += index > 0 ? ",\n" : "\n"
                text += String(repeating: "  ", count: depth + 1)
            } else if index > 0 {
                text += ", "
            }
            item(value, &text)
        }
        if layout == .indented, !items.isEmpty { text += "\n" + String(repeating: "  ", count: depth) }
        text += close
    }

    /// Writes a string in quotes, all beyond ASCII as UTF-16 escapes.
    private static func writeASCII(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{8}": text += "\\b"
            case "\u{C}": text += "\\f"
            case " "..."~": text.unicodeScalars.append(scalar)
            default:
                for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
                    let hex = String(unit, radix: 16)
                    text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
                }
            }
        }
        text += "\""
    }
}
