import Budgets
import Foundation

/// A connection that threads use in turn.
///
/// It may be sent to other threads because the connection in it is reached through `inTurn` alone, which holds the lock
/// all the while, and isn't handed on by those who get it there.
final class SharedConnection: @unchecked Sendable {
    private let lock = NSLock()
    private let connection: PostgreSQLConnection

    /// How long it is tried again, in seconds, before the ledger is said to be unavailable.
    private static let patience = 5.0

    init(url: String) throws(BudgetError) {
        connection = try PostgreSQLConnection(url: url)
    }

    /// Runs what uses the connection. It runs again on a new connection where the old one had broken, and where another
    /// transaction was in the way. Commands are known by their ids, so one whose outcome got lost is not carried out
    /// twice.
    func inTurn<Value>(
        _ body: (PostgreSQLConnection) throws(BudgetError) -> Value
    ) throws(BudgetError) -> Value {
        lock.lock()
        defer { lock.unlock() }
        // A server that was stopped needs a moment until it takes connections again.
        let patience = Date().addingTimeInterval(Self.patience)
        var pause = 0.01
        while true {
            do throws(BudgetError) {
                if !connection.isOpen { try connection.reopen() }
                return try body(connection)
            } catch {
                guard case .unavailable = error, Date() < patience else { throw error }
            }
            Thread.sleep(forTimeInterval: pause)
            pause = min(pause * 2, 0.5)
        }
    }
}
