import ArgumentParser
import Pricing

/// Which prices a command uses: those that ship, under the user's own.
struct PriceOptions: ParsableArguments {
    @Option(
        name: .customLong("prices"),
        help: ArgumentHelp(
            "Prices of your own, which are asked first; may repeat (docs/PRICES.md).", valueName: "file"),
        completion: .file())
    var files: [String] = []

    /// The table that the options name.
    func table() throws -> PriceTable {
        try files.reduce(PriceTable.current) { table, file in
            table.merging(try PriceTable(contentsOfFile: file))
        }
    }
}

extension Timestamp: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
