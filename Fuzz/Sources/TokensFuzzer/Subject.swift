import Tokens

/// An encoding by both ways of splitting.
struct Subject {
    let scanner: Encoding
    let pcre2: Encoding

    init?(_ encoding: Encoding) {
        guard let scanner = try? encoding.with(preTokenizer: .scanner),
            let pcre2 = try? encoding.with(preTokenizer: .pcre2)
        else { return nil }
        self.scanner = scanner
        self.pcre2 = pcre2
    }

    /// One for each pattern that is built in.
    static let all = [Encoding.r50kBase, .cl100kBase, .o200kBase].compactMap { Subject($0) }

    /// Nil, or what is wrong.
    func failure(_ input: UnsafeBufferPointer<UInt8>) -> String? {
        let pieces = scanner.pieces(of: input)
        if pieces != pcre2.pieces(of: input) { return "the scanner's pieces aren't PCRE2's" }
        let ids = scanner.encode(input)
        if pieces.flatMap(\.ids) != ids { return "the pieces' ids aren't the text's" }
        if scanner.count(input) != ids.count { return "the count isn't the number of ids" }
        if scanner.count(input, upTo: ids.count) != ids.count { return "the count isn't within itself" }
        if ids.count > 0, scanner.count(input, upTo: ids.count - 1) != nil { return "the count is within less" }
        guard let bytes = try? scanner.decode(ids) else { return "an id is no token's" }
        return bytes.elementsEqual(input) ? nil : "decoding gives other bytes"
    }
}
