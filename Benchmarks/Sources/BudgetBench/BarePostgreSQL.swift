import Foundation

/// One statement that holds an amount where there's room for it, as `pgbench` repeats it.
struct BarePostgreSQL {
    private let url: String

    init(url: String) throws {
        self.url = url
        _ = try Self.run([
            "psql", "-q", "-d", url, "-c",
            """
            DROP TABLE IF EXISTS bench_counter, bench_hold;
            CREATE TABLE bench_counter (id int PRIMARY KEY, spent bigint, held bigint) WITH (fillfactor = 20);
            INSERT INTO bench_counter VALUES (1, 0, 0);
            CREATE TABLE bench_hold (id uuid PRIMARY KEY, amount bigint)
            """,
        ])
    }

    /// How often a second so many clients do it together; nil where pgbench isn't there.
    func rate(clients: Int, seconds: Double) throws -> Double? {
        let script = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString).sql")
        try """
        WITH counted AS (UPDATE bench_counter SET held = held + 1
        WHERE id = 1 AND spent + held + 1 <= 1000000000000 RETURNING id)
        INSERT INTO bench_hold SELECT gen_random_uuid(), 1 FROM counted;
        """.write(to: script, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: script) }
        let output = try Self.run([
            "pgbench", "-n", "-c", "\(clients)", "-j", "2", "-T", "\(max(1, Int(seconds)))", "-f", script.path, url,
        ])
        return output.firstMatch(of: /tps = ([0-9.]+)/).flatMap { Double($0.1) }
    }

    private static func run(_ command: [String]) throws -> String {
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
