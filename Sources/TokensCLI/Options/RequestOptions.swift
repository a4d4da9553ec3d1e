import ArgumentParser
import Completions
import Pricing

/// How a command reads requests.
struct RequestOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "Whose bodies requests are that name no provider; without it they are normalised.")
    var provider: String?

    @Option(name: .shortAndLong, help: "The model, in place of the one that a request names.")
    var model: String?

    @OptionGroup var prices: PriceOptions

    /// The request that JSON says.
    func record(_ json: JSONValue, _ table: PriceTable) throws -> RequestRecord {
        try RequestRecord(json: json, provider: provider, model: model, table: table)
    }
}
