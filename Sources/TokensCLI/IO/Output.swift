#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Standard output, collected and written in large parts.
struct Output {
    private var buffer: [UInt8] = []
    private static let capacity = 1 << 16

    /// Whether people look at standard output.
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Whether they do, and haven't asked for plain text.
    static var isColored: Bool { isTerminal && getenv("NO_COLOR") == nil }

    mutating func write(_ text: some Sequence<UInt8>) {
        buffer.append(contentsOf: text)
        if buffer.count >= Self.capacity { flush() }
    }

    mutating func write(_ text: String) { write(text.utf8) }

    mutating func writeLine(_ text: String) {
        write(text.utf8)
        write(CollectionOfOne(UInt8(ascii: "\n")))
    }

    /// Writes what is collected. Whoever no longer reads gets no more: the process ends as others do.
    mutating func flush() {
        buffer.withUnsafeBytes { bytes in
            var start = 0
            while start < bytes.count {
                let count = Self.write(bytes.baseAddress.map { $0 + start }, bytes.count - start)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    StandardError.write("standard output: \(String(cString: strerror(errno)))")
                    exit(1)
                }
                start += count
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private static func write(_ start: UnsafeRawPointer?, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.write(STDOUT_FILENO, start, count)
        #elseif canImport(Musl)
            Musl.write(STDOUT_FILENO, start, count)
        #else
            Darwin.write(STDOUT_FILENO, start, count)
        #endif
    }
}

/// Standard error, for what isn't a result.
enum StandardError {
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    static func write(_ message: String, terminator: String = "\n") {
        let line = Array((message + terminator).utf8)
        line.withUnsafeBytes { bytes in
            #if canImport(Glibc)
                _ = Glibc.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
            #elseif canImport(Musl)
                _ = Musl.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
            #else
                _ = Darwin.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
            #endif
        }
    }
}
