import Completions

extension JSONValue {
    static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    static func optional(_ count: Int?) -> JSONValue { count.map(JSONValue.count) ?? .null }
    static func count(_ count: Int) -> JSONValue { .number(JSONNumber(count)) }
    static func strings(_ strings: [String]) -> JSONValue { .array(strings.map(JSONValue.string)) }
}
