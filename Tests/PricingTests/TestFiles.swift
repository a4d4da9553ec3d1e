import Foundation

/// Files that tests read: those of this package, and larger sets of facts that some checkouts have beside it.
enum TestFiles {
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The folder of pricing facts: `$PRICING_FACTS`, or beside the package; nil where there is none.
    static let facts: URL? = {
        let place =
            ProcessInfo.processInfo.environment["PRICING_FACTS"].map { URL(filePath: $0) }
            ?? package.deletingLastPathComponent().appending(path: "shared/facts/pricing")
        return FileManager.default.fileExists(atPath: place.path) ? place : nil
    }()

    static func fixture(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: package.appending(path: "Tests/PricingTests/Fixtures/\(name)")))
    }
}
