internal import CTraits

extension ProviderTraits {
    /// The traits that are in the binary, in the order of their providers' names. Read once, when first asked for.
    public static let builtIn: [ProviderTraits] = (0..<ctraits_count()).map { index in
        let file = ctraits_file(index)
        do {
            return try ProviderTraits(parsing: UnsafeBufferPointer(start: file.bytes, count: file.count))
        } catch {
            // A part of this program, that its tests read.
            preconditionFailure("Traits/\(String(cString: file.provider)).json: \(error)")
        }
    }

    /// The traits of a provider; those of a host with no known peculiarities where there is no file for it.
    public init(named provider: String) {
        self = ProviderTraits.builtIn.first { $0.provider == provider } ?? ProviderTraits(provider: provider)
    }
}
