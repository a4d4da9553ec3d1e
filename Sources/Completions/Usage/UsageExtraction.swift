extension UsageFormat {
    /// The usage that a provider's usage object reports.
    ///
    /// A count that is missing or null is nil. Fields that no rule names are ignored.
    ///
    /// - Parameter usage: The object as the provider's API returned it.
    /// - Throws: `UsageError` where a count is not a whole number from 0 to `Usage.maximumCount`, where a count
    ///   that the provider always sends is missing, or where counts contradict each other.
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
    private typealias Reported = (count: Int, name: String)

    private var reported: [Usage.Counter: Reported] = [:]
    private var parts: [(counter: Usage.Counter, whole: Usage.Counter)] = []
    /// How much of a modality was read from the cache, where the provider says so.
    private var cached: [(modality: Usage.Counter, count: Int)] = []

    mutating func add(_ count: Int, by rule: UsageRule) throws(UsageError) {
        switch rule.relation {
        case .whole:
            let earlier = reported[rule.counter]
            reported[rule.counter] = ((earlier?.count ?? 0) + count, earlier?.name ?? rule.name)
        case .part(let whole):
            // Where two rules have a place for one part, the first that has a count holds.
            guard reported[rule.counter] == nil else { return }
            try require(count, rule.name, isWithin: whole)
            reported[rule.counter] = (count, rule.name)
            parts.append((rule.counter, whole))
        case .cachedPart:
            guard count > 0 else { return }
            try require(count, rule.name, isWithin: .cacheRead)
            try require(count, rule.name, isWithin: rule.counter)
            cached.append((rule.counter, count))
        }
    }

    private func require(_ count: Int, _ name: String, isWithin whole: Usage.Counter) throws(UsageError) {
        guard count > 0 else { return }
        guard let total = reported[whole] else {
            throw .contradiction("\(name) is \(count) but what includes it is not reported")
        }
        guard count <= total.count else {
            throw .contradiction("\(name) is \(count) but \(total.name) is only \(total.count)")
        }
    }

    /// The counts, each without what is counted in another.
    func usage() throws(UsageError) -> Usage {
        try requireRoom(for: [.cacheRead, .explicitCacheRead, .cacheWrite], in: .input)
        try requireRoom(for: [.inputAudio, .inputImage], in: .input)
        try requireRoom(for: [.reasoning, .outputAudio, .outputImage], in: .output)
        var counts = reported.mapValues(\.count)
        for (counter, whole) in parts { counts[whole, default: 0] -= counts[counter, default: 0] }
        for (modality, count) in cached { separate(count, of: modality, in: &counts) }
        separateUnreported(in: &counts)
        if let input = counts[.input], input < 0, let total = reported[.input] {
            throw .contradiction("the parts of \(total.name) add up to more than its \(total.count)")
        }
        var usage = Usage()
        for counter in Usage.Counter.allCases {
            guard let count = counts[counter] else { continue }
            try usage.add(count, to: counter, named: reported[counter]?.name ?? "\(counter)")
        }
        return usage
    }

    /// Requires that parts which exclude each other fit into their whole together.
    private func requireRoom(for counters: [Usage.Counter], in whole: Usage.Counter) throws(UsageError) {
        let inside = parts.filter { $0.whole == whole && counters.contains($0.counter) }
            .compactMap { reported[$0.counter] }
        let sum = inside.reduce(0) { $0 + $1.count }
        guard let total = reported[whole], sum > total.count else { return }
        let names = inside.map(\.name).joined(separator: " + ")
        throw .contradiction("\(names) is \(sum) but \(total.name) is only \(total.count)")
    }

    /// Gives the input back what both the cached count and a modality's count took out of it.
    private func separate(_ count: Int, of modality: Usage.Counter, in counts: inout [Usage.Counter: Int]) {
        counts[.input, default: 0] += count
        counts[modality, default: 0] -= count
        if modality == .inputAudio {
            counts[.cacheRead, default: 0] -= count
            counts[.cacheReadAudio, default: 0] += count
        }
    }

    /// Where the provider doesn't say how much of a modality was cached or written, takes the least that the other
    /// counts leave possible.
    private func separateUnreported(in counts: inout [Usage.Counter: Int]) {
        guard cached.isEmpty, let input = counts[.input], input < 0 else { return }
        let read = min(-input, counts[.inputAudio] ?? 0, counts[.cacheRead] ?? 0)
        if read > 0 { separate(read, of: .inputAudio, in: &counts) }
        for modality in [Usage.Counter.inputImage, .inputAudio] {
            guard let input = counts[.input], input < 0, let count = counts[modality] else { continue }
            let written = min(-input, count)
            counts[modality] = count - written
            counts[.input] = input + written
        }
    }
}
