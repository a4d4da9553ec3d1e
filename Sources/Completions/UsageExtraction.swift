extension UsageFormat {
    /// The usage that a provider's usage object reports.
    ///
    /// A count that is missing or null is nil. Fields that no rule names are ignored.
    ///
    /// - Parameter usage: The object as the provider's API returned it.
    /// - Throws: `UsageError` where a count is not a whole number from 0 to `Usage.maximumCount`, where a count that the
    ///   provider always sends is missing, or where counts contradict each other.
    public func usage(from usage: JSONValue) throws(UsageError) -> Usage {
        guard case .object = usage else { throw .notAnObject }
        var tally = UsageTally()
        for rule in rules where rule.applies(to: usage) {
            if let count = try rule.count(in: usage) { try tally.add(count, by: rule) }
        }
        return try tally.usage()
    }
}

/// Collects counts that include each other, and separates them.
private struct UsageTally {
    /// A count as the provider gave it, and its name there.
    private typealias Total = (count: Int, name: String)

    private var totals: [Usage.Counter: Total] = [:]
    private var parts: [(counter: Usage.Counter, count: Int, whole: Usage.Counter)] = []
    private var cachedAudio: Total?

    mutating func add(_ count: Int, by rule: UsageRule) throws(UsageError) {
        switch rule.relation {
        case .whole:
            totals[rule.counter] = ((totals[rule.counter]?.count ?? 0) + count, totals[rule.counter]?.name ?? rule.name)
        case .part(let whole):
            try require(count, rule.name, isWithin: whole)
            totals[rule.counter] = (count, rule.name)
            parts.append((rule.counter, count, whole))
        case .cachedAudio:
            try require(count, rule.name, isWithin: .cacheRead)
            try require(count, rule.name, isWithin: .inputAudio)
            cachedAudio = (count, rule.name)
        }
    }

    private func require(_ count: Int, _ name: String, isWithin whole: Usage.Counter) throws(UsageError) {
        guard count > 0 else { return }
        guard let total = totals[whole], count <= total.count else {
            let limit = totals[whole].map { "\($0.name) is only \($0.count)" } ?? "what includes it is not reported"
            throw .contradiction("\(name) is \(count) but \(limit)")
        }
    }

    /// The counts, each without what is counted in another.
    func usage() throws(UsageError) -> Usage {
        var rest = totals.mapValues(\.count)
        try requireRoom(for: Usage.Counter.cacheCounters, in: .input)
        try requireRoom(for: [.inputAudio, .inputImage], in: .input)
        try requireRoom(for: [.reasoning, .outputAudio, .outputImage], in: .output)
        for part in parts { rest[part.whole, default: 0] -= part.count }
        separateCachedModalities(&rest)
        var usage = Usage()
        for (counter, count) in rest { try usage.add(count, to: counter, named: totals[counter]?.name ?? "\(counter)") }
        return usage
    }

    /// Requires that parts which exclude each other fit into their whole together.
    private func requireRoom(for counters: [Usage.Counter], in whole: Usage.Counter) throws(UsageError) {
        let inside = parts.filter { $0.whole == whole && counters.contains($0.counter) }
        let sum = inside.reduce(0) { $0 + $1.count }
        guard let total = totals[whole], sum > total.count else { return }
        let names = inside.compactMap { totals[$0.counter]?.name }.joined(separator: " + ")
        throw .contradiction("\(names) is \(sum) but \(total.name) is only \(total.count)")
    }

    /// Takes out of the modalities what was cached.
    ///
    /// Cached audio is inside the cached count and inside the audio count, so both took it out of the input. Where the
    /// provider doesn't say how much it was, it is the least that the other counts leave possible.
    private func separateCachedModalities(_ rest: inout [Usage.Counter: Int]) {
        move(cachedAudio?.count ?? 0, &rest)
        guard cachedAudio == nil, let shortfall = rest[.input].map({ -$0 }), shortfall > 0 else { return }
        let audio = min(shortfall, rest[.inputAudio] ?? 0)
        let read = min(audio, rest[.cacheRead] ?? 0)
        move(read, &rest)
        // What is left was written to the cache, or is an image that was cached: its price is the cache's.
        for counter in [Usage.Counter.inputAudio, .inputImage] {
            let cached = min(-min(rest[.input] ?? 0, 0), rest[counter] ?? 0)
            rest[counter, default: 0] -= cached
            rest[.input, default: 0] += cached
        }
    }

    private func move(_ count: Int, _ rest: inout [Usage.Counter: Int]) {
        guard count > 0 else { return }
        rest[.cacheReadAudio, default: 0] += count
        rest[.cacheRead, default: 0] -= count
        rest[.inputAudio, default: 0] -= count
        rest[.input, default: 0] += count
    }
}

extension Usage.Counter {
    fileprivate static let cacheCounters: [Usage.Counter] = [
        .cacheRead, .explicitCacheRead, .cacheWrite, .cacheWrite5m, .cacheWrite1h,
    ]
}
