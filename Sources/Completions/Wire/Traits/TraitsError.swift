/// Why a file of traits can't be read.
public struct TraitsError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, and where.
    public let description: String

    init(_ description: String) { self.description = description }

    /// The error's stable name in machine-readable output.
    public var code: String { "bad_traits" }
}

/// A value of a file of traits, with the key at which it stands.
struct TraitsValue {
    let key: String
    let value: JSONValue

    init(_ member: JSONValue.Member) { (key, value) = (member.key, member.value) }

    var unknown: TraitsError { TraitsError("unknown key \"\(key)\"") }

    func wrong(_ expected: String) -> TraitsError { TraitsError("\"\(key)\" must be \(expected)") }

    func text() throws(TraitsError) -> String {
        guard let text = value.string else { throw wrong("a string") }
        return text
    }

    func optionalText() throws(TraitsError) -> String? { value == .null ? nil : try text() }

    func flag() throws(TraitsError) -> Bool {
        guard case .bool(let flag) = value else { throw wrong("true or false") }
        return flag
    }

    func count() throws(TraitsError) -> Int {
        guard let count = value.integer, count > 0 else {
            throw wrong("a whole number above 0")
        }
        return count
    }

    func elements() throws(TraitsError) -> [TraitsValue] {
        guard case .array(let elements) = value else { throw wrong("a list") }
        return elements.map { TraitsValue(.init(key, $0)) }
    }

    func members() throws(TraitsError) -> [TraitsValue] {
        guard case .object(let members) = value else { throw wrong("an object") }
        return members.map(TraitsValue.init)
    }

    func texts() throws(TraitsError) -> [String] {
        try elements().map { element throws(TraitsError) in try element.text() }
    }

    func choice<Choice: CaseIterable & RawRepresentable<String>>() throws(TraitsError) -> Choice {
        guard let choice = Choice(rawValue: try text()) else {
            throw wrong("one of " + Choice.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return choice
    }

    func choices<Choice: CaseIterable & RawRepresentable<String>>() throws(TraitsError) -> [Choice] {
        try elements().map { element throws(TraitsError) in try element.choice() }
    }
}
