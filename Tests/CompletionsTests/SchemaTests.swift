import Completions
import Foundation
import Testing

@Suite("A tool's schema comes from a Swift type")
struct SchemaTests {
    private enum Unit: String, Decodable, CaseIterable { case celsius, fahrenheit }
    private enum Level: Int, Decodable, CaseIterable { case low = 1, high = 5 }

    private struct Place: Decodable, PropertiesDescribed {
        let city: String
        let country: String?
        static let propertyDescriptions = ["city": "The city's name."]
    }

    private struct Forecast: Decodable {
        let place: Place
        let days: Int
        let unit: Unit?
        let level: Level
        let hours: [Int]
        let stops: [Place]?
        let exact: Bool
        let minimum: Double?
        let labels: [String: Float]
        let count: UInt8
    }

    @Test("Properties in their order, with optional ones not required; nested types, lists, enumerations, words")
    func everything() throws {
        let place: JSONValue = [
            "type": "object",
            "properties": [
                "city": ["type": "string", "description": "The city's name."], "country": ["type": "string"],
            ],
            "required": ["city"], "additionalProperties": .bool(false),
        ]
        let schema = try JSONValue(schemaOf: Forecast.self)
        #expect(
            schema == [
                "type": "object",
                "properties": [
                    "place": place, "days": ["type": "integer"],
                    "unit": ["type": "string", "enum": ["celsius", "fahrenheit"]],
                    "level": ["type": "integer", "enum": .array([.number(JSONNumber(1)), .number(JSONNumber(5))])],
                    "hours": ["type": "array", "items": ["type": "integer"]],
                    "stops": ["type": "array", "items": place], "exact": ["type": "boolean"],
                    "minimum": ["type": "number"],
                    "labels": ["type": "object", "additionalProperties": ["type": "number"]],
                    "count": ["type": "integer", "minimum": .number(JSONNumber(0))],
                ],
                "required": ["place", "days", "level", "hours", "exact", "labels", "count"],
                "additionalProperties": .bool(false),
            ], "\(schema)")
    }

    @Test("JSON that follows the schema decodes as the type")
    func decodes() throws {
        let text =
            #"{"place":{"city":"Oslo"},"days":2,"level":5,"hours":[1],"exact":true,"labels":{"a":1.5},"count":3}"#
        let forecast = try JSONDecoder().decode(Forecast.self, from: Data(text.utf8))
        #expect(forecast.place.city == "Oslo" && forecast.level == .high)
    }

    @Test("Names that a type gives its keys are the properties' names")
    func codingKeys() throws {
        struct Renamed: Decodable {
            let maximum: Int
            enum CodingKeys: String, CodingKey { case maximum = "max_items" }
        }
        let tool = try Tool(name: "t", description: "d", parameters: Renamed.self)
        #expect(tool.parameters["properties"]?["max_items"] == ["type": "integer"])
        #expect(tool.name == "t" && tool.description == "d")
    }

    @Test("Foundation's types are what they are in JSON")
    func foundation() throws {
        struct Known: Decodable {
            let id: UUID
            let link: URL
            let at: Date?
            let bytes: Data
        }
        let properties = try JSONValue(schemaOf: Known.self)["properties"]
        #expect(properties?["id"] == ["type": "string", "format": "uuid"])
        #expect(properties?["link"] == ["type": "string", "format": "uri"])
        #expect(properties?["at"] == ["type": "string", "format": "date-time"])
        #expect(properties?["bytes"] == ["type": "string", "contentEncoding": "base64"])
    }

    @Test("A type that says no schema is an error that names the way to it")
    func errors() {
        final class Node: Decodable { let next: [Node] }
        enum Closed: String, Decodable { case a }
        enum Either: Decodable { case text(String), number(Int) }
        struct Outer<Inner: Decodable>: Decodable { let inner: Inner }
        #expect(throws: SchemaError.self) { try JSONValue(schemaOf: Node.self) }
        #expect(throws: SchemaError.self) { try JSONValue(schemaOf: Outer<Either>.self) }
        do {
            _ = try JSONValue(schemaOf: Outer<Closed>.self)
            Issue.record("a schema of an enumeration whose cases nobody knows")
        } catch {
            #expect(error.place.hasSuffix(".inner") && error.problem.contains("CaseIterable"))
        }
    }
}
