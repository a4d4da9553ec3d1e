import FakeProvider
import Synchronization

/// Answers one after the other; the last one ever after.
final class AnswerQueue: Sendable {
    private let rest: Mutex<[FakeProvider.Answer]>

    init(_ answers: [FakeProvider.Answer]) { rest = Mutex(answers) }

    func next() -> FakeProvider.Answer {
        rest.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
    }
}
