import Testing

@testable import Completions

@Suite("The form of an answer is written as a section of the system prompt")
struct AnswerFormatTests {
    @Test("It has the name, the description as a comment, and the schema without what only bounds values")
    func section() throws {
        let schema = try JSONValue(
            parsing: """
                {"$schema":"x","type":"object","additionalProperties":false,"required":["default"],"title":"Café",
                "properties":{"default":{"type":"integer","minimum":0,"default":1},
                "kind":{"enum":["required",{"maximum":1}]}}}
                """.utf8)
        let format = AnswerFormat(name: "menu", description: "What there is.", schema: schema)
        #expect(
            format.text == """
                # Response Formats

                ## menu

                // What there is.
                {"type":"object","title":"Caf\\u00e9","properties":{"default":{"type":"integer"},\
                "kind":{"enum":["required",{"maximum":1}]}}}
                """)
        #expect(!format.hasUnseenKeys)
    }

    @Test("Keys of which no record is known are noted")
    func unseen() {
        let format = AnswerFormat(name: "a", description: "", schema: ["type": "string", "pattern": "^a"])
        #expect(format.hasUnseenKeys)
        #expect(format.text.hasSuffix(#"{"type":"string","pattern":"^a"}"#))
        let number = AnswerFormat(name: "a", description: "", schema: ["type": "integer", "format": "int32"])
        #expect(number.text.hasSuffix(#"{"type":"integer"}"#))
    }
}

@Suite("JSON text as Python writes it")
struct PythonJSONTests {
    private let value: JSONValue = ["b": "a\"\\\n\u{1}\u{7F}é😀", "a": [.number(JSONNumber(1)), .bool(true), .null]]

    @Test("By default with spaces, and ASCII only")
    func spaced() {
        let expected = #"{"b": "a\"\\\n\u0001\u007f\u00e9\ud83d\ude00", "a": [1, true, null]}"#
        #expect(PythonJSON().text(of: value) == expected)
    }

    @Test("Without spaces, with any characters, with sorted keys")
    func others() {
        #expect(PythonJSON.compact.text(of: ["a": ["b", "c"]]) == #"{"a":["b","c"]}"#)
        let sorted = PythonJSON(isASCII: false, sortsKeys: true).text(of: value)
        #expect(sorted == "{\"a\": [1, true, null], \"b\": \"a\\\"\\\\\\n\\u0001\u{7F}é😀\"}")
    }
}
