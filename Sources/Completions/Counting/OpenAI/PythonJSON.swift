/// JSON text as Python's `json.dumps` writes it, which is how providers put JSON into a prompt.
struct PythonJSON {
    /// Whether a comma and a colon have a space after them.
    var isSpaced = true
    /// Whether characters outside ASCII are written as `\u` and four digits.
    var isASCII = true
    /// Whether an object's keys are in the order of their code points.
    var sortsKeys = false

    /// Without spaces, ASCII only.
    static let compact = PythonJSON(isSpaced: false)

    /// The text of a value. O(n log n) where keys are sorted, else linear.
    func text(of value: JSONValue) -> String {
        var text = ""
        write(value, to: &text, depth: 0)
        return text
    }

    private func write(_ value: JSONValue, to text: inout String, depth: Int) {
        switch value {
        case .string(let string): write(string, to: &text)
        case .array(let elements):
            text += "["
            for (index, element) in elements.enumerated() where depth < JSONValue.maximumDepth {
                if index > 0 { text += isSpaced ? ", " : "," }
                write(element, to: &text, depth: depth + 1)
            }
            text += "]"
        case .object(let members):
            text += "{"
            let members = sortsKeys ? members.sorted(by: PythonJSON.precedes) : members
            for (index, member) in members.enumerated() where depth < JSONValue.maximumDepth {
                if index > 0 { text += isSpaced ? ", " : "," }
                write(member.key, to: &text)
                text += isSpaced ? ": " : ":"
                write(member.value, to: &text, depth: depth + 1)
            }
            text += "}"
        case .null, .bool, .number: value.write(to: &text)
        }
    }

    private func write(_ string: String, to text: inout String) {
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
            case "\0"..<" ": PythonJSON.escape(scalar, to: &text)
            case "\u{7F}"... where isASCII: PythonJSON.escape(scalar, to: &text)
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }

    private static func precedes(_ left: JSONValue.Member, _ right: JSONValue.Member) -> Bool {
        left.key.unicodeScalars.lexicographicallyPrecedes(right.key.unicodeScalars)
    }

    private static func escape(_ scalar: Unicode.Scalar, to text: inout String) {
        for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
            let hex = String(unit, radix: 16)
            text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        }
    }
}
