internal import AsyncHTTPClient
internal import NIOCore
internal import NIOPosix

/// The connections over which providers are reached. Make one and share it: it keeps connections open for the next
/// request, and closes them when nobody has it any more.
public final class HTTPTransport: Sendable {
    /// How connections are made.
    public struct Configuration: Sendable {
        /// The longest that a connection may take to be made.
        public var connectTimeout = Duration.seconds(5)

        /// The longest silence of a provider that owes an answer, or the rest of one.
        public var idleTimeout = Duration.seconds(300)

        /// How long a connection that nobody uses stays open.
        public var keepAlive = Duration.seconds(60)

        /// The most connections to one provider that are open for HTTP/1; a request beyond them waits for one.
        public var maxConnections = 1000

        /// The largest answer, in bytes, also after it is unzipped.
        public var maxAnswer = 128 << 20

        /// A proxy that all requests go through, by host and port; nil for none.
        public var proxy: (host: String, port: Int)?

        /// The default configuration.
        public init() {}
    }

    let configuration: Configuration
    private let client: HTTPClient

    /// Connections, none of which is open yet. They run on SwiftNIO's shared event loops.
    public init(_ configuration: Configuration = Configuration()) {
        self.configuration = configuration
        var settings = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(
                connect: TimeAmount(configuration.connectTimeout), read: TimeAmount(configuration.idleTimeout)),
            connectionPool: .init(
                idleTimeout: TimeAmount(configuration.keepAlive),
                concurrentHTTP1ConnectionsPerHostSoftLimit: configuration.maxConnections),
            proxy: configuration.proxy.map { .server(host: $0.host, port: $0.port) },
            decompression: .enabled(limit: .size(configuration.maxAnswer)))
        // A refused connection is told at once; whether to try again is the caller's policy.
        settings.connectionPool.retryConnectionEstablishment = false
        // Spans are this module's, where a tracer is given.
        settings.tracing.tracer = nil
        // Long answers have long silences, in which routers on the way forget connections that don't stir.
        settings.http1_1ConnectionDebugInitializer = { $0.setOption(.socketOption(.so_keepalive), value: 1) }
        settings.http2ConnectionDebugInitializer = { $0.setOption(.socketOption(.so_keepalive), value: 1) }
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
    }

    deinit {
        let client = self.client
        // Connections that are still in use are answered for by their own requests, which hold the transport.
        Task.detached { try? await client.shutdown() }
    }

    /// Sends a request, and gives its answer when it begins.
    ///
    /// - Throws: `TransportFailure`; `CancellationError`.
    func send(_ request: HTTPRequest) async throws -> HTTPAnswer {
        var outgoing = HTTPClientRequest(url: request.url)
        outgoing.method = request.body == nil ? .GET : .POST
        for (name, value) in request.headers { outgoing.headers.add(name: name, value: value) }
        if let body = request.body { outgoing.body = .bytes(ByteBuffer(string: body)) }
        let response: HTTPClientResponse
        do {
            response = try await client.execute(outgoing, deadline: .distantFuture)
        } catch {
            throw TransportFailure.reading(error)
        }
        return HTTPAnswer(response, limit: configuration.maxAnswer)
    }
}

extension TimeAmount {
    fileprivate init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self = .nanoseconds(
            seconds.multipliedReportingOverflow(by: 1_000_000_000).partialValue + attoseconds / 1_000_000_000)
    }
}

/// A request as it goes out.
struct HTTPRequest: Sendable {
    var url: String
    var headers: [(name: String, value: String)]
    /// The body of a POST; nil for a GET.
    var body: String?
}
