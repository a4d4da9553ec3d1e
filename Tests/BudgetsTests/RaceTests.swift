import BudgetStores
import Budgets
import Foundation
import Synchronization
import Testing

/// A store that lets others in between reading and writing: what a ledger without a lock is.
private final class UnlockedStore: BudgetStore {
    let inner = MemoryStore()

    func commit(_ commands: [LedgerCommand]) throws(BudgetError) -> [Result<LedgerAnswer, BudgetError>] {
        // Decided on a state that is old by the time it's written, as checking first and spending then does.
        let state = try inner.read { reader throws(BudgetError) in try reader.status(of: "agent") }
        var answers: [Result<LedgerAnswer, BudgetError>] = []
        // Long enough for another to decide on the same state.
        Thread.sleep(forTimeInterval: 0.05)
        for command in commands {
            guard case .reserve(let request) = command, let remaining = state.remaining, remaining >= request.amount
            else {
                answers.append(.failure(.invalid("too late")))
                continue
            }
            let id = request.id
            _ = try inner.commit(.adjust(budget: "agent", id: id, amount: request.amount, note: nil))
            answers.append(.success(.released(wasOpen: true)))
        }
        return answers
    }

    func read<Value>(_ body: (any LedgerReader) throws(BudgetError) -> Value) throws(BudgetError) -> Value {
        try inner.read(body)
    }
}

@Suite("Many that spend at once")
struct RaceTests {
    /// How many of so many threads, let go at the same moment, were granted 1 dollar.
    private func granted(of threads: Int, by store: @escaping @Sendable (Int) -> any BudgetStore) async -> Int {
        let start = Start(threads: min(threads, 2))
        return await withTaskGroup(of: Bool.self) { group in
            for index in 0..<threads {
                let store = store(index)
                group.addTask {
                    await start.wait()
                    let request = ReservationRequest(budget: "agent", id: "\(index)", amount: Money.one)
                    return switch try? store.commit(.reserve(request)) {
                    case .granted, .released: true
                    default: false
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
    }

    /// Where as many wait for one another as run at once; the rest come when these are through.
    private final class Start: Sendable {
        private let missing: Atomic<Int>

        init(threads: Int) { missing = Atomic(threads) }

        func wait() async {
            missing.subtract(1, ordering: .sequentiallyConsistent)
            for _ in 0..<1_000 where missing.load(ordering: .sequentiallyConsistent) > 0 { await Task.yield() }
        }
    }

    @Test("are granted exactly what there is", arguments: StoreKind.allCases, [2, 8, 64, 256])
    func exactlyTheLimit(kind: StoreKind, threads: Int) async throws {
        let (store, _) = try kind.make()
        try store.configure("agent") { $0.dailyLimit = .set(try .usd("\(threads / 2)")) }
        #expect(await granted(of: threads) { _ in store } == threads / 2)
        #expect(try store.status(of: "agent").remaining == .usd("0"))
        #expect(try store.faults() == [])
    }

    @Test(
        "are granted exactly what there is through connections of their own",
        arguments: StoreKind.allCases.filter { $0 != .memory })
    func connections(kind: StoreKind) async throws {
        let place = try kind == .sqlite ? TestFiles.newLedger() : TestServer.newDatabase()
        try LedgerLocation(place).open().configure("agent") { $0.dailyLimit = .set(try .usd("5")) }
        let stores = try (0..<10).map { _ in try LedgerLocation(place).open() }
        #expect(await granted(of: 10) { stores[$0] } == 5)
        #expect(try stores[0].faults() == [])
    }

    @Test("would overspend a store without a lock: this test can fail")
    func withoutLock() throws {
        let store = UnlockedStore()
        try store.inner.configure("agent") { $0.dailyLimit = .set(try .usd("3")) }
        let (granted, done) = (Counter(), DispatchSemaphore(value: 0))
        for index in 0..<8 {
            Thread {
                let request = ReservationRequest(budget: "agent", id: "\(index)", amount: Money.one)
                if case .released? = try? store.commit(.reserve(request)) { granted.add() }
                done.signal()
            }.start()
        }
        for _ in 0..<8 { done.wait() }
        #expect(granted.value > 3)
    }

    private final class Counter: Sendable {
        private let count = Atomic(0)

        var value: Int { count.load(ordering: .sequentiallyConsistent) }

        func add() { count.add(1, ordering: .sequentiallyConsistent) }
    }

    @Test("share commits through one ledger, and get the answers of their own", arguments: StoreKind.allCases)
    func sharedCommits(kind: StoreKind) async throws {
        let (store, _) = try kind.make()
        try store.configure("agent") { $0.dailyLimit = .set(try .usd("50")) }
        let account = BudgetLedger(store: store).account("agent")
        let granted = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<100 {
                group.addTask {
                    guard let held = try? await account.reserve(Money.one, id: "\(index)") else { return false }
                    try? await account.settle(held.id, amount: held.amount)
                    return held.id == "\(index)"
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(granted == 50)
        #expect(try store.status(of: "agent").spentToday == .usd("50"))
        #expect(try store.faults() == [])
    }
}

extension Money {
    fileprivate static let one = (try? Money("1")) ?? .zero()
}
