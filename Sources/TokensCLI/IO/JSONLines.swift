import ArgumentParser

/// Answers a JSON value a line with a line each: the one loop of every `--jsonl`.
enum JSONLines {
    /// Calls `answer` with each line of the files and writes what it returns, at once, so that a
    /// program may wait for it. An error is answered in its place; the exit status is then 1.
    static func run(
        _ paths: [String], answer: (ArraySlice<UInt8>) throws -> [UInt8]
    ) throws {
        var output = Output()
        var failed = false
        for path in paths.isEmpty ? ["-"] : paths {
            var reader = try LineReader(path: path)
            defer { reader.finish() }
            while let line = try reader.next() {
                do {
                    output.write(try answer(line))
                } catch {
                    failed = true
                    output.write(CommandError(error).json)
                }
                output.writeLine("")
                output.flush()
            }
        }
        if failed { throw ExitCode.failure }
    }
}
