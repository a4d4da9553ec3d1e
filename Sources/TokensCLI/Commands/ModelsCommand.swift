import ArgumentParser
import Completions
import Pricing

/// `tokens models`: what models there are, and what they cost.
struct ModelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models",
        abstract: "List models with their context, prices, tier, date and source.",
        discussion: """
            Prices are for a million tokens of a standard request below any long-context bound. Times \
            are RFC 3339 or a day: 2026-01-31T12:00:00Z, 2026-01-31.

            EXAMPLES
              tokens models --provider anthropic
              tokens models --at 2025-01-01 --json
            """)

    @Option(name: .shortAndLong, help: "Only the models of this provider.")
    var provider: String?

    @Option(help: ArgumentHelp("The prices of this time; now, if not given.", valueName: "time"))
    var at: Timestamp?

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var prices: PriceOptions

    func run() throws {
        let table = try prices.table()
        let models = try table.listModels(provider: provider, at: at ?? .now)
        var output = Output()
        if json {
            output.writeLine(JSONValue.array(models.map(\.json)).description)
        } else {
            for line in textTable(models).lines { output.writeLine(line) }
        }
        output.flush()
        if !json, let day = try table.asOf() { StandardError.write("prices as of \(day)") }
    }

    private func textTable(_ models: [Model]) -> TextTable {
        var table = TextTable([
            ("provider", .left), ("model", .left), ("region", .left), ("context", .right), ("output", .right),
            ("in/M", .right), ("out/M", .right), ("", .left), ("tier", .left), ("since", .left), ("source", .left),
        ])
        for model in models {
            table.add([
                model.provider, model.id, model.region ?? "", model.maxContext.map(String.init) ?? "?",
                model.maxOutput.map(String.init) ?? "?", model.inputPrice.perMillion.amount,
                model.outputPrice.perMillion.amount, model.currency.code, model.tier.rawValue,
                model.priceFrom?.description ?? "", model.sources.first ?? "",
            ])
        }
        return table
    }
}

extension JSONValue {
    fileprivate static func perMillion(_ prices: [Model.Price]) -> JSONValue {
        .object(prices.map { Member($0.name, .string($0.perMillion.amount)) })
    }
}

extension Model {
    /// The model for programs; what isn't known is null.
    fileprivate var json: JSONValue {
        [
            "id": .string(id),
            "provider": .string(provider),
            "region": .optional(region),
            "aliases": .strings(aliases),
            "tier": .string(tier.rawValue),
            "strengths": .strings(strengths),
            "max_context": .optional(maxContext),
            "max_output": .optional(maxOutput),
            "currency": .string(currency.code),
            "per_million": .perMillion(prices),
            "service_tiers": .object(serviceTiers.map { .init($0.name, .perMillion($0.prices)) }),
            "price_from": .optional(priceFrom?.description),
            "price_to": .optional(priceTo?.description),
            "as_of": .string(asOf.description),
            "retired": .bool(isRetired),
            "released": .optional(released?.description),
            "confidence": .string(confidence.rawValue),
            "sources": .strings(sources),
            "notes": .optional(notes),
        ]
    }
}
