// Reading of bodies that may have any form: what is missing or of another type is empty.

extension JSONValue {
    /// The elements of an array; none for anything else.
    var elements: [JSONValue] { asArray ?? [] }

    /// The members of an object; none for anything else.
    var members: [JSONValue.Member] { asObject ?? [] }

    /// The integer of a key; 0 where there is none.
    func integer(_ key: String) -> Int { self[key]?.integer ?? 0 }
}

extension JSONValue? {
    /// The value of a key, if this is an object that has it.
    subscript(_ key: String) -> JSONValue? { self?[key] }

    /// The integer of a key; 0 where there is none.
    func integer(_ key: String) -> Int { self?.integer(key) ?? 0 }

    /// The elements of an array; none for anything else.
    var elements: [JSONValue] { self?.elements ?? [] }

    /// The members of an object; none for anything else.
    var members: [JSONValue.Member] { self?.members ?? [] }
}
