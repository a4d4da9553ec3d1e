import Completions
import Synchronization

/// Hands events from a producing task to a consuming one, which holds the producer back: it goes on when all that it
/// sent was taken.
final class EventChannel: Sendable {
    private struct State {
        /// What makes the events; nil once it runs.
        var produce: (@Sendable (EventChannel) async throws -> Void)?
        var producer: Task<Void, Never>?
        var events: [StreamEvent] = []
        var taken = 0
        var waitingConsumer: CheckedContinuation<Void, Never>?
        var waitingProducer: CheckedContinuation<Void, Never>?
        /// How the producer ended.
        var end: Result<Void, any Error>?
        /// Whether the consumer has the last event.
        var isFinished = false
        var isCancelled = false
        var isExpired = false
        var hasContent = false
        var partial: CompletionResponse?
    }

    private enum Step {
        case event(StreamEvent)
        case end(Result<Void, any Error>)
        case wait
    }

    private let state: Mutex<State>

    /// A channel whose producer runs when the first event is asked for.
    init(_ produce: @escaping @Sendable (EventChannel) async throws -> Void) {
        state = Mutex(State(produce: produce))
    }

    // MARK: The consumer's side

    /// The next event; nil after the last.
    func next() async throws -> StreamEvent? {
        try start()
        while true {
            switch state.withLock({ EventChannel.step(&$0) }) {
            case .event(let event): return event
            case .end(let end):
                try end.get()
                return nil
            case .wait:
                await withTaskCancellationHandler {
                    await withCheckedContinuation { continuation in
                        let isReady = state.withLock { state in
                            guard state.events.isEmpty, state.end == nil else { return true }
                            state.waitingConsumer = continuation
                            return false
                        }
                        if isReady { continuation.resume() }
                    }
                } onCancel: {
                    cancelProducer()
                }
            }
        }
    }

    private static func step(_ state: inout State) -> Step {
        if state.taken < state.events.count {
            let event = state.events[state.taken]
            state.taken += 1
            if state.taken == state.events.count {
                state.events.removeAll(keepingCapacity: true)
                state.taken = 0
                state.waitingProducer?.resume()
                state.waitingProducer = nil
            }
            if case .finished = event { state.isFinished = true }
            return .event(event)
        }
        if state.isFinished { return .end(.success(())) }
        guard let end = state.end else { return .wait }
        // The error is thrown once.
        state.end = .success(())
        return .end(end)
    }

    private func start() throws {
        try state.withLock { state in
            guard let produce = state.produce else { return }
            try Task.checkCancellation()
            state.produce = nil
            state.producer = Task {
                do {
                    try await produce(self)
                    self.end(.success(()))
                } catch {
                    self.end(.failure(error))
                }
            }
        }
    }

    /// Ends the stream for a consumer who is gone.
    func abandon() {
        let isOver = state.withLock { $0.isFinished || $0.end != nil || $0.producer == nil }
        if !isOver { cancelProducer() }
    }

    // MARK: The producer's side

    /// Sends events, and returns when all were taken; after the last event, at once.
    func send(_ events: [StreamEvent]) async throws {
        guard let last = events.last else { return }
        let consumer = state.withLock { state in
            state.events += events
            if !state.hasContent { state.hasContent = events.contains(where: \.isContent) }
            defer { state.waitingConsumer = nil }
            return state.waitingConsumer
        }
        consumer?.resume()
        if case .finished = last { return }
        await withCheckedContinuation { continuation in
            let isTaken = state.withLock { state in
                guard !state.events.isEmpty, !state.isCancelled else { return true }
                state.waitingProducer = continuation
                return false
            }
            if isTaken { continuation.resume() }
        }
        try Task.checkCancellation()
    }

    private func end(_ end: Result<Void, any Error>) {
        let consumer = state.withLock { state in
            state.end = end
            defer { state.waitingConsumer = nil }
            return state.waitingConsumer
        }
        consumer?.resume()
    }

    /// Whether anything of the answer itself was sent.
    var hasContent: Bool { state.withLock { $0.hasContent } }

    /// What had come of an answer that will not be finished.
    var partial: CompletionResponse? {
        get { state.withLock { $0.partial } }
        set { state.withLock { $0.partial = newValue } }
    }

    // MARK: Time

    /// Whether the producer was cancelled because its time was over.
    var isExpired: Bool { state.withLock { $0.isExpired } }

    /// Cancels the producer because its time is over.
    func expire() {
        state.withLock { $0.isExpired = true }
        cancelProducer()
    }

    private func cancelProducer() {
        let (producer, waiting) = state.withLock { state in
            state.isCancelled = true
            defer { state.waitingProducer = nil }
            return (state.producer, state.waitingProducer)
        }
        producer?.cancel()
        waiting?.resume()
    }
}

extension StreamEvent {
    /// Whether it is a part of the answer, rather than news about it.
    var isContent: Bool {
        switch self {
        case .text, .reasoning, .toolCallStarted, .toolCallArguments: true
        case .started, .usage, .finished: false
        }
    }
}
