import GRDB

/// A SQLite file as any program may change it.
enum SQLiteFile {
    static func execute(_ statement: String, path: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { database in
            _ = try Row.fetchAll(database, sql: statement)
        }
        try queue.close()
    }
}
