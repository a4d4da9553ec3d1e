extension FakeProvider {
    /// What the provider does with a request.
    package struct Answer: Sendable {
        /// One thing after the other.
        package enum Step: Sendable {
            /// Sends bytes.
            case send([UInt8])
            /// Does nothing for a while.
            case wait(Duration)
            /// Does nothing until a gate is open.
            case pass(Gate)
            /// Closes its side of the connection.
            case closeOutput
            /// Closes the connection.
            case close
            /// Breaks the connection, so that the other side sees a reset.
            case reset
        }

        package var steps: [Step]

        package init(_ steps: [Step]) { self.steps = steps }

        /// Bytes as they are.
        package static func raw(_ text: String) -> Answer { Answer([.send(Array(text.utf8))]) }

        /// A whole body.
        package static func body(
            _ body: some Sequence<UInt8>, status: Int = 200, headers: [String: String] = [:]
        ) -> Answer {
            let body = Array(body)
            var fields = headers
            fields["content-length"] = String(body.count)
            return Answer([.send(head(status, fields) + body)])
        }

        /// A whole body of JSON.
        package static func json(_ text: String, status: Int = 200, headers: [String: String] = [:]) -> Answer {
            body(text.utf8, status: status, headers: headers.merging(["content-type": "application/json"]) { $1 })
        }

        /// A stream of pieces, each sent by itself, with a pause before each but the first.
        package static func stream(
            _ pieces: [String], pause: Duration? = nil, headers: [String: String] = [:], end: [Step]? = nil
        ) -> Answer {
            let fields = headers.merging(["content-type": "text/event-stream", "transfer-encoding": "chunked"]) { $1 }
            var steps: [Step] = [.send(head(200, fields))]
            for (index, piece) in pieces.enumerated() {
                if let pause, index > 0 { steps.append(.wait(pause)) }
                steps.append(.send(chunk(piece)))
            }
            return Answer(steps + (end ?? [.send(Array("0\r\n\r\n".utf8))]))
        }

        /// A piece of a chunked body.
        package static func chunk(_ text: String) -> [UInt8] {
            Array(String(text.utf8.count, radix: 16).utf8) + Array("\r\n\(text)\r\n".utf8)
        }

        private static func head(_ status: Int, _ headers: [String: String]) -> [UInt8] {
            let fields = headers.map { "\($0.key): \($0.value)\r\n" }.joined()
            return Array("HTTP/1.1 \(status) Status\r\n\(fields)\r\n".utf8)
        }
    }
}
