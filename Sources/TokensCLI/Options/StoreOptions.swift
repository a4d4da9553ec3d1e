import ArgumentParser
import BudgetStores
import Budgets
import Foundation

/// Where budgets are kept.
struct StoreOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The ledger: a SQLite file, or postgres://…; a file in your data folder where none is named.",
            valueName: "place"))
    var store: String?

    /// The ledger. A file that isn't there is made only where a budget may be made.
    func open(createsFile: Bool = false) throws -> any BudgetStore {
        if let store { return try LedgerLocation(store).open(createsFile: createsFile) }
        let folder = try Self.dataFolder(creating: createsFile)
        return try LedgerLocation(folder.appending(path: "budgets.sqlite").path).open(createsFile: createsFile)
    }

    private static func dataFolder(creating: Bool) throws -> URL {
        let environment = ProcessInfo.processInfo.environment
        #if os(macOS)
            let data = FileManager.default.homeDirectoryForCurrentUser.appending(path: "Library/Application Support")
        #else
            let named = environment["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : URL(filePath: $0) }
            let data = named ?? FileManager.default.homeDirectoryForCurrentUser.appending(path: ".local/share")
        #endif
        let folder = data.appending(path: "tokens")
        if creating { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
        return folder
    }
}
