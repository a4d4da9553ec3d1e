extension JSONValue {
    /// The elements, if it is an array.
    package var asArray: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// The members, if it is an object.
    package var asObject: [Member]? {
        if case .object(let members) = self { members } else { nil }
    }

    /// The whole number that it is, if `Int` holds it.
    package var integer: Int? {
        if case .number(let number) = self, case .exact(let value) = number.integerValue { value } else { nil }
    }
}
