import Tokens

extension PriceTable {
    /// Up to three known names that are near an unknown one: of the provider, or of all where none was named. The same
    /// name at another provider comes first.
    func nearestNames(to name: String, provider: String?) throws(PriceError) -> [String] {
        var elsewhere: [String] = []
        var candidates: Set<String> = []
        for entry in entries {
            let file = try entry.content()
            if provider == nil || provider == file.provider {
                candidates.formUnion(file.names)
            } else if !file.records(named: name, allowingCatchAll: false).isEmpty {
                elsewhere.append("\(name) of \(file.provider)")
            }
        }
        return Array((elsewhere + NearNames.nearest(to: name, among: candidates)).prefix(3))
    }
}
