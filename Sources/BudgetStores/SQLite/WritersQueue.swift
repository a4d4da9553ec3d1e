import Dispatch
import Foundation
import Synchronization

/// Where processes that want to write wait for one another: a lock on a file beside the database.
///
/// SQLite's own lock is what keeps a ledger right. Whoever waits for that asks again and again and sleeps in between, and
/// may be passed by others for long. Those who wait here are woken by the system in the order in which they came. A
/// process that is killed gives the lock back by that.
final class WritersQueue: Sendable {
    private let path: String
    private let patience: DispatchTimeInterval
    private let threads = NSLock()

    /// A queue at a path; where no file can be made there, nobody waits here.
    init(path: String, patience: DispatchTimeInterval) {
        self.path = path
        self.patience = patience
    }

    /// Runs what writes when it's this process's turn, or when patience is at its end: a process may be stopped while
    /// it has the lock.
    func inTurn<Value>(_ body: () throws -> Value) rethrows -> Value {
        threads.lock()
        defer { threads.unlock() }
        let turn = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard turn >= 0 else { return try body() }
        if flock(turn, LOCK_EX | LOCK_NB) == 0 {
            defer { close(turn) }
            return try body()
        }
        let hasTurn = wait(for: turn)
        defer { if hasTurn { close(turn) } }
        return try body()
    }

    /// Waits for the lock of an open file; where patience ends before, whoever still asks for it closes the file.
    private func wait(for turn: Int32) -> Bool {
        let (waiting, arrival) = (Waiting(), DispatchSemaphore(value: 0))
        DispatchQueue.global().async {
            while flock(turn, LOCK_EX) != 0, errno == EINTR {}
            if waiting.end(.arrived) == .arrived { arrival.signal() } else { close(turn) }
        }
        if arrival.wait(timeout: .now() + patience) == .success { return true }
        return waiting.end(.givenUp) == .arrived
    }

    /// How waiting ended: by what came first.
    private final class Waiting: Sendable {
        enum End {
            case arrived
            case givenUp
        }

        private let first = Mutex<End?>(nil)

        /// Ends it, if it hasn't ended; how it did.
        func end(_ end: End) -> End {
            first.withLock { first in
                let settled = first ?? end
                first = settled
                return settled
            }
        }
    }
}
