/// How sure something is that is not certain.
public enum Confidence: String, CaseIterable, Hashable, Comparable, Codable, Sendable {
    /// Doubtful: from one uncertain source, or by a rule of thumb.
    case low
    /// From one list, with a date that is not established, or nearly exact.
    case medium
    /// Read on the provider's page, in two independent lists, or exact.
    case high

    /// Whether one is less sure than the other.
    public static func < (left: Confidence, right: Confidence) -> Bool {
        switch (left, right) {
        case (.low, .medium), (.low, .high), (.medium, .high): true
        default: false
        }
    }
}
