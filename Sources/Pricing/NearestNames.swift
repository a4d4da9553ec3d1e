extension PriceTable {
    /// The longest name for which near ones are searched, so that an absurd name costs no time.
    private static let longestName = 128

    /// Up to three known names that are near an unknown one: first names of the provider, else the same name elsewhere.
    func nearestNames(to name: String, provider: String?) throws(PriceError) -> [String] {
        let unknown = Array(name.utf8)
        guard !unknown.isEmpty, unknown.count <= PriceTable.longestName else { return [] }
        var candidates: [(distance: Int, name: String)] = []
        for entry in entries {
            let isAsked = provider == nil || entry.provider == provider
            for known in try entry.content().names {
                if !isAsked {
                    if known == name { candidates.append((0, "\(known) of \(entry.provider)")) }
                    continue
                }
                let limit = max(2, unknown.count / 3)
                if let distance = editDistance(unknown, Array(known.utf8), upTo: limit) {
                    candidates.append((distance, known))
                }
            }
        }
        return candidates.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
    }
}

/// How many bytes must be inserted, deleted or replaced to make one name of another; nil where more than a limit.
///
/// Quadratic in the names' length, which callers bound.
func editDistance(_ left: [UInt8], _ right: [UInt8], upTo limit: Int) -> Int? {
    guard abs(left.count - right.count) <= limit else { return nil }
    var row = Array(0...right.count)
    for (i, byte) in left.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, other) in right.enumerated() {
            let replaced = diagonal + (byte == other ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(replaced, min(row[j], row[j + 1]) + 1)
        }
    }
    return row[right.count] <= limit ? row[right.count] : nil
}
