import Completions
import Foundation
import TrafficSupport

/// A request that was sent to a provider, with what was billed for it.
struct RecordedRequest {
    let id: String
    let provider: String
    let api: String
    let body: JSONValue
    let features: Set<String>
    /// Input tokens, cached ones included.
    let billed: Int

    /// The recorded requests that were answered and billed.
    static func all() throws -> [RecordedRequest] {
        try RecordedTraffic.lines(of: "dev.jsonl.gz").compactMap { try RecordedRequest(JSONValue(parsing: $0)) }
    }

    private init?(_ record: JSONValue) {
        guard case .number(let status)? = record["status"], status.text == "200", let body = record["request"],
            case .object = body, case .number(let billed)? = record["billed"]?["input"],
            case .exact(let tokens) = billed.integerValue, case .array(let features)? = record["features"]
        else { return nil }
        id = record["id"]?.string ?? ""
        provider = record["provider"]?.string ?? ""
        api = record["api"]?.string ?? ""
        self.body = body
        self.features = Set(features.compactMap(\.string))
        self.billed = tokens
    }

    /// The most complex thing that the request has.
    var kind: String {
        let order = ["server_tools", "pdf", "images", "reasoning_in", "json_schema", "tool_results", "tools"]
        return order.first(where: features.contains) ?? "text"
    }
}
