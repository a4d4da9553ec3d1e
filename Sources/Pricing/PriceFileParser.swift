import Completions

/// Reads the keys of a price file, each in one method named after it.
struct PriceFileParser {
    /// What a file says.
    struct Content {
        var provider: String?
        var asOf: CalendarDate?
        var usageFormat: String?
        var counters: [(name: String, rule: String)] = []
        var defaultRegion: String?
        var records: [PriceRecord] = []
    }

    var reader: JSONReader
    var content = Content()
    /// The model whose record is being read.
    var model: String?

    init(_ reader: JSONReader) { self.reader = reader }

    mutating func parse() throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "provider": content.provider = try reader.string()
            case "as_of": content.asOf = try date()
            case "usage_format": content.usageFormat = try reader.string()
            case "default_region": content.defaultRegion = try reader.string()
            case "unit":
                guard try reader.string() == "per_million_tokens" else {
                    throw reader.error("the unit must be \"per_million_tokens\"")
                }
            case "counters":
                try reader.beginObject()
                while let name = try reader.nextKey() { content.counters.append((name, try reader.string())) }
            case "records":
                try reader.beginArray()
                while try reader.nextElement() { content.records.append(try record()) }
            default: throw unknown(key)
            }
        }
        try reader.end()
    }

    mutating func record() throws(JSONError) -> PriceRecord {
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
                while let name = try reader.nextKey() {
                    guard UsageContext(serviceTier: name).serviceTier != nil else {
                        throw reader.error("the prices of \"\(name)\" are the record's own \"prices\"")
                    }
                    serviceTiers.append((name, try schedule()))
                }
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

    mutating func detail(_ key: String, into details: inout PriceRecord.Details) throws(JSONError) {
        switch key {
        case "context_window": details.contextWindow = try count()
        case "max_output": details.maxOutput = try count()
        case "tier": details.tier = try label()
        case "strengths": details.strengths = try strings()
        case "retired": details.isRetired = try bool()
        case "released": details.released = try date()
        case "confidence": details.confidence = try label()
        case "sources": details.sources = try strings()
        case "notes": details.notes = try reader.string()
        default: throw unknown(key)
        }
    }
}
