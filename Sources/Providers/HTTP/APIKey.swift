import Completions

/// A key to a provider's interface, which no description shows.
public struct APIKey: Sendable, ExpressibleByStringLiteral, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    let text: String

    /// A key. White space around it, as the line end of a file, is no part of it.
    public init(_ text: some StringProtocol) {
        let isBlank = { (character: Character) in character.isWhitespace }
        let start = text.drop(while: isBlank)
        self.text = String(start.prefix(start.count - start.reversed().prefix(while: isBlank).count))
    }

    /// A key in the source, as in a test.
    public init(stringLiteral text: String) { self.init(text) }

    /// Whether there is nothing in it.
    public var isEmpty: Bool { text.isEmpty }

    /// Not the key.
    public var description: String { "[redacted]" }

    /// Not the key.
    public var debugDescription: String { description }

    /// Not the key.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// How a request says whose it is.
public enum Authorization: Sendable {
    /// Not at all.
    case none
    /// `Authorization: Bearer KEY`
    case bearer(APIKey)
    /// A header field of its own, by lowercase name: `x-api-key: KEY`
    case header(String, APIKey)

    /// The header field.
    var field: (name: String, value: String)? {
        switch self {
        case .none: nil
        case .bearer(let key): key.isEmpty ? nil : ("authorization", "Bearer " + key.text)
        case .header(let name, let key): key.isEmpty ? nil : (name, key.text)
        }
    }

    /// The key's text; nil where there is none.
    var secret: String? {
        switch self {
        case .bearer(let key) where !key.isEmpty, .header(_, let key) where !key.isEmpty: key.text
        default: nil
        }
    }
}

extension ProviderError {
    /// The error without a key that a provider repeats in its message.
    func hiding(_ secret: String?) -> ProviderError {
        guard let secret, message.contains(secret) else { return self }
        var error = self
        error.message = message.split(separator: secret, omittingEmptySubsequences: false).joined(
            separator: "[redacted]")
        return error
    }
}
