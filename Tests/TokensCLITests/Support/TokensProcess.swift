import Foundation

/// A run of the built command.
struct TokensProcess {
    var status: Int32
    var output: Data
    var errors: String

    var text: String { String(decoding: output, as: UTF8.self) }
    var lines: [String] { text.split(separator: "\n").map(String.init) }

    /// The values of the lines, or of the one line, of JSON.
    func json() throws -> [Any] {
        try output.split(separator: UInt8(ascii: "\n"))
            .map { try JSONSerialization.jsonObject(with: $0, options: .fragmentsAllowed) }
    }

    /// The command, beside this test's program.
    static var executable: URL {
        #if os(macOS)
            let products = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }!.bundleURL
                .deletingLastPathComponent()
        #else
            let products = Bundle.main.bundleURL
        #endif
        return products.appending(path: "tokens")
    }

    /// Runs `tokens` with `arguments` and waits. Input and output are files, so neither can block.
    static func run(
        _ arguments: String..., input: String = "", bytes: [UInt8]? = nil, environment: [String: String] = [:]
    ) throws -> TokensProcess {
        try run(arguments, input: input, bytes: bytes, environment: environment)
    }

    /// Runs `tokens` with `arguments` and waits. Input and output are files, so neither can block.
    static func run(
        _ arguments: [String], input: String = "", bytes: [UInt8]? = nil, environment: [String: String] = [:]
    ) throws -> TokensProcess {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let input = try folder.file("in", bytes: bytes ?? Array(input.utf8))
        let output = try folder.file("out"), errors = try folder.file("err")
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = try FileHandle(forReadingFrom: input)
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.runToEnd()
        return TokensProcess(
            status: process.terminationStatus, output: try Data(contentsOf: output),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
}

extension Process {
    /// Starts the process and waits for its end. `waitUntilExit` can notice it seconds late.
    func runToEnd() throws {
        let end = try start()
        end.wait()
    }

    /// Starts the process; what's returned is signalled at its end.
    func start() throws -> DispatchSemaphore {
        let end = DispatchSemaphore(value: 0)
        terminationHandler = { _ in end.signal() }
        try run()
        return end
    }
}

/// A folder of a test's own.
struct TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "tokens-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    /// Makes a file with this content.
    @discardableResult
    func file(_ name: String, bytes: [UInt8] = []) throws -> URL {
        let file = url.appending(path: name)
        try Data(bytes).write(to: file)
        return file
    }

    func file(_ name: String, _ text: String) throws -> String { try file(name, bytes: Array(text.utf8)).path }

    func remove() { try? FileManager.default.removeItem(at: url) }
}
