import Foundation

/// The files of `Fixtures`, made with the reference tokenizer; `Fixtures/README.md` describes each.
enum Fixture {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures")

    static func json<Content: Decodable>(_ name: String, as type: Content.Type) throws -> Content {
        try JSONDecoder().decode(type, from: Data(contentsOf: folder.appending(path: name)))
    }

    /// The values of a file that has one on each line.
    static func lines<Line: Decodable>(_ name: String, of type: Line.Type) throws -> [Line] {
        let decoder = JSONDecoder()
        let content = try Data(contentsOf: folder.appending(path: name))
        return try content.split(separator: UInt8(ascii: "\n")).map { try decoder.decode(type, from: $0) }
    }
}

/// How much of the largest fixtures a test takes: a release build all, a debug build a fixed part.
enum Coverage {
    #if DEBUG
        static let isComplete = false
    #else
        static let isComplete = true
    #endif

    /// Every item, or in a debug build every `step`th, the first included.
    static func part(of range: Range<Int>, step: Int) -> [Int] {
        isComplete ? Array(range) : Array(stride(from: range.lowerBound, to: range.upperBound, by: step))
    }
}
