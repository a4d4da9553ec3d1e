import Foundation
import Testing

/// The pages that people read: README, the articles of the libraries, what lies in `docs`.
@Suite("The documentation")
struct PagesTests {
    private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The files below a folder of the package that have an ending, by their paths in it.
    private static func files(below folder: String, ending: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: package.appending(path: folder).path)
            .filter { $0.hasSuffix(ending) }.map { "\(folder)/\($0)" }.sorted()
    }

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: package.appending(path: path), encoding: .utf8)
    }

    /// The pages with Swift examples.
    private static let pages: [String] = ["README.md"] + ((try? files(below: "Sources", ending: ".md")) ?? [])

    /// The Swift examples of a page, but for excerpts of manifests.
    private static func examples(in page: String) -> [Substring] {
        page.matches(of: /```swift\n([\s\S]*?)```/).map(\.1).filter { !$0.hasPrefix("// Package.swift") }
    }

    @Test("shows no line of Swift, and no result of one, that isn't tested", arguments: pages)
    func examplesAreTested(page: String) throws {
        let tested = try Self.files(below: "Tests", ending: "Examples.swift").map(Self.text).joined()
        for line in Self.examples(in: try Self.text(page)).flatMap({ $0.split(separator: "\n") }) {
            let parts = line.split(separator: " // ")
            let code = parts[0].trimmingCharacters(in: .whitespaces)
            let result = code.trimmingPrefix("try ")
            let wanted =
                switch parts.count == 2 ? parts[1] : "" {
                case "": [code]
                case "true": ["#expect(\(code))"]
                case "nil", "false": ["#expect(\(code) == \(parts[1]))"]
                default: ["#expect(\(code) == \(parts[1]))", "#expect(try \(result) == \(parts[1]))"]
                }
            #expect(wanted.contains { tested.contains($0) }, "\(page): \(line)")
        }
    }

    @Test("has examples on the pages that teach")
    func thereAreExamples() throws {
        let taught = try Self.pages.filter { !Self.examples(in: try Self.text($0)).isEmpty }
        #expect(taught.count >= 7, "\(taught)")
    }

    @Test("links to files that there are")
    func linksLead() throws {
        let root = try FileManager.default.contentsOfDirectory(atPath: Self.package.path).filter { $0.hasSuffix(".md") }
        for name in try root + Self.files(below: "docs", ending: ".md") + ["Vocab/PROVENANCE.md"] {
            let page = Self.package.appending(path: name)
            for link in try Self.text(name).matches(of: /\]\(([^)#:]+)\)/) {
                let target = page.deletingLastPathComponent().appending(path: String(link.1))
                #expect(FileManager.default.fileExists(atPath: target.path), "\(name) links to \(link.1)")
            }
        }
    }
}
