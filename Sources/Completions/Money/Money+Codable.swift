extension Money: Codable {
    /// Decodes a string: a decimal number, followed by a space and a currency code where it is not US dollars.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count <= 2, let currency = parts.count == 2 ? Currency(code: parts[1]) : .usd else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\"\(text)\" is not money")
        }
        do throws(MoneyError) {
            try self.init(parts[0], currency: currency)
        } catch {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
        }
    }

    /// Encodes `description` as a string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
