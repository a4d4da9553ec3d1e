import Completions
import Foundation
import TrafficSupport

/// Recorded requests with the input tokens that the provider billed, read in place.
struct OpenAITraffic {
    /// A recorded request.
    struct Record {
        let id: String
        let provider: String
        let interface: String
        let body: JSONValue
        /// The model that the answer, or its first event, says it is from.
        let answeredBy: String?
        let billed: Int
    }

    /// What a request has, of which the last that it has is its class.
    enum Kind: String, CaseIterable {
        case text, tools, toolResults, structured, images, documents, other
    }

    /// All records with billed input.
    static func records() throws -> [Record] {
        try RecordedTraffic.lines(of: "dev.jsonl.gz").compactMap { line in
            guard let json = try? JSONValue(parsing: line), case .number(let billed)? = json["billed"]?["input"],
                case .exact(let billed) = billed.integerValue, let body = json["request"]
            else { return nil }
            return Record(
                id: json["id"]?.string ?? "", provider: json["provider"]?.string ?? "",
                interface: json["api"]?.string ?? "", body: body,
                answeredBy: json["response"]?["model"]?.string ?? json["response"]?.string.flatMap(modelOfEvents),
                billed: billed)
        }
    }

    /// The model of a streamed answer.
    private static func modelOfEvents(_ text: String) -> String? {
        text.firstMatch(of: /"model": ?"([^"]*)"/).map { String($0.1) }
    }
}

extension OpenAITraffic.Record {
    /// The class of the request.
    var kind: OpenAITraffic.Kind {
        var parts: [JSONValue] = [], messages: [JSONValue] = []
        if case .array(let array)? = body["messages"] ?? body["input"]?["messages"] { messages = array }
        for message in messages {
            if case .array(let array)? = message["content"] { parts += array }
        }
        let types = Set(parts.compactMap { $0["type"]?.string })
        if body["audio"] != nil || body["modalities"] != nil || body["web_search_options"] != nil { return .other }
        if types.contains("input_audio") { return .other }
        if types.contains("file") { return .documents }
        if types.contains("image_url") { return .images }
        if body["response_format"]?["type"] == "json_schema" { return .structured }
        if messages.contains(where: { $0["role"] == "tool" || $0["role"] == "function" || $0["tool_calls"] != nil }) {
            return .toolResults
        }
        let tools = body["tools"] ?? body["functions"] ?? body["parameters"]?["tools"]
        return tools != nil ? .tools : .text
    }
}

/// How near counts are to what was billed.
struct Accuracy {
    private var errors: [(error: Int, billed: Int)] = []

    mutating func add(counted: Int, billed: Int) { errors.append((counted - billed, billed)) }

    var count: Int { errors.count }
    /// The share of counts that are exact, from 0 to 1.
    var exact: Double { share { $0.error == 0 } }
    /// The share that differ by at most a fraction of what was billed.
    func within(_ fraction: Double) -> Double { share { Double(abs($0.error)) <= fraction * Double($0.billed) } }
    /// The median of the differences, without sign.
    var median: Int { quantile(0.5, errors.map { abs($0.error) }) ?? 0 }
    /// The difference, as a fraction of what was billed, that one in twenty exceed.
    var worstOfTwenty: Double {
        quantile(0.95, errors.map { Double(abs($0.error)) / Double(max(1, $0.billed)) }) ?? 0
    }

    /// Prints the figures where `TOKENS_TRAFFIC_REPORT` asks for them.
    func report(_ name: String) {
        guard ProcessInfo.processInfo.environment["TOKENS_TRAFFIC_REPORT"] != nil else { return }
        print(
            String(
                format: "%@: n %d, exact %.1f %%, within 1 %% %.1f, within 3 %% %.1f, median %d, p95 %.3f", name, count,
                100 * exact, 100 * within(0.01), 100 * within(0.03), median, worstOfTwenty))
    }

    private func share(_ holds: ((error: Int, billed: Int)) -> Bool) -> Double {
        errors.isEmpty ? 0 : Double(errors.count(where: holds)) / Double(errors.count)
    }

    private func quantile<Value: Comparable>(_ fraction: Double, _ values: [Value]) -> Value? {
        values.isEmpty ? nil : values.sorted()[min(values.count - 1, Int(Double(values.count) * fraction))]
    }
}
