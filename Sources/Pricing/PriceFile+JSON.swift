import Completions

extension PriceFile {
    /// Reads a price file; `docs/PRICES.md` describes its form.
    ///
    /// Keys that the form doesn't have are errors, so that a misspelt one is never a price that silently doesn't count.
    ///
    /// - Throws: `PriceTableError` naming the byte, the record and what was expected there.
    convenience init(parsing bytes: some Sequence<UInt8>) throws(PriceTableError) {
        let content = try JSONReader.withBytes(of: bytes) { reader throws(PriceTableError) in
            var parser = PriceFileParser(reader)
            do throws(JSONError) {
                try parser.parse()
            } catch {
                let place = parser.model.map { "the record of \($0), " } ?? ""
                throw PriceTableError("\(place)byte \(error.offset): \(error.problem)", file: parser.provider)
            }
            return parser
        }
        guard let provider = content.provider, let asOf = content.asOf else {
            throw PriceTableError("\"provider\" and \"as_of\" are missing", file: content.provider)
        }
        try self.init(
            provider: provider, asOf: asOf, usageFormat: content.usageFormat ?? provider, counters: content.counters,
            records: content.records)
    }
}

/// Reads the keys of a price file, each in one method named after it.
private struct PriceFileParser {
    private var reader: JSONReader
    var provider: String?
    var asOf: CalendarDate?
    var usageFormat: String?
    var counters: [(name: String, rule: String)] = []
    var records: [PriceRecord] = []
    /// The model whose record is being read.
    var model: String?

    init(_ reader: JSONReader) { self.reader = reader }

