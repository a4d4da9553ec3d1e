/// Why a price file can't be used.
public struct PriceTableError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file, or the provider it is for, where that is known.
    public let file: String?

    /// What is wrong: which record, which key, what it should be.
    public let problem: String

    init(_ problem: String, file: String? = nil) {
        self.problem = problem
        self.file = file
    }

    /// The error's stable name in machine-readable output.
    public var code: String { "bad_price_table" }

    /// A sentence for people.
    public var description: String { (file.map { "price file \($0): " } ?? "price file: ") + problem }
}
