import Foundation
import Testing

@Suite("The sources between usage and cost")
struct SourceTests {
    private static func sources(under folders: [String]) throws -> [(file: String, text: String)] {
        let root = TestFiles.package.appending(path: "Sources")
        let files = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { file in
            file.hasSuffix(".swift") && folders.contains { file.hasPrefix($0) }
        }
        return try files.map { ($0, try String(contentsOf: root.appending(path: $0), encoding: .utf8)) }
    }

    @Test("know no binary floating point")
    func noFloatingPoint() throws {
        let sources = try Self.sources(under: ["Pricing/", "Completions/Usage", "Completions/JSON"])
        #expect(sources.count > 30)
        for (file, text) in sources {
            let found = text.matches(of: /\b(Double|Float\d*|CGFloat|Decimal|BinaryFloatingPoint|strtod)\b/)
            #expect(found.isEmpty, "\(file) names \(found.map { $0.output.0 })")
        }
    }

    @Test("need no Foundation, so that a process starts at once")
    func noFoundation() throws {
        for (file, text) in try Self.sources(under: ["Pricing/", "Completions/"]) {
            #expect(!text.contains(/import Foundation/), "\(file)")
        }
    }
}
