import Completions

extension PriceFileParser {
    /// The highest price of a token, so that no arithmetic on prices alone can overflow.
    private static let highestPrice: Int128 = 1_000_000_000_000_000_000_000_000

    mutating func schedule() throws(JSONError) -> PriceSchedule {
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

    mutating func schedule(_ key: String, into schedule: inout PriceSchedule) throws(JSONError) {
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

    mutating func prices(isComplete: Bool) throws(JSONError) -> TokenPrices {
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

    mutating func tiers(areComplete: Bool) throws(JSONError) -> [PriceSchedule.Tier] {
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

    mutating func clock() throws(JSONError) -> ClockPrices {
        var windows: [ClockPrices.Window] = []
        var weekdays = Set(1...7)
        var exceptions: Set<CalendarDate> = []
        var prices = TokenPrices()
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "name": _ = try reader.string()  // for people
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
        return ClockPrices(windows: windows, weekdays: weekdays, exceptions: exceptions, prices: prices)
    }

    mutating func multiplier(for region: String) throws(JSONError) -> PriceRecord.RegionMultiplier {
        let factor = try decimal(decimals: 6)
        guard factor > 0, factor <= 1_000_000_000 else {
            throw reader.error("a multiplier is above 0 and at most 1000")
        }
        return .init(region: region, numerator: factor, denominator: 1_000_000)
    }

    /// Requires that every price times every multiplier is exact.
    func requireExactMultipliers(of record: PriceRecord, at start: JSONReader) throws(JSONError) {
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
}
