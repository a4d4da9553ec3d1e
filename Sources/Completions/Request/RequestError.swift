/// Why JSON is not a completion request.
public struct RequestError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, and where.
    public let description: String

    init(_ description: String) { self.description = description }

    /// The error's stable name in machine-readable output.
    public var code: String { "bad_request" }
}
