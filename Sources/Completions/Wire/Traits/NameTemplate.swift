/// A form of model names: a name with placeholders.
///
/// - `<YYYYMMDD>`, `<YYYY-MM-DD>`, `<MMDD>`: digits in that form, as in the names of snapshots.
/// - `<any>`: at least one byte, up to the byte that follows in the template; to the end where it is last.
/// - `*` alone: every name.
struct NameTemplate: Hashable, Sendable {
    private enum Step: Hashable {
        case byte(UInt8)
        case digit
        case any(until: UInt8?)
    }

    private let steps: [Step]

    /// The form of a template; nil where it has a placeholder that isn't known.
    init?(_ template: String) {
        guard template != "*" else {
            steps = [.any(until: nil)]
            return
        }
        var steps: [Step] = []
        var rest = template.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "<") else {
                steps.append(.byte(byte))
                continue
            }
            guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return nil }
            let name = String(Substring(rest[..<end]))
            rest = rest[end...].dropFirst()
            switch name {
            case "any": steps.append(.any(until: rest.first))
            case "YYYYMMDD", "YYYY-MM-DD", "MMDD":
                steps += name.utf8.map { $0 == UInt8(ascii: "-") ? .byte($0) : .digit }
            default: return nil
            }
        }
        self.steps = steps
    }

    /// Whether a name has the form. Linear in the name's length.
    func matches(_ name: String) -> Bool {
        var rest = name.utf8[...]
        for step in steps {
            switch step {
            case .byte(let byte): guard rest.popFirst() == byte else { return false }
            case .digit: guard let byte = rest.popFirst(), isDigit(byte) else { return false }
            case .any(let end):
                let field = rest.prefix { $0 != end }
                guard !field.isEmpty else { return false }
                rest = rest[field.endIndex...]
            }
        }
        return rest.isEmpty
    }
}
