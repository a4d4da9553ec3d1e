extension FakeProvider {
    /// A request as it came.
    package struct Request: Sendable {
        /// `GET` or `POST`.
        package var method = ""
        /// The path with its query.
        package var path = ""
        /// By lowercase name.
        package var headers: [String: String] = [:]
        /// The body.
        package var body: [UInt8] = []

        /// The body as text.
        package var text: String { String(decoding: body, as: UTF8.self) }

        /// Takes a request off the front of what has come; nil where it isn't all there.
        init?(takenFrom bytes: inout [UInt8]) {
            let end = Array("\r\n\r\n".utf8)
            guard let start = bytes.firstIndex(ofSequence: end) else { return nil }
            let lines = String(decoding: bytes[..<start], as: UTF8.self).split(separator: "\r\n")
            let words = lines[0].split(separator: " ")
            method = String(words[0])
            path = String(words[1])
            for line in lines.dropFirst() {
                let colon = line.firstIndex(of: ":") ?? line.endIndex
                let value = line[colon...].dropFirst().drop { $0 == " " }
                headers[line[..<colon].lowercased()] = String(value)
            }
            let size = Int(headers["content-length"] ?? "0") ?? 0
            let rest = bytes[(start + end.count)...]
            guard rest.count >= size else { return nil }
            body = Array(rest.prefix(size))
            bytes = Array(rest.dropFirst(size))
        }
    }
}

extension [UInt8] {
    fileprivate func firstIndex(ofSequence sequence: [UInt8]) -> Int? {
        guard count >= sequence.count else { return nil }
        return (0...count - sequence.count).first { self[$0..<$0 + sequence.count].elementsEqual(sequence) }
    }
}
