import Completions
import Pricing

/// This project's side of `compare_prices.py`: times the price of one usage, the first in the process, by
/// name, with the model resolved, and from raw JSON. Prints nanoseconds a call as a JSON object. The
/// argument is how many calls to time; with 0 only the first is.
@main
struct PriceBench {
    static let provider = "openai"
    static let model = "gpt-5.6-sol"
    static let time = Timestamp(unixSeconds: 1_795_500_000)
    static let response = Array(
        """
        {"prompt_tokens":41234,"completion_tokens":2345,"total_tokens":43579,"prompt_tokens_details":{"cached_tokens":\
        30000,"cache_write_tokens":1200,"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":1500,\
        "audio_tokens":0,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0}}
        """.utf8)

    static func main() throws {
        let usage = try Usage([.input: 10034, .cacheRead: 30000, .cacheWrite: 1200, .output: 845, .reasoning: 1500])
        let clock = ContinuousClock()
        let start = clock.now
        let table = PriceTable.current
        let expected = try table.cost(of: usage, model: model, provider: provider, at: time).total
        let first = clock.now - start

        let calls = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 100_000
        let resolved = try table.prices(of: model, provider: provider)
        let results = [
            ("first_call_in_process", nanoseconds(first)),
            ("resolved_model", try fastest(calls, of: expected) { try resolved.cost(of: usage, at: time).total }),
            (
                "by_name",
                try fastest(calls, of: expected) {
                    try table.cost(of: usage, model: model, provider: provider, at: time).total
                }
            ),
            (
                "from_json_by_name",
                try fastest(calls, of: expected) {
                    let usage = try UsageFormat.openAI.usage(from: JSONValue(parsing: response))
                    return try table.cost(of: usage, model: model, provider: provider, at: time).total
                }
            ),
        ]
        let fields = results.map { "\"\($0.0)\":\($0.1)" } + ["\"cost\":\"\(expected)\""]
        print("{\(fields.joined(separator: ","))}")
    }

    /// Nanoseconds a call takes on average, in the best of five runs.
    static func fastest(_ count: Int, of expected: Money, _ body: () throws -> Money) throws -> Int {
        guard count > 0 else { return 0 }
        let clock = ContinuousClock()
        return try (0..<5).map { _ in
            let start = clock.now
            for _ in 0..<count {
                guard try body() == expected else { fatalError("a cost changed") }
            }
            return nanoseconds(clock.now - start) / count
        }.min() ?? 0
    }

    static func nanoseconds(_ duration: Duration) -> Int {
        Int(duration.components.seconds) * 1_000_000_000 + Int(duration.components.attoseconds / 1_000_000_000)
    }
}
