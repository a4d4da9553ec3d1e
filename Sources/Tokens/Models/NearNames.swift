/// Names that someone may have meant who wrote another.
package enum NearNames {
    /// The names nearest to `name`, nearest first, at most three, none that shares too little.
    ///
    /// O(candidates × length²), with `name` cut at 64 characters.
    package static func nearest(to name: String, among candidates: some Sequence<String>) -> [String] {
        let wanted = Array(name.prefix(64).lowercased().utf8)
        let scored = candidates.map { candidate in
            (candidate, distance(wanted, Array(candidate.lowercased().utf8)))
        }
        return
            scored
            .filter { candidate, distance in distance <= max(2, candidate.utf8.count / 2) }
            .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
            .prefix(3)
            .map(\.0)
    }

    /// Levenshtein's distance: how many bytes to insert, delete or replace.
    static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var row = Array(0...b.count)
        for (i, byte) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in b.enumerated() {
                let replaced = diagonal + (byte == other ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
            }
        }
        return row[b.count]
    }
}
