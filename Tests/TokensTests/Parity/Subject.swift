import Testing
import Tokens

/// One encoding with one pre-tokenizer: what every parity test is run on.
struct Subject: Sendable, CustomTestStringConvertible {
    let name: String
    let preTokenizer: PreTokenizer

    var testDescription: String { "\(name), \(preTokenizer)" }

    func encoding() throws -> Encoding {
        try Encoding(named: name).with(preTokenizer: preTokenizer)
    }

    /// Each encoding with the scanner and with PCRE2.
    static func all(_ names: String...) -> [Subject] {
        names.flatMap { name in
            [PreTokenizer.scanner, .pcre2].map { Subject(name: name, preTokenizer: $0) }
        }
    }
}
