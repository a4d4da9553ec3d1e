import Completions

/// What models cost, with dates and sources.
///
/// The table that ships is `current`; nothing is fetched. A table is a value: merging gives another one.
public struct PriceTable: Sendable {
    /// One file of the table: in the binary, or read by the caller.
    enum Entry: Sendable {
        case embedded(EmbeddedPriceFile)
        case read(PriceFile)

        var provider: String {
            switch self {
            case .embedded(let file): file.provider
            case .read(let file): file.provider
            }
        }

        func content() throws(PriceError) -> PriceFile {
            switch self {
            case .read(let file): return file
            case .embedded(let file):
                do throws(PriceTableError) { return try file.content() } catch { throw .table(error) }
            }
        }
    }

    /// Files in the order in which they are asked: a caller's own before those that shipped.
    let entries: [Entry]

    /// The table that ships in the binary. Each provider's file is read when it is first asked for.
    public static let current = PriceTable(entries: EmbeddedPriceFile.all.map(Entry.embedded))

    init(entries: [Entry]) { self.entries = entries }

    /// The table that a price file says; `docs/PRICES.md` describes the form.
    ///
    /// - Throws: `PriceTableError` naming the place and what was expected there.
    public init(parsing bytes: some Sequence<UInt8>) throws(PriceTableError) {
        entries = [.read(try PriceFile(parsing: bytes))]
    }

    /// A table in which another's prices come first: where it has a price for a name at a time, that price holds;
    /// everything else stays. This is how private models and negotiated rates are added.
    public func merging(_ other: PriceTable) -> PriceTable {
        PriceTable(entries: other.entries + entries)
    }

    /// The providers that have prices, sorted.
    public var providers: [String] { Set(entries.map(\.provider)).sorted() }

    /// The day as of which the prices are: the latest of the files' own.
    ///
    /// - Throws: `PriceError.table` where a file can't be read.
    public func asOf() throws(PriceError) -> CalendarDate? {
        var days: [CalendarDate] = []
        for entry in entries { days.append(try entry.content().asOf) }
        return days.max()
    }

    /// How a provider reports usage.
    ///
    /// - Throws: `PriceError.unknownProvider`; `PriceError.table` where its file can't be read or names no known
    ///   format.
    public func usageFormat(of provider: String) throws(PriceError) -> UsageFormat {
        for entry in try entries(of: provider) {
            let name = try entry.content().usageFormat
            guard let format = UsageFormat(named: name) else {
                let known = UsageFormat.all.map(\.name).joined(separator: ", ")
                let problem = "\"\(name)\" is no known usage format; set \"usage_format\" to one of \(known)"
                throw .table(PriceTableError(problem, file: provider))
            }
            return format
        }
        throw .unknownProvider(provider, known: providers)
    }

    func entries(of provider: String) throws(PriceError) -> [Entry] {
        let own = entries.filter { $0.provider.utf8.elementsEqual(provider.utf8) }
        guard !own.isEmpty else { throw .unknownProvider(provider, known: providers) }
        return own
    }

    /// The models that have a price at a time, in the order of the files; a model with several regional price lists is
    /// there once for each.
    ///
    /// - Parameters:
    ///   - provider: Only this provider's; nil for all.
    ///   - time: When the prices must hold.
    /// - Throws: `PriceError.unknownProvider`, `PriceError.table`.
    public func listModels(provider: String? = nil, at time: Timestamp = .now) throws(PriceError) -> [Model] {
        var models: [Model] = []
        let asked = if let provider { try entries(of: provider) } else { entries }
        for entry in asked {
            let file = try entry.content()
            for record in file.records where record.holds(at: time) {
                let isReplaced = models.contains {
                    $0.provider == file.provider && $0.id == record.model && $0.region == record.region
                }
                if isReplaced { continue }
                if let model = Model(record, provider: file.provider, asOf: file.asOf) { models.append(model) }
            }
        }
        return models
    }
}
