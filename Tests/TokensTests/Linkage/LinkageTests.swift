import Foundation
import Testing

/// A program that needs only `Tokens` links no Foundation.
@Suite("Linkage")
struct LinkageTests {
    /// Where the build puts its programs, this one among them.
    private static var products: URL {
        #if os(macOS)
            Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }!.bundleURL.deletingLastPathComponent()
        #else
            Bundle.main.bundleURL
        #endif
    }

    private static let probe = products.appending(path: "LinkageProbe")

    /// Whether the names of the libraries that a program loads, which stand in its bytes, have Foundation's.
    private func namesFoundation(_ program: URL) throws -> Bool {
        let bytes = try Data(contentsOf: program, options: .alwaysMapped)
        return ["libFoundation", "Foundation.framework"].contains { bytes.range(of: Data($0.utf8)) != nil }
    }

    @Test("The probe counts")
    func counts() throws {
        let process = Process(), pipe = Pipe()
        process.executableURL = Self.probe
        process.arguments = ["Hello, world!", ""]
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(String(decoding: output, as: UTF8.self) == "4\n0\n")
    }

    @Test("The probe names no Foundation; this program, which uses it, does")
    func foundation() throws {
        #expect(try !namesFoundation(Self.probe))
        #if os(Linux)
            #expect(try namesFoundation(URL(filePath: "/proc/self/exe")))
        #endif
    }
}
