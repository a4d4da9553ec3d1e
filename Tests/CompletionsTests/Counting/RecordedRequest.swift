import Completions
import Foundation

/// A request that was sent to a provider, with what was billed for it.
struct RecordedRequest {
    let id: String
    let provider: String
    let api: String
    let body: JSONValue
    let features: Set<String>
    /// Input tokens, cached ones included.
    let billed: Int

    /// Where recorded traffic lies: `$TOKENS_TRAFFIC`, or beside the package; nil where there is none.
    static let traffic: URL? = {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let place =
            ProcessInfo.processInfo.environment["TOKENS_TRAFFIC"].map { URL(filePath: $0) }
            ?? package.deletingLastPathComponent().appending(path: "shared/facts/traffic/dev.jsonl.gz")
        return FileManager.default.fileExists(atPath: place.path) ? place : nil
    }()

    /// The recorded requests that were answered and billed.
    static func all(from file: URL) throws -> [RecordedRequest] {
        let gzip = Process()
        gzip.executableURL = URL(filePath: "/usr/bin/env")
        gzip.arguments = ["gzip", "-dc", file.path]
        let pipe = Pipe()
        gzip.standardOutput = pipe
        try gzip.run()
        let bytes = [UInt8](pipe.fileHandleForReading.readDataToEndOfFile())
        gzip.waitUntilExit()
        return try bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            try RecordedRequest(JSONValue(parsing: line))
        }
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
