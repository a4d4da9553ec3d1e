import Synchronization

/// A store in memory, for tests and for programs whose budgets end with them.
public final class MemoryStore: BudgetStore {
    private let state: Mutex<State>
    private let clock: @Sendable () -> Timestamp

    fileprivate struct State {
        var records: [String: BudgetRecord] = [:]
        var totals: [LedgerChanges.PeriodKey: PeriodTotals] = [:]
        var entries: [LedgerEntry] = []
        /// The numbers of the rows of each id, by budget.
        var numbers: [String: [String: [Int]]] = [:]
        /// The numbers of reservations whose holds are open.
        var open: Set<Int> = []
    }

    /// An empty store.
    ///
    /// - Parameter clock: What tells the time.
    public init(clock: @escaping @Sendable () -> Timestamp = { .now }) {
        state = Mutex(State())
        self.clock = clock
    }

    public func commit(_ commands: [LedgerCommand]) throws(BudgetError) -> [Result<LedgerAnswer, BudgetError>] {
        let now = clock()
        return state.withLock { state in
            let outcome = LedgerOutcome(of: commands, on: Reader(state: state, now: now))
            state.apply(outcome.changes)
            return outcome.answers
        }
    }

    public func read<Value>(
        _ body: (any LedgerReader) throws(BudgetError) -> Value
    ) throws(BudgetError) -> Value {
        let reader = Reader(state: state.withLock { $0 }, now: clock())
        return try body(reader)
    }

    private struct Reader: LedgerReader {
        let state: State
        let now: Timestamp

        func names() -> [String] { state.records.keys.sorted() }

        func record(named name: String) -> BudgetRecord? { state.records[name] }

        func totals(of budget: String, _ kind: PeriodKind, period: Int) -> PeriodTotals? {
            state.totals[LedgerChanges.PeriodKey(budget: budget, kind: kind, period: period)]
        }

        func entries(of budget: String, id: String) -> [LedgerEntry] {
            (state.numbers[budget]?[id] ?? []).map { state.entries[$0 - 1] }
        }

        func expiredReservations(limit: Int) -> [LedgerEntry] {
            Array(
                openReservations().filter { $0.expires.map { $0 <= now } ?? false }
                    .sorted { ($0.expires ?? now, $0.sequence) < ($1.expires ?? now, $1.sequence) }.prefix(limit))
        }

        func openReservations() -> [LedgerEntry] { state.open.sorted().map { state.entries[$0 - 1] } }

        func forEachEntry(
            of budget: String?, since time: Timestamp?, _ body: (LedgerEntry) throws(BudgetError) -> Void
        ) throws(BudgetError) {
            for entry in state.entries where budget == nil || entry.budget == budget {
                guard time == nil || entry.time >= time ?? entry.time else { continue }
                try body(entry)
            }
        }
    }
}

extension MemoryStore.State {
    fileprivate mutating func apply(_ changes: LedgerChanges) {
        records.merge(changes.records) { $1 }
        totals.merge(changes.totals) { $1 }
        for var entry in changes.entries {
            entry.sequence = entries.count + 1
            entries.append(entry)
            let earlier = numbers[entry.budget]?[entry.id] ?? []
            numbers[entry.budget, default: [:]][entry.id] = earlier + [entry.sequence]
            if entry.kind == .reserve {
                open.insert(entry.sequence)
            } else if let reservation = earlier.first {
                open.remove(reservation)
            }
        }
    }
}
