import Completions

/// An answer that comes piece by piece.
///
/// Whoever made the stream works only as fast as events are asked for. The last event is `.finished` with the whole
/// answer; a stream that can't get there throws, as `LLMProvider.complete` does. Before anything of the answer was
/// handed on, `.started` may come again: the answer then begins anew.
///
/// A stream can be iterated once. Where the iteration ends early, or its task is cancelled, the connection is closed;
/// a cancelled iteration ends only when all observers know.
public struct CompletionStream: AsyncSequence, Sendable {
    /// What the stream has.
    public typealias Element = StreamEvent

    private let channel: EventChannel

    /// A stream of what `produce` sends. It runs in a task of its own from when the first event is asked for, and is
    /// cancelled where nobody asks any more.
    public init(_ produce: @escaping @Sendable (Writer) async throws -> Void) {
        channel = EventChannel { try await produce(Writer(channel: $0)) }
    }

    /// A stream of what goes into a channel.
    init(channel: EventChannel) { self.channel = channel }

    /// Where a stream's maker sends events.
    public struct Writer: Sendable {
        let channel: EventChannel

        /// Sends an event, and returns when it was taken; after `.finished`, at once.
        ///
        /// - Throws: `CancellationError` where nobody takes it.
        public func send(_ event: StreamEvent) async throws { try await channel.send([event]) }

        /// Notes what had come of an answer that will not be finished.
        public func setPartial(_ partial: CompletionResponse?) { channel.partial = partial }
    }

    /// What had come when the stream ended without `.finished`, with its usage and cost as far as they are known or can
    /// be estimated; nil where nothing had, and before the end.
    public var partial: CompletionResponse? { channel.partial }

    /// The iteration.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(channel: channel) }

    /// An iteration of the stream.
    public struct AsyncIterator: AsyncIteratorProtocol {
        private let lease: Lease

        init(channel: EventChannel) { lease = Lease(channel: channel) }

        /// The next event; nil after the last.
        ///
        /// - Throws: `ProviderError`, `CancellationError`, or an observer's refusal.
        public mutating func next() async throws -> StreamEvent? { try await lease.channel.next() }
    }

    /// Ends the stream when the last copy of its iterator is gone.
    private final class Lease: Sendable {
        let channel: EventChannel

        init(channel: EventChannel) { self.channel = channel }

        deinit { channel.abandon() }
    }

    /// The whole answer, when it has come.
    ///
    /// - Throws: as the iteration does; `ProviderError` with `.badResponse` where the stream has no answer.
    public func collect() async throws -> CompletionResponse {
        for try await event in self {
            if case .finished(let response) = event { return response }
        }
        throw ProviderError(.badResponse, "The stream ended without an answer.")
    }
}
