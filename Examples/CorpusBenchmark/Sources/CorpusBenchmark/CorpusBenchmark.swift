import Foundation
import Tokens

/// Counts files of your own with each encoding, first as texts that nobody has seen, then again.
///
///     swift run -c release CorpusBenchmark FILE…
@main
struct CorpusBenchmark {
    static func main() throws {
        let files = CommandLine.arguments.dropFirst()
        guard !files.isEmpty else {
            print("Usage: CorpusBenchmark FILE…")
            exit(64)
        }
        let texts = try files.map { [UInt8](try Data(contentsOf: URL(filePath: $0))) }
        let bytes = texts.reduce(0) { $0 + $1.count }
        print("\(texts.count) files, \(bytes) bytes")
        print("encoding            tokens   bytes/token   first MB/s   again MB/s")
        for encoding in [Encoding.cl100kBase, .o200kBase, .qwen] {
            let (tokens, first) = time { texts.reduce(0) { $0 + encoding.count($1) } }
            let again = (0..<5).map { _ in time { texts.reduce(0) { $0 + encoding.count($1) } }.seconds }.min() ?? first
            let columns = [
                encoding.name.padding(toLength: 14, withPad: " ", startingAt: 0), right("\(tokens)", 12),
                right(String(format: "%.2f", Double(bytes) / Double(max(tokens, 1))), 14),
                right(String(format: "%.0f", Double(bytes) / first / 1e6), 13),
                right(String(format: "%.0f", Double(bytes) / again / 1e6), 13),
            ]
            print(columns.joined())
        }
    }

    private static func time<Result>(_ body: () -> Result) -> (result: Result, seconds: Double) {
        let clock = ContinuousClock()
        let start = clock.now
        let result = body()
        return (result, (clock.now - start) / .seconds(1))
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
