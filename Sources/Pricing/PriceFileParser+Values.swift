import Completions

extension PriceFileParser {
    mutating func decimal(decimals: Int) throws(JSONError) -> Int128 {
        let text = try reader.string()
        do throws(MoneyError) {
            return try Money.units(of: text, decimals: decimals)
        } catch {
            throw reader.error(error.description)
        }
    }

    mutating func bool() throws(JSONError) -> Bool {
        guard case .bool(let value)? = try reader.literal() else { throw reader.error("expected true or false") }
        return value
    }

    mutating func count() throws(JSONError) -> Int {
        guard case .exact(let count) = try reader.number().integerValue, count >= 0 else {
            throw reader.error("expected a whole number")
        }
        return count
    }

    mutating func strings() throws(JSONError) -> [String] {
        var strings: [String] = []
        try reader.beginArray()
        while try reader.nextElement() { strings.append(try reader.string()) }
        return strings
    }

    mutating func date() throws(JSONError) -> CalendarDate {
        guard let date = CalendarDate(try reader.string()) else { throw reader.error("expected a day, YYYY-MM-DD") }
        return date
    }

    mutating func timestamp() throws(JSONError) -> Timestamp {
        guard let timestamp = Timestamp(try reader.string()) else {
            throw reader.error("expected a day or a time, YYYY-MM-DDThh:mm:ssZ")
        }
        return timestamp
    }

    mutating func label<Label: RawRepresentable<String>>() throws(JSONError) -> Label {
        let text = try reader.string()
        guard let label = Label(rawValue: text) else { throw reader.error("\"\(text)\" is not one of the labels") }
        return label
    }

    /// A name pattern: a template, or `{"name": template, "except": ["*-end"]}`.
    mutating func pattern() throws(JSONError) -> NamePattern {
        var template = ""
        var suffixes: [String] = []
        if reader.peek() == UInt8(ascii: "{") {
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "name": template = try reader.string()
                case "except": suffixes = try strings()
                default: throw unknown(key)
                }
            }
        } else {
            template = try reader.string()
        }
        guard suffixes.allSatisfy({ $0.hasPrefix("*") }) else { throw reader.error("an exception is \"*\" and an end") }
        let ends = suffixes.map { String($0.dropFirst()) }
        guard let pattern = NamePattern(template, excludedSuffixes: ends) else {
            throw reader.error("\"\(template)\" is not a name with known placeholders")
        }
        return pattern
    }

    func unknown(_ key: String) -> JSONError { reader.error("unknown key \"\(key)\"") }
}
