/// The tokens of one request as a provider billed them, in counters that don't overlap.
///
/// Providers count cached tokens inside the input or beside it, and reasoning inside the output or beside it;
/// `UsageFormat` undoes that once, so that here each token is in exactly one counter and counters add up.
/// A counter that the provider didn't report is nil, which is not 0: it means that nobody knows.
public struct Usage: Hashable, Sendable {
    /// What a token was, as far as its price may depend on it.
    public enum Counter: Int, CaseIterable, Hashable, Sendable {
        /// Text input that no cache had and none was asked to keep.
        case input
        /// Audio input that no cache had.
        case inputAudio
        /// Image input that no cache had.
        case inputImage
        /// Input read from a cache that the provider keeps by itself, or that has one price for all reads.
        case cacheRead
        /// Input read from a cache that the request marked, where the provider tells the two apart.
        case explicitCacheRead
        /// Audio input read from a cache.
        case cacheReadAudio
        /// Input written to a cache, where the provider has one lifetime or doesn't say which.
        case cacheWrite
        /// Input written to a cache for five minutes.
        case cacheWrite5m
        /// Input written to a cache for an hour.
        case cacheWrite1h
        /// Text output without the reasoning that is counted apart.
        case output
        /// Reasoning: output that the provider counts apart from the answer.
        case reasoning
        /// Audio output.
        case outputAudio
        /// Image output.
        case outputImage

        /// Whether the tokens were part of the prompt.
        public var isInput: Bool { rawValue < Counter.output.rawValue }
    }

    /// The largest count a counter can hold, 10¹⁵: far above any bill, and low enough that sums can't overflow.
    public static let maximumCount = 1_000_000_000_000_000

    // A lane for each counter; a counter is reported where its bit is set.
    private var counts = SIMD16<Int>(repeating: 0)
    private var reported: UInt16 = 0

    /// A usage in which nothing is reported.
    public init() {}

    /// A usage of the given counts.
    ///
    /// - Throws: `UsageError` where a count is negative or above `maximumCount`.
    public init(_ counts: KeyValuePairs<Counter, Int>) throws(UsageError) {
        for (counter, count) in counts { try add(count, to: counter, named: "\(counter)") }
    }

    /// The count of a counter; nil where it was not reported.
    public subscript(counter: Counter) -> Int? {
        isReported(counter) ? counts[counter.rawValue] : nil
    }

    private func isReported(_ counter: Counter) -> Bool { reported & 1 << counter.rawValue != 0 }

    /// Adds tokens to a counter, which is then reported.
    mutating func add(_ count: Int, to counter: Counter, named name: String) throws(UsageError) {
        guard count >= 0 else { throw .negative(name, count) }
        guard count <= Usage.maximumCount - counts[counter.rawValue] else { throw .tooLarge(name) }
        counts[counter.rawValue] += count
        reported |= 1 << counter.rawValue
    }

    /// The usage of two requests together. A counter is reported where either reports it.
    ///
    /// Prices may depend on how large one request is, so the cost of a sum is not always the sum of the costs.
    ///
    /// - Throws: `UsageError.tooLarge` where a sum is above `maximumCount`.
    public func adding(_ other: Usage) throws(UsageError) -> Usage {
        var sum = self
        for counter in Counter.allCases {
            if let count = other[counter] { try sum.add(count, to: counter, named: "\(counter)") }
        }
        return sum
    }

    /// The sum of the counters whose bits are set; nil where none of them is reported.
    private func sum(of counters: UInt16) -> Int? {
        guard reported & counters != 0 else { return nil }
        // Counters that are not reported are 0.
        return Counter.allCases.reduce(0) { counters & 1 << $1.rawValue != 0 ? $0 + counts[$1.rawValue] : $0 }
    }

    private static func bits(_ isIncluded: (Counter) -> Bool) -> UInt16 {
        Counter.allCases.reduce(0) { isIncluded($1) ? $0 | 1 << $1.rawValue : $0 }
    }

    private static let inputBits = bits(\.isInput)
    private static let outputBits = bits { !$0.isInput }
    private static let cacheReadBits = bits { [.cacheRead, .explicitCacheRead, .cacheReadAudio].contains($0) }
    private static let cacheWriteBits = bits { [.cacheWrite, .cacheWrite5m, .cacheWrite1h].contains($0) }

    /// All input, cached and written included; nil where none was reported.
    public var inputTokens: Int? { sum(of: Usage.inputBits) }

    /// All output, reasoning included; nil where none was reported.
    public var outputTokens: Int? { sum(of: Usage.outputBits) }

    /// All input that came from a cache; nil where it was not reported.
    public var cacheReadTokens: Int? { sum(of: Usage.cacheReadBits) }

    /// All input that was written to a cache; nil where it was not reported.
    public var cacheWriteTokens: Int? { sum(of: Usage.cacheWriteBits) }

    /// Reasoning; nil where it was not reported.
    public var reasoningTokens: Int? { self[.reasoning] }
}
