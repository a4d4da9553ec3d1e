import Completions
import Foundation

/// Recorded exchanges with real providers, which some checkouts have beside the package: `$TOKENS_TRAFFIC`, or
/// `../shared/facts/traffic`.
enum RecordedTraffic {
    /// One exchange.
    struct Exchange: CustomStringConvertible, Sendable {
        let id: String
        let provider: String
        let interface: String
        let status: Int
        let headers: [String: String]
        let isStream: Bool
        /// The response as bytes.
        let body: [UInt8]
        /// The counts that were billed, as whoever recorded it read them; nil where nothing was.
        let billed: [String: Int]?

        var description: String { id }
    }

    static let folder: URL? = {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let place =
            ProcessInfo.processInfo.environment["TOKENS_TRAFFIC"].map { URL(filePath: $0) }
            ?? package.deletingLastPathComponent().appending(path: "shared/facts/traffic")
        return FileManager.default.fileExists(atPath: place.appending(path: "dev.jsonl.gz").path) ? place : nil
    }()

    /// All exchanges with an interface that this module reads.
    static let exchanges: [Exchange] = ["dev.jsonl.gz", "response_only.jsonl.gz"].flatMap { name in
        ((try? lines(of: name)) ?? []).compactMap(exchange)
    }

    /// The lines of a file of the folder, unzipped; none where there is no folder.
    static func lines(of name: String) throws -> [Data] {
        guard let folder else { return [] }
        return try unzipped(folder.appending(path: name)).split(separator: UInt8(ascii: "\n"))
    }

    static let answers = exchanges.filter { $0.status == 200 && !$0.interface.hasSuffix("tokens") }
    static let failures = exchanges.filter { $0.status >= 400 }

    private static func exchange(_ line: Data) -> Exchange? {
        guard let record = try? JSONSerialization.jsonObject(with: line) as? [String: Any],
            let response = record["response"], let interface = record["api"] as? String
        else { return nil }
        let isText = response is String
        // The bytes of the response itself, so that no number is written anew.
        let body = isText ? nil : (try? JSONValue(parsing: line))?["response"]
        return Exchange(
            id: record["id"] as? String ?? "", provider: record["provider"] as? String ?? "", interface: interface,
            status: record["status"] as? Int ?? 200, headers: record["response_headers"] as? [String: String] ?? [:],
            isStream: isText, body: Array((response as? String ?? body?.description ?? "").utf8),
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
    var text: String { String(decoding: body, as: UTF8.self) }

    /// The body as a dictionary; empty where it is a stream.
    var object: [String: Any] { (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:] }

    /// The format by which this module reads the exchange.
    var format: any WireFormat {
        switch interface {
        case "messages": AnthropicMessages(ProviderTraits(named: provider))
        case "ollama.chat", "ollama.generate": OllamaChat()
        case "responses": OpenAIResponses(ProviderTraits(named: provider))
        default: ChatCompletions(provider: provider)
        }
    }
}
