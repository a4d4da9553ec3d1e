import BudgetStores
import Budgets
import Foundation
import Synchronization
import Testing

/// A clock that tests set.
final class TestClock: Sendable {
    private let time: Mutex<Timestamp>

    init(_ time: String) { self.time = Mutex(Timestamp(time) ?? Timestamp(unixSeconds: 0)) }

    var now: Timestamp { time.withLock { $0 } }

    func set(_ text: String) { time.withLock { $0 = Timestamp(text) ?? $0 } }

    func advance(_ seconds: Int) { time.withLock { $0 = Timestamp(unixSeconds: $0.unixSeconds + seconds) } }
}

/// The stores that the same rules must hold in.
enum StoreKind: String, CaseIterable, CustomTestStringConvertible {
    case memory
    case sqlite
    case postgreSQL

    var testDescription: String { rawValue }

    /// Those that this machine has: PostgreSQL where `$TOKENS_POSTGRES` names a server, as `make test` does.
    static let allCases: [StoreKind] = TestServer.url == nil ? [.memory, .sqlite] : [.memory, .sqlite, .postgreSQL]

    /// An empty store with a clock of its own.
    func make(at time: String = "2026-11-24T12:00:00Z") throws -> (store: any BudgetStore, clock: TestClock) {
        let clock = TestClock(time)
        switch self {
        case .memory: return (MemoryStore(clock: { clock.now }), clock)
        case .sqlite: return (try SQLiteStore(path: TestFiles.newLedger(), clock: { clock.now }), clock)
        case .postgreSQL:
            return (try PostgreSQLStore(url: try TestServer.newDatabase(), clock: { clock.now }), clock)
        }
    }
}

enum TestFiles {
    /// Whether there's time for tests that take a minute: `$TOKENS_LONG_TESTS` is set.
    static let isLong = ProcessInfo.processInfo.environment["TOKENS_LONG_TESTS"] != nil

    /// A path for a new ledger, in a folder that the system clears.
    static func newLedger() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "budgets-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.appending(path: "ledger.sqlite").path
    }
}

extension Money {
    /// Dollars.
    static func usd(_ text: String) throws -> Money { try Money(text) }
}

extension BudgetStore {
    @discardableResult
    func configure(_ name: String, _ change: (inout BudgetChange) throws -> Void = { _ in }) throws -> BudgetRecord {
        var budget = BudgetChange()
        try change(&budget)
        guard case .configured(let record) = try commit(.configure(name, budget)) else { throw UnexpectedAnswer() }
        return record
    }

    /// The reservation, or what refused it.
    func reserve(
        _ budget: String, _ amount: String, id: String, lifetime: Int = 900, booksOnExpiry: Bool = false
    ) throws -> Result<Reservation, OverBudget> {
        let request = ReservationRequest(
            budget: budget, id: id, amount: try .usd(amount), lifetime: lifetime, booksOnExpiry: booksOnExpiry)
        switch try commit(.reserve(request)) {
        case .granted(let reservation): return .success(reservation)
        case .refused(let refusal): return .failure(OverBudget(refusal: refusal))
        default: throw UnexpectedAnswer()
        }
    }

    @discardableResult
    func settle(_ budget: String, _ id: String, _ amount: String) throws -> Booking {
        let settlement = Settlement(budget: budget, id: id, amount: try .usd(amount))
        guard case .booked(let booking) = try commit(.settle(settlement)) else { throw UnexpectedAnswer() }
        return booking
    }

    @discardableResult
    func release(_ budget: String, _ id: String) throws -> Bool {
        guard case .released(let wasOpen) = try commit(.release(budget: budget, id: id)) else {
            throw UnexpectedAnswer()
        }
        return wasOpen
    }

    @discardableResult
    func topUp(_ budget: String, _ amount: String, id: String) throws -> Booking {
        let command = LedgerCommand.topUp(budget: budget, id: id, amount: try .usd(amount), note: nil)
        guard case .booked(let booking) = try commit(command) else { throw UnexpectedAnswer() }
        return booking
    }

    func faults() throws -> [String] { try LedgerAudit(of: self).faults }
}

struct UnexpectedAnswer: Error {}

/// A PostgreSQL server that tests may use.
enum TestServer {
    static let url = ProcessInfo.processInfo.environment["TOKENS_POSTGRES"]

    /// The address of a new, empty database.
    static func newDatabase() throws -> String {
        let url = try #require(url)
        let name = "test_\(UInt64.random(in: 0...UInt64.max))"
        // Another test may be restarting the server.
        for _ in 0..<20 {
            if try run(["psql", "-q", "-d", url, "-c", "CREATE DATABASE \(name)"]) == 0 { break }
            Thread.sleep(forTimeInterval: 0.2)
        }
        return url.replacing("/postgres?", with: "/\(name)?")
    }

    /// Stops the server without a word to those who use it, and starts it again.
    static func restart() throws {
        #expect(try run([try #require(ProcessInfo.processInfo.environment["TOKENS_POSTGRES_RESTART"])]) == 0)
    }

    private static func run(_ command: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
