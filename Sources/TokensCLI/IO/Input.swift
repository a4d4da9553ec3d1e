#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
import Tokens

/// Reads files and standard input, which is named "-".
enum Input {
    /// All bytes of a file.
    static func bytes(of path: String) throws(InputError) -> [UInt8] {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw InputError(path: path, number: errno) }
        defer { if descriptor != STDIN_FILENO { close(descriptor) } }
        var status = stat()
        let size = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
        var bytes: [UInt8] = []
        // One byte more than the file has, so that reading finds its end without growing.
        var wanted = max(size + 1, 1 << 16)
        while true {
            let start = bytes.count
            var readCount = 0
            bytes.append(contentsOf: repeatElement(0, count: wanted))
            bytes.withUnsafeMutableBytes { buffer in
                repeat {
                    readCount = read(descriptor, buffer.baseAddress.map { $0 + start }, wanted)
                } while readCount < 0 && errno == EINTR
            }
            guard readCount >= 0 else { throw InputError(path: path, number: errno) }
            bytes.removeLast(wanted - readCount)
            if readCount == 0 { return bytes }
            wanted = max(1 << 16, bytes.count / 2)
        }
    }

    /// Calls `body` with a file's bytes, of which only those that are looked at are read.
    static func withMapped<Result>(_ path: String, _ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw InputError(path: path, number: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw InputError(path: path, number: errno) }
        let size = Int(status.st_size)
        // What isn't a file of some size can't be mapped: pipes, and empty ones.
        guard size > 0, let memory = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), memory != MAP_FAILED else {
            return try bytes(of: path).withUnsafeBytes(body)
        }
        defer { munmap(memory, size) }
        return try body(UnsafeRawBufferPointer(start: memory, count: size))
    }

    /// The text of a file as a command takes it: as it is where it's UTF-8 or `keepsBytes`, else
    /// with U+FFFD for each maximal part that isn't.
    static func text(of path: String, keepsBytes: Bool) throws(InputError) -> [UInt8] {
        text(try bytes(of: path), keepsBytes: keepsBytes)
    }

    static func text(_ bytes: [UInt8], keepsBytes: Bool) -> [UInt8] {
        if keepsBytes || bytes.isWellFormedUTF8 { return bytes }
        return Array(String(decoding: bytes, as: UTF8.self).utf8)
    }
}

/// A file that can't be read.
struct InputError: Error, CustomStringConvertible {
    var path: String
    var number: Int32

    var code: String { "unreadable" }
    var description: String { "\(path): \(String(cString: strerror(number)))" }
}

/// The lines of standard input or a file, one at a time, each without its line feed.
struct LineReader {
    private let descriptor: Int32
    private let path: String
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false

    init(path: String) throws(InputError) {
        self.path = path
        descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw InputError(path: path, number: errno) }
    }

    func finish() { if descriptor != STDIN_FILENO { close(descriptor) } }

    /// The next line, or nil at the end.
    mutating func next() throws(InputError) -> ArraySlice<UInt8>? {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = end + 1 }
                return buffer[start..<end]
            }
            if isAtEnd {
                guard start < buffer.count else { return nil }
                defer { start = buffer.count }
                return buffer[start...]
            }
            buffer.removeFirst(start)
            start = 0
            searched = buffer.count
            try fill()
        }
    }

    private mutating func fill() throws(InputError) {
        let chunk = 1 << 16
        let old = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: chunk))
        let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress.map { $0 + old }, chunk) }
        buffer.removeLast(chunk - max(0, count))
        if count < 0, errno != EINTR { throw InputError(path: path, number: errno) }
        if count == 0 { isAtEnd = true }
    }
}
