/// Why a provider's usage can't be read as counts.
public enum UsageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The usage is not a JSON object.
    case notAnObject
    /// A counter that the provider always sends is missing.
    case missing(String)
    /// A counter is not a number.
    case notANumber(String)
    /// A counter is below 0.
    case negative(String, Int)
    /// A counter is not a whole number.
    case fractional(String, String)
    /// A counter is above `Usage.maximumCount`.
    case tooLarge(String)
    /// Two counters can't both be right.
    case contradiction(String)

    /// The error's stable name in machine-readable output.
    public var code: String { "bad_usage" }

    /// A sentence for people: which counter, and what is wrong with it.
    public var description: String {
        switch self {
        case .notAnObject: "the usage is not a JSON object; pass the provider's usage object as it came"
        case .missing(let counter): "the usage has no \(counter); pass the provider's usage object as it came"
        case .notANumber(let counter): "\(counter) is not a number"
        case .negative(let counter, let count): "\(counter) is negative (\(count))"
        case .fractional(let counter, let text): "\(counter) is not a whole number (\(text))"
        case .tooLarge(let counter): "\(counter) is above \(Usage.maximumCount)"
        case .contradiction(let what): "the usage contradicts itself: \(what)"
        }
    }
}
