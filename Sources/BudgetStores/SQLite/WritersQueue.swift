import Dispatch
import Foundation
import Synchronization

/// Where processes that want to write wait for one another: a lock on a file beside the database.
///
/// SQLite's own lock is what keeps a ledger right. Whoever waits for that asks again and again and sleeps in between, and
/// may be passed by others for long. Those who wait here are woken by the system in the order in which they came. A
/// process that is killed gives the lock back by that.
final class WritersQueue: Sendable {
    private let descriptor: Int32
    private let patience: DispatchTimeInterval

    /// A queue at a path; where no file can be made there, nobody waits here.
    init(path: String, patience: DispatchTimeInterval) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        self.patience = patience
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Runs what writes when it's this process's turn, or when patience is at its end: a process may be stopped while
    /// it has the lock.
    func inTurn<Value>(_ body: () throws -> Value) rethrows -> Value {
        guard descriptor >= 0 else { return try body() }
        let hasTurn = flock(descriptor, LOCK_EX | LOCK_NB) == 0 || waitForTurn()
        defer { if hasTurn { flock(descriptor, LOCK_UN) } }
        return try body()
    }

    private func waitForTurn() -> Bool {
        let (descriptor, turn) = (descriptor, DispatchSemaphore(value: 0))
        let state = Waiting()
        DispatchQueue.global().async {
            guard flock(descriptor, LOCK_EX) == 0 else { return }
            let isTaken = state.take()
            if isTaken { turn.signal() } else { flock(descriptor, LOCK_UN) }
        }
        if turn.wait(timeout: .now() + patience) == .success { return true }
        return !state.giveUp()
    }

    /// Whether somebody still waits for a lock that is being asked for.
    private final class Waiting: Sendable {
        private let state = Mutex<Bool?>(nil)

        /// The lock is there: whether it's still wanted.
        func take() -> Bool {
            state.withLock { state in
                if state == nil { state = true }
                return state == true
            }
        }

        /// Patience is at its end: whether the lock hasn't come in the same moment.
        func giveUp() -> Bool {
            state.withLock { state in
                if state == nil { state = false }
                return state == false
            }
        }
    }
}
