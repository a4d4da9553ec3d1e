import Testing

@testable import Completions

@Suite("Functions are written as a TypeScript namespace")
struct ToolNamespaceTests {
    private func type(_ schema: String) throws -> String? {
        let schema = try JSONValue(parsing: schema.utf8)
        var types = TypeScriptType(root: schema)
        return types.parameters(schema)
    }

    @Test("The namespace has a function's comment, name and type, and an empty line behind each")
    func namespace() throws {
        let parameters = try JSONValue(parsing: #"{"type":"object","properties":{"city":{"type":"string"}}}"#.utf8)
        let namespace = ToolNamespace([
            .init(name: "forecast", description: "  Says the weather.\n\n  Of tomorrow. ", parameters: parameters),
            .init(name: "now", description: "", parameters: .object([])),
        ])
        #expect(
            ToolNamespace.head + namespace.body == """
                # Tools

                ## functions

                namespace functions {

                // Says the weather.
                //
                // Of tomorrow.
                type forecast = (_: { city?: string }) => any;

                type now = () => any;

                } // namespace functions
                """)
        #expect(namespace.doubt == nil)
    }

    @Test("Properties without a remark are on one line, in the order they were sent, `?` behind optional ones")
    func oneLine() throws {
        let text = try type(
            """
            {"type":"object","required":["from"],"properties":{"from":{"type":"string"},"days":{"type":"integer"},
            "unit":{"type":"string","enum":["C","F"]},"tags":{"type":"array","items":{"type":"string"}},
            "fast":{"type":"boolean"},"where":{"type":"object","properties":{"lat":{"type":"number"}}},
            "more":{"type":"object"},"list":{"type":"array"}}}
            """)
        #expect(
            text == #"{ from: string, days?: number, unit?: "C" | "F", tags?: string[], fast?: boolean, "#
                + "where?: { lat?: number }, more?: object, list?: any[] }")
    }

    @Test("Titles, descriptions, formats are comments above; a default stands behind; all are on lines then")
    func lines() throws {
        let text = try type(
            """
            {"type":"object","title":"Trip","required":["day"],"properties":{
            "day":{"type":"string","title":"Day","description":"When.\\n Really.","format":"date"},
            "seats":{"type":"integer","default":2},"class":{"type":"string","default":"second"}}}
            """)
        #expect(
            text == """
                // Trip
                {
                // Day
                //
                // When.
                // Really.
                // format: "date"
                day: string,
                seats?: number, // default: 2
                class?: string, // default: "second"
                }
                """)
    }

    @Test("An array of what is on lines is an `Array`")
    func arrayOfObjects() throws {
        let text = try type(
            """
            {"type":"object","properties":{"legs":{"type":"array","items":{"$ref":"#/$defs/Leg"}},
            "stops":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"}}}}},
            "$defs":{"Leg":{"title":"Leg","type":"object","properties":{"to":{"type":"string"}}}}}
            """)
        #expect(
            text == """
                {
                legs?: Array<
                // Leg
                { to?: string }
                >,
                stops?: { name?: string }[],
                }
                """)
    }

    @Test("A union of plain types is on one line; members with comments are on lines, each with the comment")
    func unions() throws {
        let plain = try type(
            """
            {"type":"object","properties":{"a":{"anyOf":[{"type":"string"},{"type":"null"}]},
            "b":{"type":["integer","null"]}}}
            """)
        #expect(plain == "{ a?: string | null, b?: number | null }")
        let described = try type(
            #"{"type":"object","properties":{"a":{"type":["string","null"],"description":"A name."}}}"#)
        #expect(
            described == """
                {
                // A name.
                a?:
                 | // A name.
                string
                 | // A name.
                null,
                }
                """)
    }

    @Test("What only bounds values is not written")
    func bounds() throws {
        let text = try type(
            """
            {"type":"object","additionalProperties":false,"properties":{
            "n":{"type":"integer","format":"int32","minimum":1,"maximum":9},
            "s":{"type":"string","pattern":"^a","maxLength":3}}}
            """)
        #expect(text == "{ n?: number, s?: string }")
    }

    @Test(
        "A schema that refers to itself, to nothing, or ever deeper ends, with a doubt", .timeLimit(.minutes(1)),
        arguments: [
            ##"{"type":"object","properties":{"next":{"$ref":"#"}}}"##,
            ##"{"type":"object","properties":{"next":{"$ref":"#/$defs/Missing"}}}"##,
            doubling(),
            ##"{"type":"object","properties":{"x":{"type":[\##(manyTypes)]}}}"##,
        ])
    func endless(_ schema: String) throws {
        let schema = try JSONValue(parsing: schema.utf8)
        var types = TypeScriptType(root: schema)
        let written = types.parameters(schema)
        let text = try #require(written)
        #expect(text.utf8.count < 1 << 25)
        #expect(types.doubt == .recursive)
    }

    /// Each definition refers to the next twice, so that written out it is 2⁴⁰ times as long.
    private static func doubling() -> String {
        let definitions = (0..<40).map { index in
            let next = ##"{"$ref":"#/$defs/D\##(index + 1)"}"##
            return ##""D\##(index)":{"type":"object","properties":{"a":\##(next),"b":\##(next)}}"##
        }.joined(separator: ",")
        return ##"{"type":"object","properties":{"x":{"$ref":"#/$defs/D0"}},"$defs":{\##(definitions)}}"##
    }

    private static let manyTypes = Array(repeating: #""string""#, count: 50_000).joined(separator: ",")
}
