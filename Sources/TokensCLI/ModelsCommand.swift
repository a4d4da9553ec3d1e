import ArgumentParser
import Completions
import Pricing

/// `tokens models`: what models are known, and what they cost.
struct ModelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models",
        abstract: "Models with their context, prices, tier, date and source.",
        discussion: """
            Prices are per million tokens, for standard requests below any long-context bound.

            Example:
              tokens models --provider anthropic
              tokens models --json --at 2025-01-01 | jq -r .id
            """)

    @Option(name: .shortAndLong, help: "Only models of this provider.")
    var provider: String?

    @Flag(help: "One JSON object a line.")
    var json = false

    @OptionGroup var options: PriceOptions

    func run() throws {
        do {
            let table = try options.table()
            let models = try table.listModels(provider: provider, at: options.at ?? .now)
            if json {
                for model in models { Output.line(model.json.description) }
                return
            }
            show(models)
            if let day = try table.asOf() { Output.note("Prices as of \(day).") }
        } catch let error as PriceError {
            Output.note("tokens: \(error)")
            throw ExitCode(1)
        }
    }

    private func show(_ models: [Model]) {
        var table = TextTable([
            "PROVIDER": .left, "MODEL": .left, "REGION": .left, "CONTEXT": .right, "OUTPUT": .right,
            "IN/M": .right, "OUT/M": .right, "CUR": .left, "TIER": .left, "SINCE": .left, "SOURCE": .left,
        ])
        for model in models {
            table.add(
                model.provider, model.id, model.region ?? "", model.maxContext.map(String.init) ?? "?",
                model.maxOutput.map(String.init) ?? "?", model.inputPrice.perMillion.amount,
                model.outputPrice.perMillion.amount, model.currency.code, model.tier.rawValue,
                model.priceFrom.map(\.description) ?? "", model.sources.first ?? "")
        }
        table.lines.forEach(Output.line)
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
            "per_million": .object(prices.map { .init($0.name, .string($0.perMillion.amount)) }),
            "service_tiers": .strings(serviceTiers),
            "price_from": .optional(priceFrom?.description),
            "price_to": .optional(priceTo?.description),
            "retired": .bool(isRetired),
            "released": .optional(released?.description),
            "confidence": .string(confidence.rawValue),
            "sources": .strings(sources),
            "notes": .optional(notes),
        ]
    }
}

extension JSONValue {
    static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    static func optional(_ count: Int?) -> JSONValue { count.map { .number(JSONNumber($0)) } ?? .null }
    static func strings(_ strings: [String]) -> JSONValue { .array(strings.map(JSONValue.string)) }
    static func count(_ count: Int) -> JSONValue { .number(JSONNumber(count)) }
}
