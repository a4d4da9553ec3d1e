import Foundation

/// Facts that lie beside the repository, or where TOKENS_FACTS says; tests over them are skipped elsewhere.
enum SharedFacts {
    private static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["TOKENS_FACTS"] { return URL(filePath: path) }
        return URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../../shared/facts").standardizedFileURL
    }()

    static func has(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: name).path)
    }

    static func path(_ name: String) -> String { folder.appending(path: name).path }

    /// The values of a file that has one on each line.
    static func lines<Line: Decodable>(_ name: String, of type: Line.Type) throws -> [Line] {
        let decoder = JSONDecoder()
        let content = try Data(contentsOf: folder.appending(path: name))
        return try content.split(separator: UInt8(ascii: "\n")).map { try decoder.decode(type, from: $0) }
    }
}
