/// Cuts a stream of bytes into lines that end with CRLF, LF or CR, wherever the stream itself is cut.
///
/// Each byte is looked at once.
struct LineSplitter: Sendable {
    /// The line that has begun, as far as earlier bytes went.
    private var rest: [UInt8] = []
    /// Whether the last byte was a CR, so that an LF belongs to it.
    private var followsCarriageReturn = false
    /// Whether the stream's first line, which may begin with a byte order mark, is still to come.
    private var isFirst = true

    /// How many bytes of an unfinished line are held.
    var count: Int { rest.count }

    /// Takes the next bytes, and calls `body` with each line they complete, without its end.
    mutating func split<Failure: Error>(
        _ bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        var start = 0
        var index = 0
        if followsCarriageReturn, bytes.first == UInt8(ascii: "\n") { (start, index) = (1, 1) }
        if !bytes.isEmpty { followsCarriageReturn = false }
        while index < bytes.count {
            let byte = bytes[index]
            guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else {
                index += 1
                continue
            }
            try complete(UnsafeBufferPointer(rebasing: bytes[start..<index]), body)
            index += 1
            if byte == UInt8(ascii: "\r") {
                if index == bytes.count {
                    followsCarriageReturn = true
                } else if bytes[index] == UInt8(ascii: "\n") {
                    index += 1
                }
            }
            start = index
        }
        rest.append(contentsOf: bytes[start...])
    }

    /// Takes the stream's end, and calls `body` with the line that it leaves unfinished, if there is one.
    mutating func finish<Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        guard !rest.isEmpty else { return }
        try complete(UnsafeBufferPointer(start: nil, count: 0), body)
    }

    private mutating func complete<Failure: Error>(
        _ end: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        guard !rest.isEmpty else { return try call(body, with: end) }
        rest.append(contentsOf: end)
        let line = rest
        rest = []
        try line.withUnsafeBufferPointer { line in Result { () throws(Failure) in try call(body, with: line) } }.get()
    }

    private mutating func call<Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void, with line: UnsafeBufferPointer<UInt8>
    ) throws(Failure) {
        let hasMark = isFirst && line.starts(with: [0xEF, 0xBB, 0xBF])
        isFirst = false
        try body(hasMark ? UnsafeBufferPointer(rebasing: line[3...]) : line)
    }
}
