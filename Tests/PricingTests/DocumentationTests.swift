import Foundation
import Testing

@Suite("The documentation")
struct DocumentationTests {
    /// The Swift examples of a page, but for excerpts of manifests.
    private static func examples(in page: String) -> [Substring] {
        page.matches(of: /```swift\n([\s\S]*?)```/).map(\.1).filter { !$0.hasPrefix("// Package.swift") }
    }

    @Test("shows no line of Swift, and no result of one, that isn't tested")
    func examplesAreTested() throws {
        let tested = try ["TokensTests", "PricingTests", "ProvidersTests"].map { folder in
            let path = "Tests/\(folder)/DocumentationExamples.swift"
            return try String(contentsOf: TestFiles.package.appending(path: path), encoding: .utf8)
        }.joined()
        let page = try String(contentsOf: TestFiles.package.appending(path: "README.md"), encoding: .utf8)
        let examples = Self.examples(in: page)
        #expect(examples.count == 4)
        for line in examples.flatMap({ $0.split(separator: "\n") }) {
            let parts = line.split(separator: " // ")
            let code = parts[0].trimmingCharacters(in: .whitespaces)
            let wanted = parts.count == 2 ? "#expect(\(code) == \(parts[1]))" : code
            #expect(tested.contains(wanted), "\(line)")
        }
    }

    @Test("links to files that there are")
    func linksLead() throws {
        for name in ["README.md", "CHANGELOG.md", "docs/ARCHITECTURE.md", "docs/PRICES.md", "docs/PROVIDERS.md", "Vocab/PROVENANCE.md"] {
            let page = TestFiles.package.appending(path: name)
            let text = try String(contentsOf: page, encoding: .utf8)
            for link in text.matches(of: /\]\(([^)#:]+)\)/) {
                let target = page.deletingLastPathComponent().appending(path: String(link.1))
                #expect(FileManager.default.fileExists(atPath: target.path), "\(name) links to \(link.1)")
            }
        }
    }
}
