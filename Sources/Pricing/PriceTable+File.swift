#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension PriceTable {
    /// The table that the price file at a path says; `docs/PRICES.md` describes the form.
    ///
    /// - Throws: `PriceTableError` where the file can't be read or doesn't have the form.
    public init(contentsOfFile path: String) throws(PriceTableError) {
        guard let file = fopen(path, "rb") else {
            throw PriceTableError(String(cString: strerror(errno)), file: path)
        }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&part, 1, part.count, file)
            bytes += part[..<count]
            if count < part.count { break }
        }
        guard ferror(file) == 0 else { throw PriceTableError("it can't be read", file: path) }
        do throws(PriceTableError) {
            try self.init(parsing: bytes)
        } catch {
            throw PriceTableError(error.problem, file: path)
        }
    }
}
