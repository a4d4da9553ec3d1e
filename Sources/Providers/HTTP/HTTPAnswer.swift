internal import AsyncHTTPClient
import Completions
internal import NIOCore

/// An answer that has begun: its head, and a body that is read as it comes. Who stops reading closes the connection.
struct HTTPAnswer: Sendable {
    let status: Int
    /// By lowercase name; of several fields of one name the values, with commas.
    let headers: [String: String]
    private let body: HTTPClientResponse.Body
    private let limit: Int

    init(_ response: HTTPClientResponse, limit: Int) {
        status = Int(response.status.code)
        var headers: [String: String] = [:]
        for (name, value) in response.headers {
            headers[name.lowercased(), default: ""] += headers[name.lowercased()] == nil ? value : ", " + value
        }
        self.headers = headers
        body = response.body
        self.limit = limit
    }

    /// Calls `take` with each piece of the body.
    ///
    /// - Throws: `TransportFailure`, `CancellationError`, or what `take` throws.
    func forEachPiece(_ take: (ByteBufferView) async throws -> Void) async throws {
        var pieces = body.makeAsyncIterator()
        while let piece = try await HTTPAnswer.next(&pieces) { try await take(piece.readableBytesView) }
    }

    private static func next(_ pieces: inout HTTPClientResponse.Body.AsyncIterator) async throws -> ByteBuffer? {
        do { return try await pieces.next() } catch { throw TransportFailure.reading(error) }
    }

    /// The whole body.
    ///
    /// - Throws: `TransportFailure`, also where the body is above the transport's limit.
    func wholeBody() async throws -> ByteBufferView {
        var whole = ByteBuffer()
        try await forEachPiece { piece in
            guard whole.readableBytes + piece.count <= limit else { throw TransportFailure.tooLarge(limit) }
            whole.writeBytes(piece)
        }
        return whole.readableBytesView
    }

    /// The beginning of a body, as far as it comes without an error: what there is of a failure's words.
    func bodyBeginning(atMost count: Int = 64 << 10) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            try await forEachPiece { piece in
                bytes.append(contentsOf: piece.prefix(count - bytes.count))
                if bytes.count == count { throw TransportFailure.tooLarge(count) }
            }
        } catch is TransportFailure {
            // The status says what there is to know.
        }
        return bytes
    }
}
