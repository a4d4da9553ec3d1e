/// Reads a stream's bytes into objects, and lets a machine say what they mean.
struct FramedStreamDecoder<Machine: StreamMachine>: StreamDecoder {
    private enum State: Sendable {
        /// Nothing but white space has come.
        case start
        /// The body is a stream.
        case framed
        /// The body is something else, all of which is kept until its end.
        case whole
        /// The last event was handed on, or an error was thrown.
        case ended
    }

    private let framing: StreamFraming
    private let provider: String
    private let sizeLimit: Int
    private let decodeWhole: @Sendable ([UInt8]) throws(ProviderError) -> CompletionResponse
    private var state = State.start
    private var parser: EventStreamParser
    private var lines = LineSplitter()
    private var body: [UInt8] = []
    private var machine: Machine

    /// A decoder.
    ///
    /// - Parameters:
    ///   - sizeLimit: The largest event, line or body that is no stream: above any answer, below what memory has.
    ///   - decodeWhole: What reads a body that is no stream.
    init(
        _ framing: StreamFraming, machine: Machine, provider: String, sizeLimit: Int = 64 << 20,
        decodeWhole: @escaping @Sendable ([UInt8]) throws(ProviderError) -> CompletionResponse
    ) {
        self.framing = framing
        self.machine = machine
        self.provider = provider
        self.sizeLimit = sizeLimit
        self.decodeWhole = decodeWhole
        parser = EventStreamParser(limit: sizeLimit)
    }

    var partial: CompletionResponse { machine.response }

    mutating func consume(_ bytes: some Sequence<UInt8>) throws(ProviderError) -> [StreamEvent] {
        if let result = bytes.withContiguousStorageIfAvailable({ bytes in
            Result { () throws(ProviderError) in try consume(bytes) }
        }) {
            return try result.get()
        }
        return try ContiguousArray(bytes).withUnsafeBufferPointer { bytes in
            Result { () throws(ProviderError) in try consume(bytes) }
        }.get()
    }

    mutating func finish() throws(ProviderError) -> [StreamEvent] {
        defer { state = .ended }
        switch state {
        case .ended: return []
        case .start: throw broken("The stream ended before it began.")
        case .whole: return try decodeWhole(body).streamEvents
        case .framed: break
        }
        var events: [StreamEvent] = []
        for data in try rest() {
            // What can't be read was cut off.
            guard let object = try? JSONValue(parsing: data) else { continue }
            try take(object, into: &events)
        }
        guard case .framed = state else { return events }
        guard machine.isComplete else { throw broken("The stream ended before the answer was complete.") }
        return events + [.finished(machine.response)]
    }

    // MARK: Bytes to objects

    private mutating func consume(_ bytes: UnsafeBufferPointer<UInt8>) throws(ProviderError) -> [StreamEvent] {
        var bytes = bytes
        if case .start = state {
            guard let start = bytes.firstIndex(where: { !FramedStreamDecoder.isBlank($0) }) else { return [] }
            bytes = UnsafeBufferPointer(rebasing: bytes[start...])
            state = isStream(bytes[0]) ? .framed : .whole
        }
        switch state {
        case .start, .ended: return []
        case .whole:
            guard body.count + bytes.count <= sizeLimit else { throw tooLarge() }
            body.append(contentsOf: bytes)
            return []
        case .framed: return try read(bytes)
        }
    }

    /// White space, and the bytes of a byte order mark.
    private static func isBlank(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x0A, 0x0D, 0x09, 0xEF, 0xBB, 0xBF: true
        default: false
        }
    }

    /// Whether a body that begins so is a stream, rather than one JSON value or a page in HTML.
    private func isStream(_ first: UInt8) -> Bool {
        switch first {
        case UInt8(ascii: "{"), UInt8(ascii: "["): framing == .lines
        case UInt8(ascii: "<"): false
        default: true
        }
    }

    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(ProviderError) -> [StreamEvent] {
        var found: [[UInt8]] = []
        var isTooLarge = false
        switch framing {
        case .events:
            do { try parser.consume(bytes, into: &found) } catch { isTooLarge = true }
        case .lines:
            lines.split(bytes) { found.append(Array($0)) }
            isTooLarge = lines.count > sizeLimit
        }
        var events: [StreamEvent] = []
        for data in found { try take(data, into: &events) }
        if isTooLarge { throw tooLarge() }
        return events
    }

    /// What the stream's end completes.
    private mutating func rest() throws(ProviderError) -> [[UInt8]] {
        var found: [[UInt8]] = []
        switch framing {
        case .events:
            do { try parser.finish(into: &found) } catch { throw tooLarge() }
        case .lines: lines.finish { found.append(Array($0)) }
        }
        return found
    }

    private mutating func take(_ data: [UInt8], into events: inout [StreamEvent]) throws(ProviderError) {
        guard case .framed = state, !data.allSatisfy(FramedStreamDecoder.isBlank) else { return }
        guard !data.starts(with: "[DONE]".utf8) else {
            machine.takeEndMark()
            return close(into: &events)
        }
        let object: JSONValue
        do { object = try JSONValue(parsing: data) } catch {
            throw fail(ProviderError(.badResponse, "An event of the stream is \(error).", provider: provider))
        }
        try take(object, into: &events)
    }

    // MARK: Objects to events

    private mutating func take(_ object: JSONValue, into events: inout [StreamEvent]) throws(ProviderError) {
        guard case .framed = state else { return }
        do { try machine.take(object, into: &events) } catch { throw fail(error) }
        close(into: &events)
    }

    private mutating func close(into events: inout [StreamEvent]) {
        guard machine.isClosed else { return }
        events.append(.finished(machine.response))
        state = .ended
    }

    private mutating func fail(_ error: ProviderError) -> ProviderError {
        state = .ended
        var error = error
        error.partial = machine.response
        return error
    }

    private mutating func broken(_ message: String) -> ProviderError {
        fail(ProviderError(.connection, message, provider: provider, isRetryable: true))
    }

    private mutating func tooLarge() -> ProviderError {
        fail(ProviderError(.badResponse, "A part of the answer is larger than \(sizeLimit) bytes.", provider: provider))
    }
}

extension CompletionResponse {
    /// The events that a stream of this answer might have had.
    var streamEvents: [StreamEvent] {
        var events: [StreamEvent] = [.started(id: id, model: model)]
        var calls = 0
        for part in content {
            switch part {
            case .text(let text): events.append(.text(text))
            case .reasoning(let reasoning) where !reasoning.text.isEmpty: events.append(.reasoning(reasoning.text))
            case .toolCall(let call):
                events.append(.toolCallStarted(index: calls, id: call.id, name: call.name))
                if !call.argumentsText.isEmpty {
                    events.append(.toolCallArguments(index: calls, call.argumentsText))
                }
                calls += 1
            default: break
            }
        }
        if let usage { events.append(.usage(usage)) }
        return events + [.finished(self)]
    }
}
