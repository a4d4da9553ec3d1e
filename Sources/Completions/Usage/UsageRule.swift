/// How one counter stands in a provider's usage object.
struct UsageRule: Sendable {
    /// How the count relates to the provider's other counts.
    enum Relation: Sendable {
        /// It is a count of its own, that nothing else includes.
        case whole
        /// It is included in another count.
        case part(of: Usage.Counter)
        /// It is how much of its counter, a modality, is included in the cached count too.
        case cachedPart
    }

    /// Places where the count may stand, each a sum of fields. Where several are not 0, they must agree.
    let places: [[UsageField]]
    let counter: Usage.Counter
    let relation: Relation
    /// Whether the provider always sends it.
    let isRequired: Bool
    /// A text field that must, or must not, have a value for the rule to apply.
    let condition: (field: UsageField, value: String, holds: Bool)?

    init(
        _ counter: Usage.Counter, _ relation: Relation, _ places: [UsageField]..., isRequired: Bool = false,
        when condition: (field: UsageField, value: String, holds: Bool)? = nil
    ) {
        self.init(counter, relation, places: places, isRequired: isRequired, when: condition)
    }

    init(
        _ counter: Usage.Counter, _ relation: Relation, places: [[UsageField]], isRequired: Bool = false,
        when condition: (field: UsageField, value: String, holds: Bool)? = nil
    ) {
        self.places = places
        self.counter = counter
        self.relation = relation
        self.isRequired = isRequired
        self.condition = condition
    }

    /// Whether the rule's condition holds in a usage object.
    func applies(to usage: JSONValue) -> Bool {
        guard let condition else { return true }
        return (condition.field.value(in: usage)?.string == condition.value) == condition.holds
    }

    /// The count in a usage object; nil where no place has one.
    func count(in usage: JSONValue) throws(UsageError) -> Int? {
        var found: (count: Int, name: String)?
        for place in places {
            var sum: Int?
            for field in place {
                if let count = try field.count(in: usage) { sum = (sum ?? 0) + count }
            }
            guard let sum else { continue }
            let name = place.map(\.path).joined(separator: " + ")
            if let earlier = found, earlier.count != 0 {
                guard sum == 0 || sum == earlier.count else {
                    throw .contradiction("\(earlier.name) is \(earlier.count) but \(name) is \(sum)")
                }
            } else {
                found = (sum, name)
            }
        }
        guard found != nil || !isRequired else { throw .missing(name) }
        return found?.count
    }

    /// The field's name for messages.
    var name: String { places[0].map(\.path).joined(separator: " + ") }
}

/// A place in a usage object: keys joined by dots; `key[M]` takes the items of a list whose modality is M.
struct UsageField: ExpressibleByStringLiteral, Sendable {
    let path: String
    private let steps: [(key: String, modality: String?)]

    init(stringLiteral path: String) {
        self.path = path
        steps = path.split(separator: ".").map { step in
            let parts = step.split(separator: "[")
            return (String(parts[0]), parts.count > 1 ? String(parts[1].dropLast()) : nil)
        }
    }

    /// The value there; nil where it is missing or null at any level.
    func value(in usage: JSONValue) -> JSONValue? {
        var value = usage
        for step in steps {
            guard let next = value[step.key] else { return nil }
            value = next
        }
        return value
    }

    /// The count there; nil where it is missing or null at any level.
    func count(in usage: JSONValue) throws(UsageError) -> Int? {
        guard let step = steps.first, let modality = step.modality else {
            return try value(in: usage).map(count(of:))
        }
        guard case .array(let items)? = usage[step.key] else { return nil }
        var sum: Int?
        for item in items where item["modality"]?.string == modality {
            for step in steps.dropFirst() {
                if let value = item[step.key] { sum = (sum ?? 0) + (try count(of: value)) }
            }
            guard sum ?? 0 <= Usage.maximumCount else { throw .tooLarge(path) }
        }
        return sum
    }

    private func count(of value: JSONValue) throws(UsageError) -> Int {
        guard case .number(let number) = value else { throw .notANumber(path) }
        switch number.integerValue {
        case .fractional: throw .fractional(path, number.text)
        case .tooLarge: throw .tooLarge(path)
        case .exact(let count):
            guard count >= 0 else { throw .negative(path, count) }
            guard count <= Usage.maximumCount else { throw .tooLarge(path) }
            return count
        }
    }
}
