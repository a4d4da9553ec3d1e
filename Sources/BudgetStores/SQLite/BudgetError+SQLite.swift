import Budgets
internal import GRDB

extension BudgetError {
    /// What an error of SQLite means for a ledger.
    init(sqlite error: any Error) {
        if let error = error as? BudgetError {
            self = error
            return
        }
        guard let error = error as? DatabaseError else {
            self = .store("\(error)")
            return
        }
        let message = error.message ?? "\(error.resultCode)"
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .unavailable("another process holds the ledger")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .corrupt(message)
        case .SQLITE_FULL: self = .store("the disk is full: nothing was changed; make room and ask again")
        case .SQLITE_READONLY: self = .store("the ledger's file may not be written: \(message)")
        case .SQLITE_CANTOPEN: self = .store("the ledger's file can't be opened: \(message)")
        case .SQLITE_IOERR: self = .store("the ledger's file can't be read or written: \(message)")
        default: self = .store(message)
        }
    }
}