    mutating func parse() throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "provider": provider = try reader.string()
            case "as_of": asOf = try date()
            case "usage_format": usageFormat = try reader.string()
            case "unit":
                guard try reader.string() == "per_million_tokens" else {
                    throw reader.error("the unit must be \"per_million_tokens\"")
                }
            case "counters":
                try reader.beginObject()
                while let name = try reader.nextKey() { counters.append((name, try reader.string())) }
            case "records":
                try reader.beginArray()
                while try reader.nextElement() { records.append(try record()) }
            default: throw unknown(key)
            }
        }
        try reader.end()
    }

    private mutating func record() throws(JSONError) -> PriceRecord {
        model = nil
        var aliases: [String] = []
        var patterns: [NamePattern] = []
        var region: String?
        var (from, to): (Timestamp?, Timestamp?)
        var currency = Currency.usd
        var standard = PriceSchedule()
        var serviceTiers: [(name: String, schedule: PriceSchedule)] = []
        var multipliers: [PriceRecord.RegionMultiplier] = []
        var details = PriceRecord.Details()
        var hasPrices = false
        let start = reader
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "model": model = try reader.string()
            case "aliases": aliases = try strings()
            case "patterns":
                try reader.beginArray()
                while try reader.nextElement() { patterns.append(try pattern()) }
            case "region": region = try reader.string()
            case "from": from = try timestamp()
            case "to": to = try timestamp()
            case "currency":
                guard let code = Currency(code: try reader.string()) else {
                    throw reader.error("a currency is three capital letters")
                }
                currency = code
            case "service_tiers":
                try reader.beginObject()
                while let name = try reader.nextKey() { serviceTiers.append((name, try schedule())) }
            case "region_multipliers":
                try reader.beginObject()
                while let name = try reader.nextKey() { multipliers.append(try multiplier(for: name)) }
            case "prices", "tiers", "thinking", "clock":
                hasPrices = hasPrices || key == "prices"
                try schedule(key, into: &standard)
            default: try detail(key, into: &details)
            }
        }
        guard let model, !model.isEmpty else { throw start.error("a record needs a \"model\"") }
        guard hasPrices else { throw start.error("a record needs \"prices\"") }
        if let from, let to, from >= to { throw start.error("\"from\" must be before \"to\"") }
        let record = PriceRecord(
            model: model, aliases: aliases, patterns: patterns, region: region, from: from, to: to,
            currency: currency, standard: standard, serviceTiers: serviceTiers, regionMultipliers: multipliers,
            details: details)
        try requireExactMultipliers(of: record, at: start)
        return record
    }

    private mutating func detail(_ key: String, into details: inout PriceRecord.Details) throws(JSONError) {
        switch key {
        case "context_window": details.contextWindow = try count()
        case "max_output": details.maxOutput = try count()
        case "tier": details.tier = try label()
        case "strengths": details.strengths = try strings()
        case "retired": details.isRetired = try reader.literal() == .bool(true)
        case "released": details.released = try date()
        case "confidence": details.confidence = try label()
        case "sources": details.sources = try strings()
        case "notes": details.notes = try reader.string()
        default: throw unknown(key)
        }
    }

    // MARK: Prices

    /// The highest price of a token, so that no arithmetic on prices alone can overflow.
    private static let highestPrice: Int128 = 1_000_000_000_000_000_000_000_000

    private mutating func schedule() throws(JSONError) -> PriceSchedule {
        var schedule = PriceSchedule()
        var hasPrices = false
        try reader.beginObject()
        while let key = try reader.nextKey() {
            hasPrices = hasPrices || key == "prices"
            try self.schedule(key, into: &schedule)
        }
        guard hasPrices else { throw reader.error("a service tier needs \"prices\"") }
        return schedule
    }

    private mutating func schedule(_ key: String, into schedule: inout PriceSchedule) throws(JSONError) {
        switch key {
        case "prices": schedule.standard.base = try prices(isComplete: true)
        case "tiers": schedule.standard.tiers = try tiers(areComplete: true)
        case "thinking":
            var thinking = PriceSchedule.SizedPrices()
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "prices": thinking.base = try prices(isComplete: false)
                case "tiers": thinking.tiers = try tiers(areComplete: false)
                default: throw unknown(key)
                }
            }
            schedule.thinking = thinking
        case "clock":
            try reader.beginArray()
            while try reader.nextElement() { schedule.clock.append(try clock()) }
        case "sources": schedule.sources = try strings()
        default: throw unknown(key)
        }
    }

    private mutating func prices(isComplete: Bool) throws(JSONError) -> TokenPrices {
        var prices = TokenPrices()
        try reader.beginObject()
        while let key = try reader.nextKey() {
            guard let counter = Usage.Counter(priceKey: key) else { throw unknown(key) }
            // A price a million tokens with twelve decimals is a price a token with eighteen.
            let price = try decimal(decimals: Money.decimals - 6)
            guard (0...PriceFileParser.highestPrice).contains(price) else {
                throw reader.error("a price is from 0 to 1000000000000 a million tokens")
            }
            prices[own: counter] = price
        }
        guard !isComplete || prices[own: .input] != nil && prices[own: .output] != nil else {
            throw reader.error("\"prices\" needs \"input\" and \"output\"")
        }
        return prices
    }

    private mutating func tiers(areComplete: Bool) throws(JSONError) -> [PriceSchedule.Tier] {
        var tiers: [PriceSchedule.Tier] = []
        try reader.beginArray()
        while try reader.nextElement() {
            var bound: (value: Int, isIncluded: Bool)?
            var prices: TokenPrices?
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "input_over": bound = (try count(), false)
                case "input_from": bound = (try count(), true)
                case "prices": prices = try self.prices(isComplete: areComplete)
                default: throw unknown(key)
                }
            }
            guard let bound, let prices else {
                throw reader.error("a tier needs \"input_over\" or \"input_from\", and \"prices\"")
            }
            guard bound.value > tiers.last?.bound ?? -1 else { throw reader.error("tiers must ascend") }
            tiers.append(.init(bound: bound.value, includesBound: bound.isIncluded, prices: prices))
        }
        return tiers
    }

    private mutating func clock() throws(JSONError) -> ClockPrices {
        var name = ""
        var windows: [ClockPrices.Window] = []
        var weekdays = Set(1...7)
        var exceptions: Set<CalendarDate> = []
        var prices = TokenPrices()
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "name": name = try reader.string()
            case "utc":
                for text in try strings() {
                    let ends = text.split(separator: "-").compactMap(Timestamp.secondOfDay)
                    guard ends.count == 2 else { throw reader.error("a window is \"hh:mm-hh:mm\"") }
                    windows.append((ends[0], ends[1]))
                }
            case "weekdays":
                weekdays = []
                try reader.beginArray()
                while try reader.nextElement() { weekdays.insert(try count()) }
                guard weekdays.isSubset(of: 1...7) else { throw reader.error("weekdays are 1 (Monday) to 7") }
            case "except":
                try reader.beginArray()
                while try reader.nextElement() { exceptions.insert(try date()) }
            case "prices": prices = try self.prices(isComplete: false)
            default: throw unknown(key)
            }
        }
        guard !windows.isEmpty else { throw reader.error("a clock needs \"utc\" windows") }
        return ClockPrices(
            name: name, windows: windows, weekdays: weekdays, exceptions: exceptions, prices: prices)
    }

    // MARK: Multipliers

    private mutating func multiplier(for region: String) throws(JSONError) -> PriceRecord.RegionMultiplier {
        let decimals = 6
        let factor = try decimal(decimals: decimals)
        guard factor > 0, factor <= 1_000_000_000 else { throw reader.error("a multiplier is above 0 and at most 1000") }
        return .init(region: region, numerator: factor, denominator: 1_000_000)
    }

    /// Requires that every price times every multiplier is exact.
    private func requireExactMultipliers(of record: PriceRecord, at start: JSONReader) throws(JSONError) {
        guard !record.regionMultipliers.isEmpty else { return }
        for schedule in [record.standard] + record.serviceTiers.map(\.schedule) {
            for price in schedule.allPrices.flatMap(\.published).map(\.price) {
                for multiplier in record.regionMultipliers {
                    let (product, overflow) = price.multipliedReportingOverflow(by: multiplier.numerator)
                    guard !overflow, product % multiplier.denominator == 0 else {
                        throw start.error("a price times the multiplier for \(multiplier.region) is not exact")
                    }
                }
            }
        }
    }

    // MARK: Scalars

    private mutating func decimal(decimals: Int) throws(JSONError) -> Int128 {
        let text = try reader.string()
        do throws(MoneyError) {
            return try Money.units(of: text, decimals: decimals)
        } catch {
            throw reader.error(error.description)
        }
    }

    private mutating func count() throws(JSONError) -> Int {
        guard case .exact(let count) = try reader.number().integerValue, count >= 0 else {
            throw reader.error("expected a whole number")
        }
        return count
    }

    private mutating func strings() throws(JSONError) -> [String] {
        var strings: [String] = []
        try reader.beginArray()
        while try reader.nextElement() { strings.append(try reader.string()) }
        return strings
    }

    private mutating func date() throws(JSONError) -> CalendarDate {
        guard let date = CalendarDate(try reader.string()) else { throw reader.error("expected a day, YYYY-MM-DD") }
        return date
    }

    private mutating func timestamp() throws(JSONError) -> Timestamp {
        guard let timestamp = Timestamp(try reader.string()) else {
            throw reader.error("expected a day or a time, YYYY-MM-DDThh:mm:ssZ")
        }
        return timestamp
    }

    private mutating func label<Label: RawRepresentable<String>>() throws(JSONError) -> Label {
        let text = try reader.string()
        guard let label = Label(rawValue: text) else { throw reader.error("\"\(text)\" is not one of the labels") }
        return label
    }

    /// A name pattern: a template, or `{"name": template, "except": ["*-end"]}`.
    private mutating func pattern() throws(JSONError) -> NamePattern {
        var template = ""
        var suffixes: [String] = []
        if reader.peek() == UInt8(ascii: "{") {
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "name": template = try reader.string()
                case "except": suffixes = try strings()
                default: throw unknown(key)
                }
            }
        } else {
            template = try reader.string()
        }
        guard suffixes.allSatisfy({ $0.hasPrefix("*") }) else { throw reader.error("an exception is \"*\" and an end") }
        let ends = suffixes.map { String($0.dropFirst()) }
        guard let pattern = NamePattern(template, excludedSuffixes: ends) else {
            throw reader.error("\"\(template)\" is not a name with known placeholders")
        }
        return pattern
    }

    private func unknown(_ key: String) -> JSONError { reader.error("unknown key \"\(key)\"") }
}
