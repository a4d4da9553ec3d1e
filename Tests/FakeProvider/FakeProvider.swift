import NIOCore
import NIOPosix
import Synchronization

/// A provider on this machine that answers as a test tells it, byte by byte: slowly, wrongly, half, or not at all.
package final class FakeProvider: Sendable {
    package typealias Script = @Sendable (Request) async -> Answer

    private let log: Log
    private let channel: any Channel
    /// Where it listens.
    package let port: Int

    /// A provider on a free port of the loopback interface.
    package init(_ script: @escaping Script) async throws {
        let log = Log()
        channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.backlog, value: 1024)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Connection(log: log, script: script))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
        self.log = log
    }

    /// Runs `body` with a provider that is stopped afterwards.
    package static func with<Result>(
        _ script: @escaping Script, _ body: (FakeProvider) async throws -> Result
    ) async throws -> Result {
        let provider = try await FakeProvider(script)
        do {
            let result = try await body(provider)
            try await provider.stop()
            return result
        } catch {
            try await provider.stop()
            throw error
        }
    }

    /// Runs `body` with a provider that gives these answers one after the other, the last one ever after.
    package static func with<Result>(
        answers: Answer..., body: (FakeProvider) async throws -> Result
    ) async throws -> Result {
        let next = Mutex(0)
        return try await with(
            { _ in
                let index = next.withLock { next in
                    defer { next += 1 }
                    return min(next, answers.count - 1)
                }
                return answers[index]
            }, body)
    }

    /// Its address.
    package var url: String { "http://127.0.0.1:\(port)" }

    /// What was asked so far, in its order.
    package var requests: [Request] { log.requests.withLock { $0 } }

    /// How many connections were ever made.
    package var connections: Int { log.connections.withLock { $0.made } }

    /// How many connections are open.
    package var openConnections: Int { log.connections.withLock { $0.open } }

    /// How many bytes the client took, or the sockets between.
    package var bytesSent: Int { log.bytesSent.withLock { $0 } }

    /// How many answers the client didn't wait for.
    package var abandonedAnswers: Int { log.connections.withLock { $0.abandoned } }

    /// Waits, for a minute at most, until something holds: other tests may keep all cores.
    package func waits(until condition: (FakeProvider) -> Bool) async throws -> Bool {
        for _ in 0..<12_000 {
            if condition(self) { return true }
            try await Task.sleep(for: .milliseconds(5))
        }
        return false
    }

    /// No longer listens.
    package func stop() async throws { try await channel.close() }

    /// What happened so far.
    final class Log: Sendable {
        let requests = Mutex<[Request]>([])
        let bytesSent = Mutex(0)
        let connections = Mutex((made: 0, open: 0, abandoned: 0))
    }
}
