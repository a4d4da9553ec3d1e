#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads the lines of a file, or of standard input, in memory that doesn't grow with the input.
struct LineReader: ~Copyable {
    /// A line without its end, or one that is too long to be kept.
    enum Line {
        case bytes([UInt8])
        case tooLong
    }

    /// Why reading failed.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// The longest line that is kept.
    static let longestLine = 64 << 20

    private let descriptor: Int32
    private let name: String
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    private var unread = 0..<0
    private var isAtEnd = false

    /// Opens a file; nil or `-` is standard input.
    init(_ path: String?) throws(Failure) {
        guard let path, path != "-" else {
            descriptor = STDIN_FILENO
            name = "standard input"
            return
        }
        descriptor = open(path, O_RDONLY)
        name = path
        guard descriptor >= 0 else { throw Failure(description: "\(path): \(String(cString: strerror(errno)))") }
    }

    deinit {
        if descriptor != STDIN_FILENO { close(descriptor) }
    }

    /// The next line; nil at the end.
    mutating func next() throws(Failure) -> Line? {
        var line: [UInt8] = []
        var isTooLong = false
        while true {
            if unread.isEmpty {
                try fill()
                if isAtEnd { return isTooLong ? .tooLong : line.isEmpty ? nil : .bytes(line) }
            }
            let end = buffer[unread].firstIndex(of: UInt8(ascii: "\n"))
            let part = unread.lowerBound..<(end ?? unread.upperBound)
            isTooLong = isTooLong || line.count + part.count > LineReader.longestLine
            if isTooLong { line = [] } else { line += buffer[part] }
            unread = (end.map { $0 + 1 } ?? unread.upperBound)..<unread.upperBound
            if end != nil { return isTooLong ? .tooLong : .bytes(line) }
        }
    }

    private mutating func fill() throws(Failure) {
        var count = -1
        repeat { count = read(descriptor, &buffer, buffer.count) } while count < 0 && errno == EINTR
        guard count >= 0 else { throw Failure(description: "\(name): \(String(cString: strerror(errno)))") }
        unread = 0..<count
        isAtEnd = count == 0
    }
}
