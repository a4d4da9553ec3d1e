/// A JSON object of the normalised request, whose keys are read with errors that name them.
struct RequestReader {
    let json: JSONValue

    func text(_ key: String) throws(RequestError) -> String? {
        guard let value = json[key] else { return nil }
        guard let text = value.string else { throw RequestError("\"\(key)\" must be a string") }
        return text
    }

    func required(_ key: String) throws(RequestError) -> String {
        guard let text = json[key]?.string else { throw RequestError("\"\(key)\" must be a string") }
        return text
    }

    func flag(_ key: String) throws(RequestError) -> Bool? {
        guard let value = json[key] else { return nil }
        guard case .bool(let flag) = value else { throw RequestError("\"\(key)\" must be true or false") }
        return flag
    }

    func count(_ key: String) throws(RequestError) -> Int? {
        guard let value = json[key] else { return nil }
        guard let count = value.integer, count > 0 else {
            throw RequestError("\"\(key)\" must be a whole number above 0")
        }
        return count
    }

    func number(_ key: String) throws(RequestError) -> Double? {
        guard let value = json[key] else { return nil }
        guard case .number(let number) = value, let double = Double(number.text), double.isFinite else {
            throw RequestError("\"\(key)\" must be a number")
        }
        return double
    }

    func list(_ key: String) throws(RequestError) -> [JSONValue]? {
        guard let value = json[key] else { return nil }
        guard case .array(let list) = value else { throw RequestError("\"\(key)\" must be a list") }
        return list
    }

    func choice<Choice: RawRepresentable<String> & CaseIterable>(_ key: String) throws(RequestError) -> Choice? {
        guard let text = try text(key) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            throw RequestError("\"\(key)\" must be " + Choice.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return choice
    }
}
