import Completions
import Testing

@Suite("JSON")
struct JSONTests {
    private func parse(_ text: String) throws -> JSONValue { try JSONValue(parsing: text.utf8) }

    @Test("Values are what RFC 8259 says they are")
    func values() throws {
        #expect(try parse(" null ") == .null)
        #expect(try parse("[true,false]") == .array([.bool(true), .bool(false)]))
        #expect(try parse(#"{"a":{"b":[]},"c":""}"#) == ["a": ["b": []], "c": ""])
        #expect(try parse(#""\u00e9\n\/\"\\""#) == "é\n/\"\\")
    }

    @Test("A surrogate pair is one scalar; a lone surrogate is U+FFFD")
    func surrogates() throws {
        #expect(try parse(#""\ud83d\ude00""#) == "😀")
        #expect(try parse(#""\ud83dx""#) == "\u{FFFD}x")
        #expect(try parse(#""\ud83d\n""#) == "\u{FFFD}\n")
        #expect(try parse(#""\ud83d\ud83d\ude00""#) == "\u{FFFD}😀")
        #expect(try parse(#""\ude00""#) == "\u{FFFD}")
    }

    @Test(
        "What is not JSON is an error that says where",
        arguments: [
            ("", 0), ("{", 1), ("[1,]", 3), ("[1 2]", 3), ("01", 2), ("1.", 2), ("-", 1), ("nul", 0), ("\"a", 2),
            ("\"\u{1}\"", 1), (#""\x""#, 3), (#""\u12G4""#, 5), (#""\u+123""#, 3), ("{\"a\" 1}", 5), ("{a:1}", 1),
            ("1 2", 2), ("[,1]", 1), ("{\"a\":1,}", 7), ("]", 0),
        ])
    func invalid(_ text: String, _ offset: Int) throws {
        let error = #expect(throws: JSONError.self) { try parse(text) }
        #expect(error?.offset == offset)
    }

    @Test("Bytes that are not UTF-8 are an error")
    func invalidUTF8() {
        #expect(throws: JSONError.self) { try JSONValue(parsing: [0x22, 0xFF, 0x22]) }
        #expect(throws: JSONError.self) { try JSONValue(parsing: [0x22, 0x5C, 0x6E, 0xC3, 0x22]) }
    }

    @Test("Nesting deeper than the limit is an error, not a crash")
    func depth() throws {
        let deep = JSONValue.maximumDepth
        _ = try parse(String(repeating: "[", count: deep) + String(repeating: "]", count: deep))
        #expect(throws: JSONError.self) { try parse(String(repeating: "[", count: 1_000_000)) }
    }

    @Test(
        "A number is an integer by its value, without binary floating point",
        arguments: [
            ("0", .exact(0)), ("-0", .exact(0)), ("12", .exact(12)), ("-12", .exact(-12)), ("5.0", .exact(5)),
            ("1e3", .exact(1000)), ("1.50e1", .exact(15)), ("-2.5E+1", .exact(-25)), ("100e-2", .exact(1)),
            ("0e999999999999999999999", .exact(0)), ("0.5", .fractional), ("1e-1", .fractional),
            ("1e-99999999999999999999", .fractional), ("9223372036854775807", .exact(.max)),
            ("-9223372036854775808", .exact(.min)), ("9223372036854775808", .tooLarge), ("1e19", .tooLarge),
            ("1e999999999999999999999", .tooLarge), ("9007199254740993", .exact(9_007_199_254_740_993)),
        ] as [(String, JSONNumber.IntegerValue)])
    func integers(_ text: String, _ value: JSONNumber.IntegerValue) throws {
        guard case .number(let number) = try parse(text) else {
            Issue.record("\(text) is not read as a number")
            return
        }
        #expect(number.integerValue == value)
        #expect(number.text == text)
    }

    @Test("Of two members with one key the last counts; null counts as missing")
    func members() throws {
        let value = try parse(#"{"a":1,"b":null,"a":2}"#)
        #expect(value["a"] == .number(JSONNumber(2)))
        #expect(value["b"] == nil)
        #expect(value["c"] == nil)
    }

    @Test("Writing and reading gives the value back")
    func roundTrip() throws {
        let text = #"{"a":[1,-2.50,true,null],"b":"q\"\\\n\r\t\u0001é😀","c":{}}"#
        let value = try parse(text)
        #expect(value.description == text)
        #expect(try parse(value.description) == value)
    }
}
