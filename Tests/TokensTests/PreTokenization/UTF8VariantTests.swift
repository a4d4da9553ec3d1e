import CScanner
import Testing

/// The check of UTF-8 by every variant of the scanner, against the plain one and the standard library.
extension ScannerVariantTests.UTF8Check {
    /// Lead bytes and what may follow them, well-formed or barely not.
    private static let sequences: [[UInt8]] = {
        let leads: [UInt8] = [0x80, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF]
        let seconds: [UInt8] = [0x41, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC2, 0xF0]
        let others: [[UInt8]] = [[], [0x80], [0x41], [0xBF, 0x80], [0x80, 0x41], [0x80, 0x80, 0x80], [0xC3, 0xA9]]
        return leads.flatMap { lead in seconds.flatMap { second in others.map { [lead, second] + $0 } } }
    }()

    @Test func thePrefixIsTheSameAroundBlockEnds() {
        var texts: [[UInt8]] = []
        for start in [[0x61], Array("é".utf8), Array("中".utf8), Array("🙂".utf8)] as [[UInt8]] {
            for offset in 58...66 {
                let before =
                    (0..<offset / start.count).flatMap { _ in start }
                    + [UInt8](repeating: 0x20, count: offset % start.count)
                for sequence in Self.sequences {
                    texts.append(before + sequence)
                    texts.append(before + sequence + [UInt8](repeating: 0x61, count: 64))
                }
            }
        }
        let expected = texts.map { Self.prefix($0, scanner_variant_scalar) }
        for (text, expected) in zip(texts, expected)
        where (expected == text.count) != (String(validating: text, as: UTF8.self) != nil) {
            Issue.record("plain: \(text)")
        }
        for variant in ScannerVariantTests.variants {
            for (text, expected) in zip(texts, expected) where Self.prefix(text, variant) != expected {
                Issue.record("\(variant): \(text)")
            }
        }
    }

    @Test func everyScalarIsWellFormed() {
        let text = VariantTexts.everyScalar()
        for variant in ScannerVariantTests.variants {
            #expect(Self.prefix(text, variant) == text.count, "\(variant)")
        }
    }

    private static func prefix(_ text: [UInt8], _ variant: scanner_variant) -> Int {
        _ = scanner_use_variant(variant)
        defer { _ = scanner_use_variant(scanner_variant_best) }
        return text.withUnsafeBufferPointer { $0.baseAddress.map { scanner_valid_utf8_prefix($0, text.count) } ?? 0 }
    }
}
