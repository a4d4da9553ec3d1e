import Dispatch
import Synchronization

/// Lets commands that come at the same time share a transaction: whoever comes while one is being made durable waits
/// for the next, together with all others who came meanwhile. An answer is given once its transaction is durable.
final class CommitQueue: Sendable {
    private let store: any BudgetStore
    private let waiting = Mutex(Waiting())
    private let worker = DispatchQueue(label: "budget-ledger")
    private static let mostTogether = 256

    private struct Command: Sendable {
        let command: LedgerCommand
        let answer: CheckedContinuation<Result<LedgerAnswer, BudgetError>, Never>
    }

    private struct Waiting {
        var commands: [Command] = []
        var isWorking = false
    }

    init(store: any BudgetStore) {
        self.store = store
    }

    /// Carries out a command. It isn't cancelled with the task: what was begun is booked.
    func commit(_ command: LedgerCommand) async throws(BudgetError) -> LedgerAnswer {
        let answer: Result<LedgerAnswer, BudgetError> = await withCheckedContinuation { answer in
            let mustWork = waiting.withLock { waiting in
                waiting.commands.append(Command(command: command, answer: answer))
                defer { waiting.isWorking = true }
                return !waiting.isWorking
            }
            if mustWork { worker.async { self.work() } }
        }
        return try answer.get()
    }

    private func work() {
        while true {
            let commands = waiting.withLock { waiting in
                let first = Array(waiting.commands.prefix(Self.mostTogether))
                waiting.commands.removeFirst(first.count)
                if first.isEmpty { waiting.isWorking = false }
                return first
            }
            guard !commands.isEmpty else { return }
            let answers = Result { () throws(BudgetError) in try store.commit(commands.map(\.command)) }
            for (index, command) in commands.enumerated() {
                command.answer.resume(returning: answers.flatMap { $0[index] })
            }
        }
    }
}
