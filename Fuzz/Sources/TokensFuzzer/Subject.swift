import Tokens

/// What is fed with any bytes.
protocol Subject: Sendable {
    var name: String { get }

    /// Nil, or what is wrong.
    func failure(_ input: UnsafeBufferPointer<UInt8>) -> String?
}

extension TokenCounter {
    /// Whether a count holds against its own limits; nil, or what is wrong.
    func limitFailure(_ input: UnsafeBufferPointer<UInt8>, count: Int) -> String? {
        if self.count(input, upTo: count) != count { return "the count isn't within itself" }
        return count > 0 && self.count(input, upTo: count - 1) != nil ? "the count is within less" : nil
    }
}

/// An encoding by both ways of splitting.
struct BothSplits: Subject {
    let scanner: Encoding
    let pcre2: Encoding

    /// Whether text is normalized first, so that decoding gives what was made of it.
    let normalizes: Bool

    var name: String { scanner.name }

    init?(_ encoding: Encoding, normalizes: Bool = false) {
        self.normalizes = normalizes
        guard let scanner = try? encoding.with(preTokenizer: .scanner),
            let pcre2 = try? encoding.with(preTokenizer: .pcre2)
        else { return nil }
        self.scanner = scanner
        self.pcre2 = pcre2
    }

    /// Nil, or what is wrong.
    func failure(_ input: UnsafeBufferPointer<UInt8>) -> String? {
        let pieces = scanner.pieces(of: input)
        if pieces != pcre2.pieces(of: input) { return "the scanner's pieces aren't PCRE2's" }
        let ids = scanner.encode(input)
        if pieces.flatMap(\.ids) != ids { return "the pieces' ids aren't the text's" }
        if scanner.count(input) != ids.count { return "the count isn't the number of ids" }
        if let failure = scanner.limitFailure(input, count: ids.count) { return failure }
        guard let bytes = try? scanner.decode(ids) else { return "an id is no token's" }
        if normalizes { return scanner.encode(bytes) == ids ? nil : "the normalized text has other ids" }
        return bytes.elementsEqual(input) ? nil : "decoding gives other bytes"
    }
}

/// A tokenizer of Claude's, of which only counts are known.
struct Counts: Subject {
    let tokenizer: ClaudeTokenizer
    let name: String

    init(_ family: ClaudeFamily) {
        tokenizer = ClaudeTokenizer(family)
        name = family.rawValue
    }

    func failure(_ input: UnsafeBufferPointer<UInt8>) -> String? {
        let count = tokenizer.count(input)
        if let failure = tokenizer.limitFailure(input, count: count) { return failure }
        // No byte takes more than a few tokens: marks for words and capitals come with at least one.
        if count > 4 * input.count + 4 { return "there are \(count) tokens" }
        return tokenizer.count(input) == count ? nil : "the second count is another one"
    }
}
