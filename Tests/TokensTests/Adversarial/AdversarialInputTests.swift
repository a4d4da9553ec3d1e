import Testing
import Tokens

/// No input is slow: 16 MB take at most twice as long a byte as 1 MB, and 5 MB a second at the least.
@Suite(
    "Adversarial inputs", .serialized,
    .enabled(if: Build.isOptimized, "times of an unoptimized or sanitized build say nothing"))
struct AdversarialInputTests {
    private static let small = 1 << 20, large = 16 << 20

    /// Nanoseconds a byte: 5 MB a second.
    private static let slowest = 200.0

    /// Nanoseconds a byte to count `text`, with caches that have seen nothing: a short text fits into
    /// them whole, and would be compared with one that doesn't.
    private func cost(_ text: [UInt8], _ encoding: Encoding) -> Double {
        guard let fresh = try? encoding.with(preTokenizer: .automatic) else { return .infinity }
        return ThreadClock.seconds { _ = fresh.count(text) } / Double(text.count) * 1e9
    }

    @Test("Time grows with the size alone", arguments: AdversarialInput.all, [Encoding.cl100kBase, .o200kBase])
    func isLinear(input: AdversarialInput, encoding: Encoding) {
        let few = input.text(bytes: Self.small)
        var small = (0..<3).map { _ in cost(few, encoding) }.min()!
        guard small <= Self.slowest else {
            Issue.record("\(1000 / small) MB a second")
            return
        }
        let many = input.text(bytes: Self.large)
        var large = cost(many, encoding)
        // A neighbour can slow any one run down: it's the best of some that counts.
        for _ in 0..<4 where large > 2 * small || large > Self.slowest {
            small = min(small, cost(few, encoding))
            large = min(large, cost(many, encoding))
        }
        #expect(large <= 2 * small, "\(large) ns a byte of 16 MB, \(small) of 1 MB")
        #expect(large <= Self.slowest, "\(1000 / large) MB a second")
    }
}
