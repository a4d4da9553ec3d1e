import ArgumentParser
import Pricing

/// Options of commands that ask the price table.
struct PriceOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Prices of your own, asked before those that ship (docs/PRICES.md).", valueName: "file"))
    var prices: [String] = []

    @Option(help: ArgumentHelp("When, such as 2026-01-31T12:00:00Z or 2026-01-31; by default now.", valueName: "time"))
    var at: Timestamp?

    /// The table that ships, under the files given.
    func table() throws -> PriceTable {
        var table = PriceTable.current
        for path in prices {
            var reader = try LineReader(path)
            var bytes: [UInt8] = []
            while let line = try reader.next() {
                guard case .bytes(let line) = line else { throw ValidationError("\(path) is not a price file") }
                bytes += line + [UInt8(ascii: "\n")]
            }
            table = table.merging(try PriceTable(parsing: bytes))
        }
        return table
    }
}

extension Timestamp: @retroactive ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
