import Foundation
import NIOCore
import NIOPosix

extension FakeProvider {
    /// One connection: takes requests and answers them one after the other.
    final class Connection: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let log: Log
        private let script: Script
        private var bytes: [UInt8] = []
        private var work: Task<Void, Never>?
        private var isBusy = false

        init(log: Log, script: @escaping Script) {
            self.log = log
            self.script = script
        }

        func channelActive(context: ChannelHandlerContext) {
            log.connections.withLock { ($0.made, $0.open) = ($0.made + 1, $0.open + 1) }
            context.fireChannelActive()
        }

        func channelInactive(context: ChannelHandlerContext) {
            log.connections.withLock { ($0.open, $0.abandoned) = ($0.open - 1, $0.abandoned + (isBusy ? 1 : 0)) }
            work?.cancel()
            context.fireChannelInactive()
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            bytes += unwrapInboundIn(data).readableBytesView
            answerNext(context)
        }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if case ChannelEvent.inputClosed = event { context.close(promise: nil) }
            context.fireUserInboundEventTriggered(event)
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

        private func answerNext(_ context: ChannelHandlerContext) {
            guard !isBusy, let request = Request(takenFrom: &bytes) else { return }
            log.requests.withLock { $0.append(request) }
            isBusy = true
            let script = script
            let channel = context.channel
            let log = log
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            let loop = context.eventLoop
            work = Task {
                let answer = await script(request)
                try? await Connection.make(answer, on: channel, log)
                loop.execute {
                    let (connection, context) = bound.value
                    connection.isBusy = false
                    if channel.isActive { connection.answerNext(context) }
                }
            }
        }

        private static func make(_ answer: Answer, on channel: any Channel, _ log: Log) async throws {
            for step in answer.steps {
                switch step {
                case .send(let bytes):
                    try await channel.writeAndFlush(ByteBuffer(bytes: bytes))
                    log.bytesSent.withLock { $0 += bytes.count }
                case .wait(let duration): try await Task.sleep(for: duration)
                case .pass(let gate): try await gate.pass()
                case .closeOutput: try await channel.close(mode: .output)
                case .close: try await channel.close()
                case .reset:
                    let options = channel as? any SocketOptionProvider
                    try await options?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
                    try await channel.close()
                }
            }
        }
    }
}
