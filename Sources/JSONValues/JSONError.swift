/// Why bytes are not the JSON that was expected.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, as a clause: "expected a string".
    public let problem: String

    /// The byte at which it was noticed, counted from 0.
    public let offset: Int

    /// An error at a byte offset.
    public init(_ problem: String, at offset: Int) {
        self.problem = problem
        self.offset = offset
    }

    /// The error's stable name in machine-readable output.
    public var code: String { "bad_json" }

    /// A sentence for people.
    public var description: String { "invalid JSON at byte \(offset): \(problem)" }
}
