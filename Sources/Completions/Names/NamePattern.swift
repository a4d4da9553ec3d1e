/// A form of names that stand for one model, as a name with placeholders.
///
/// - `<YYYYMMDD>`, `<YYYY-MM-DD>`: a day of the calendar.
/// - `<any>`: at least one character, to the end.
/// - `<org>`, `<suffix>`: any characters but a colon; may be empty.
/// - `<job>`: letters and digits of ASCII, at least one.
/// - `*` alone: every name that is not empty.
package struct NamePattern: Hashable, Sendable {
    private enum Step: Hashable {
        case text([UInt8])
        case compactDate
        case date
        case field
        case job
        case anything
    }

    /// The template that takes every name.
    package static let catchAll = "*"

    /// The name with its placeholders.
    package let template: String
    /// Ends that a name must not have, from templates such as `*-cloud`.
    package let excludedSuffixes: [String]
    private let steps: [Step]

    /// Whether it takes every name.
    package var isCatchAll: Bool { template == NamePattern.catchAll }

    /// The pattern of a template; nil where it has a placeholder that isn't known.
    package init?(_ template: String, excludedSuffixes: [String] = []) {
        self.template = template
        self.excludedSuffixes = excludedSuffixes
        if template == NamePattern.catchAll {
            steps = [.anything]
            return
        }
        var steps: [Step] = []
        for (index, part) in template.split(separator: "<", omittingEmptySubsequences: false).enumerated() {
            guard index > 0 else {
                steps.append(.text(Array(part.utf8)))
                continue
            }
            guard let end = part.firstIndex(of: ">"), let step = NamePattern.placeholders[String(part[..<end])] else {
                return nil
            }
            steps += [step, .text(Array(part[part.index(after: end)...].utf8))]
        }
        guard steps.count > 1, case .text(let prefix)? = steps.first, !prefix.isEmpty else { return nil }
        self.steps = steps
    }

    private static let placeholders: [String: Step] = [
        "YYYYMMDD": .compactDate, "YYYY-MM-DD": .date, "org": .field, "suffix": .field, "job": .job,
        "any": .anything,
    ]

    /// Whether a name has the form. Linear in the name's length.
    package func matches(_ name: String) -> Bool {
        guard !excludedSuffixes.contains(where: { name.utf8.reversed().starts(with: $0.utf8.reversed()) }) else {
            return false
        }
        var rest = name.utf8[...]
        for step in steps {
            guard let length = NamePattern.length(of: step, in: rest) else { return false }
            rest = rest.dropFirst(length)
        }
        return rest.isEmpty
    }

    /// How many bytes at the front are the step's; nil where they aren't.
    private static func length(of step: Step, in rest: Substring.UTF8View) -> Int? {
        switch step {
        case .text(let text): rest.starts(with: text) ? text.count : nil
        case .compactDate: isCompactDate(Array(rest.prefix(8))) ? 8 : nil
        case .date: CalendarDate(Substring(rest.prefix(10))) != nil ? 10 : nil
        case .field: rest.prefix { $0 != UInt8(ascii: ":") }.count
        case .job:
            rest.prefix(while: isASCIIAlphanumeric).count > 0 ? rest.prefix(while: isASCIIAlphanumeric).count : nil
        case .anything: rest.isEmpty ? nil : rest.count
        }
    }

    private static func isCompactDate(_ digits: [UInt8]) -> Bool {
        guard digits.count == 8, let year = CalendarDate.number(digits[..<4]),
            let month = CalendarDate.number(digits[4..<6]), let day = CalendarDate.number(digits[6...])
        else { return false }
        return CalendarDate(year: year, month: month, day: day) != nil
    }

    private static func isASCIIAlphanumeric(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26
    }
}
