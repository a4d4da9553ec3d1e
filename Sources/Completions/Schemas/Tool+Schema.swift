extension Tool {
    /// A tool whose arguments are a Swift type, as `JSONDecoder` reads it.
    ///
    /// ```swift
    /// struct Search: Decodable {
    ///     let query: String
    ///     let limit: Int?
    /// }
    /// let tool = try Tool(name: "search", description: "Searches the archive.", parameters: Search.self)
    /// ```
    /// - Throws: `SchemaError` where the type says no schema, with the way there.
    public init(
        name: String, description: String? = nil, parameters: (some Decodable).Type
    ) throws(SchemaError) {
        self.init(name: name, description: description, parameters: try JSONValue(schemaOf: parameters))
    }
}

extension JSONValue {
    /// The JSON Schema of the JSON that a type is decoded from: structures as objects whose other properties aren't
    /// allowed, optional properties as not required, arrays, dictionaries by string, and enumerations by their values
    /// where they are `CaseIterable`.
    ///
    /// The type is decoded from nothing, and asked so what it looks for. Linear in the number of its properties.
    ///
    /// - Throws: `SchemaError` where the type decodes in a way that nothing can be said about.
    public init(schemaOf type: (some Decodable).Type) throws(SchemaError) {
        let recorder = SchemaRecorder(place: "\(type)", stack: [])
        do {
            _ = try recorder.value(of: type)
        } catch {
            throw error as? SchemaError ?? SchemaError(place: "\(type)", problem: "\(error)")
        }
        self = recorder.schema
    }
}

/// Words for the properties of a type whose schema is made, for the model to read.
public protocol PropertiesDescribed {
    /// What each property means, by its name in JSON.
    static var propertyDescriptions: [String: String] { get }
}

/// Why no schema can be made of a type.
public struct SchemaError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The way to the type, from the outermost one.
    public let place: String
    /// What is wrong with it, and what to do.
    public let problem: String

    /// The error's stable name in machine-readable output.
    public var code: String { "no_schema" }

    /// The place and the problem.
    public var description: String { "\(place): \(problem)" }
}
