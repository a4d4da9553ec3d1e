package import Completions
package import Foundation

/// Recorded exchanges with real providers, which some checkouts have beside the package: `$TOKENS_TRAFFIC`, or
/// `../shared/facts/traffic`.
package enum RecordedTraffic {
    /// One exchange.
    package struct Exchange: CustomStringConvertible, Sendable {
        package let id: String
        package let provider: String
        package let interface: String
        package let status: Int
        package let headers: [String: String]
        package let isStream: Bool
        /// The response as bytes.
        package let body: [UInt8]
        /// The request's body as it was sent; nil where it wasn't JSON.
        package let request: JSONValue?
        /// What the request and its answer have, in words of whoever recorded them: `tools`, `images`.
        package let features: Set<String>
        /// The counts that were billed, as whoever recorded it read them; nil where nothing was.
        package let billed: [String: Int]?

        package var description: String { id }
    }

    package static let folder: URL? = {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let place =
            ProcessInfo.processInfo.environment["TOKENS_TRAFFIC"].map { URL(filePath: $0) }
            ?? package.deletingLastPathComponent().appending(path: "shared/facts/traffic")
        return FileManager.default.fileExists(atPath: place.appending(path: "dev.jsonl.gz").path) ? place : nil
    }()

    /// All exchanges with an interface that this module reads.
    package static let exchanges: [Exchange] = ["dev.jsonl.gz", "response_only.jsonl.gz"].flatMap { name in
        ((try? lines(of: name)) ?? []).compactMap(exchange)
    }

    /// The lines of a file of the folder, unzipped; none where there is no folder.
    package static func lines(of name: String) throws -> [Data] {
        guard let folder else { return [] }
        return try unzipped(folder.appending(path: name)).split(separator: UInt8(ascii: "\n"))
    }

    package static let answers = exchanges.filter { $0.status == 200 && !$0.interface.hasSuffix("tokens") }
    package static let failures = exchanges.filter { $0.status >= 400 }

    private static func exchange(_ line: Data) -> Exchange? {
        guard let record = try? JSONSerialization.jsonObject(with: line) as? [String: Any],
            let response = record["response"], let interface = record["api"] as? String
        else { return nil }
        let isText = response is String
        // The bytes of the bodies themselves, so that no number is written anew.
        let values = try? JSONValue(parsing: line)
        let body = isText ? nil : values?["response"]
        return Exchange(
            id: record["id"] as? String ?? "", provider: record["provider"] as? String ?? "", interface: interface,
            status: record["status"] as? Int ?? 200, headers: record["response_headers"] as? [String: String] ?? [:],
            isStream: isText, body: Array((response as? String ?? body?.description ?? "").utf8),
            request: values?["request"],
            features: Set(record["features"] as? [String] ?? []),
            billed: (record["billed"] as? [String: Any])?.compactMapValues { $0 as? Int })
    }

    private static func unzipped(_ file: URL) throws -> Data {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc", file.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return data
    }
}

extension RecordedTraffic.Exchange {
    /// The body as text.
    package var text: String { String(decoding: body, as: UTF8.self) }

    /// The body as a dictionary; empty where it is a stream.
    package var object: [String: Any] { (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:] }

    /// The most complex thing that the request has.
    package var kind: String {
        let order = ["server_tools", "audio", "pdf", "images", "reasoning_in", "json_schema", "tool_results", "tools"]
        return order.first(where: features.contains) ?? "text"
    }

    /// The format by which this module reads the exchange.
    package var format: any WireFormat {
        switch interface {
        case "messages": AnthropicMessages(ProviderTraits(named: provider))
        case "ollama.chat", "ollama.generate": OllamaChat()
        case "responses": OpenAIResponses(ProviderTraits(named: provider))
        default: ChatCompletions(provider: provider)
        }
    }
}
