import Completions

extension PriceFile {
    /// Reads a price file; `docs/PRICES.md` describes its form.
    ///
    /// Keys that the form doesn't have are errors, so that a misspelt one is never a price that silently doesn't
    /// count.
    ///
    /// - Throws: `PriceTableError` naming the byte, the record and what was expected there.
    convenience init(parsing bytes: some Sequence<UInt8>) throws(PriceTableError) {
        let content = try JSONReader.withBytes(of: bytes) { reader throws(PriceTableError) in
            var parser = PriceFileParser(reader)
            do throws(JSONError) {
                try parser.parse()
            } catch {
                let place = parser.model.map { "the record of \($0), " } ?? ""
                throw PriceTableError(
                    "\(place)byte \(error.offset): \(error.problem)", file: parser.content.provider)
            }
            return parser.content
        }
        guard let provider = content.provider, let asOf = content.asOf else {
            throw PriceTableError("\"provider\" and \"as_of\" are missing", file: content.provider)
        }
        try self.init(
            provider: provider, asOf: asOf, usageFormat: content.usageFormat ?? provider, counters: content.counters,
            defaultRegion: content.defaultRegion, records: content.records)
    }
}
