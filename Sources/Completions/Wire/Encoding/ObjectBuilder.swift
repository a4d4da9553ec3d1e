/// Builds a JSON object member by member, in order.
struct ObjectBuilder {
    private(set) var members: [JSONValue.Member] = []

    /// Appends a member; nothing where the value is nil.
    mutating func set(_ key: String, _ value: JSONValue?) {
        if let value { members.append(.init(key, value)) }
    }

    mutating func set(_ key: String, _ text: String?) { set(key, text.map(JSONValue.string)) }

    mutating func set(_ key: String, _ flag: Bool?) { set(key, flag.map(JSONValue.bool)) }

    mutating func set(_ key: String, _ count: Int?) { set(key, count.map(JSONValue.count)) }

    mutating func set(_ key: String, _ number: Double?) { set(key, number.map(JSONValue.decimal)) }

    /// Puts members over those of the same key, and the rest at the end; null takes a member away.
    mutating func overlay(_ extras: [JSONValue.Member]) {
        for extra in extras {
            let index = members.firstIndex { $0.key == extra.key }
            switch (index, extra.value) {
            case (let index?, .null): members.remove(at: index)
            case (let index?, _): members[index] = extra
            case (nil, .null): break
            case (nil, _): members.append(extra)
            }
        }
    }

    var object: JSONValue { .object(members) }
}

extension JSONValue {
    static func count(_ count: Int) -> JSONValue { .number(JSONNumber(count)) }

    /// A number that must be finite; whole ones without a fraction.
    static func decimal(_ value: Double) -> JSONValue {
        if let whole = Int(exactly: value) { return .count(whole) }
        return .number(JSONNumber(text: value.description, isInteger: false))
    }

    static func strings(_ strings: [String]) -> JSONValue { .array(strings.map(JSONValue.string)) }
}
