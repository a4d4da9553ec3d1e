/// Reads the data of server-sent events out of bytes that may be cut anywhere. Names of events are not kept: every
/// interface here says in the data what an event is.
///
/// Source: html.spec.whatwg.org/multipage/server-sent-events.html, section 9.2.6; but the last event counts also
/// without the blank line after it, as some servers leave that out.
struct EventStreamParser: Sendable {
    /// A line or an event is larger than the limit.
    struct TooLarge: Error, Hashable {}

    private let limit: Int
    private var lines = LineSplitter()
    private var data: [UInt8] = []
    private var hasData = false

    /// A parser that takes events of up to `limit` bytes.
    init(limit: Int) { self.limit = limit }

    /// Takes the next bytes, and appends the data of the events they complete; lines of data are joined by LF.
    ///
    /// Linear in the number of bytes, over the whole stream.
    mutating func consume(_ bytes: UnsafeBufferPointer<UInt8>, into events: inout [[UInt8]]) throws(TooLarge) {
        try withLines { lines, parser throws(TooLarge) in
            try lines.split(bytes) { line throws(TooLarge) in try parser.take(line, &events) }
        }
        guard lines.count + data.count <= limit else { throw TooLarge() }
    }

    /// Takes the stream's end, and appends the data of the event that it leaves unfinished, if there is one.
    mutating func finish(into events: inout [[UInt8]]) throws(TooLarge) {
        try withLines { lines, parser throws(TooLarge) in
            try lines.finish { line throws(TooLarge) in try parser.take(line, &events) }
        }
        dispatch(into: &events)
    }

    /// Lends out the splitter, which would else be changed while the parser is.
    private mutating func withLines(
        _ body: (inout LineSplitter, inout EventStreamParser) throws(TooLarge) -> Void
    ) throws(TooLarge) {
        var lines = LineSplitter()
        swap(&lines, &self.lines)
        defer { swap(&lines, &self.lines) }
        try body(&lines, &self)
    }

    private mutating func take(_ line: UnsafeBufferPointer<UInt8>, _ events: inout [[UInt8]]) throws(TooLarge) {
        guard !line.isEmpty else { return dispatch(into: &events) }
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.count
        guard line[..<colon].elementsEqual("data".utf8) else { return }
        var value = line[min(colon + 1, line.count)...]
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        guard data.count + value.count <= limit else { throw TooLarge() }
        if hasData { data.append(UInt8(ascii: "\n")) }
        data.append(contentsOf: value)
        hasData = true
    }

    private mutating func dispatch(into events: inout [[UInt8]]) {
        if hasData { events.append(data) }
        data = []
        hasData = false
    }
}
