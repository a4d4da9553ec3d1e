import Completions

/// What a token costs, for each kind of token that has a price.
///
/// A kind without a price of its own has that of another kind, by `fallback`: a provider that publishes no price for
/// cached input charges it as input. One-hour cache writes have no fall-back, since every provider that has them
/// charges more for them than for the others.
struct TokenPrices: Sendable {
    // In 10⁻¹⁸ of the currency's unit a token; a place for each counter.
    private var own = [Int128?](repeating: nil, count: Usage.Counter.allCases.count)

    /// The price that is published for a kind of token itself.
    subscript(own counter: Usage.Counter) -> Int128? {
        get { own[counter.rawValue] }
        set { own[counter.rawValue] = newValue }
    }

    /// What a kind of token costs, by its own price or by that of the kind it falls back to; nil where neither has one.
    ///
    /// - Parameter override: Prices that take the place of these where they have one.
    func price(of counter: Usage.Counter, overriddenBy override: TokenPrices? = nil) -> Int128? {
        var next: Usage.Counter? = counter
        while let counter = next {
            if let price = override?[own: counter] ?? self[own: counter] { return price }
            next = counter.fallback
        }
        return nil
    }

    /// Every price there is, in the order of the counters.
    var published: [(counter: Usage.Counter, price: Int128)] {
        Usage.Counter.allCases.compactMap { counter in self[own: counter].map { (counter, $0) } }
    }
}

extension Usage.Counter {
    /// The kind whose price holds where this one has none.
    ///
    /// `docs/PRICES.md` has the rule, which follows the providers' price pages; images and reasoning are input and
    /// output wherever no page prices them apart.
    var fallback: Usage.Counter? {
        switch self {
        case .input, .output, .cacheWrite1h: nil
        case .explicitCacheRead: .cacheRead
        case .cacheReadAudio: .cacheRead
        case .cacheRead, .cacheWrite, .inputAudio, .inputImage: .input
        case .cacheWrite5m: .cacheWrite
        case .reasoning, .outputAudio, .outputImage: .output
        }
    }

    /// The kind of a name in price files; nil where there is none.
    init?(priceKey: String) {
        guard let counter = Usage.Counter.byPriceKey[priceKey] else { return nil }
        self = counter
    }

    private static let byPriceKey = Dictionary(uniqueKeysWithValues: allCases.map { ($0.priceKey, $0) })

    /// The kind's name in price files.
    var priceKey: String {
        switch self {
        case .input: "input"
        case .inputAudio: "input_audio"
        case .inputImage: "input_image"
        case .cacheRead: "cache_read"
        case .explicitCacheRead: "cache_read_explicit"
        case .cacheReadAudio: "cache_read_audio"
        case .cacheWrite: "cache_write"
        case .cacheWrite5m: "cache_write_5m"
        case .cacheWrite1h: "cache_write_1h"
        case .output: "output"
        case .reasoning: "reasoning"
        case .outputAudio: "output_audio"
        case .outputImage: "output_image"
        }
    }
}
