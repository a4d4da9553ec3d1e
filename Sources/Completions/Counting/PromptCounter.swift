/// Counts the prompt of a request as a provider bills it, from the body that is sent.
///
/// Counting never fails: what can't be counted lowers the confidence and says so.
public protocol PromptCounter: Sendable {
    /// Counts the prompt of a body.
    ///
    /// - Complexity: O(n log n) for n bytes.
    func count(body: JSONValue) -> PromptCount
}
