import CScanner
import Testing

/// Every variant of the scanner against the plain one, as far as this processor has them.
///
/// One at a time: a variant that's chosen is chosen for all threads.
@Suite(.serialized) struct ScannerVariantTests {
    static let patterns = [scanner_pattern_cl100k, scanner_pattern_o200k, scanner_pattern_r50k, scanner_pattern_qwen]
    static let variants = [scanner_variant_avx512, scanner_variant_avx2, scanner_variant_baseline]

    @Suite struct Pieces {}
    @Suite struct Cache {}
    @Suite struct UTF8Check {}
}

extension ScannerVariantTests.Pieces {
    private typealias Parent = ScannerVariantTests

    @Test func aProcessorHasTheVariantsBelowItsBest() {
        defer { _ = scanner_use_variant(scanner_variant_best) }
        #expect(scanner_use_variant(scanner_variant_scalar) == scanner_variant_scalar)
        #expect(scanner_use_variant(scanner_variant_baseline) == scanner_variant_baseline)
        let best = scanner_use_variant(scanner_variant_best)
        for variant in Parent.variants {
            // One that's missing falls back to the next, never to a better one.
            #expect(scanner_use_variant(variant).rawValue == max(variant.rawValue, best.rawValue))
        }
    }

    @Test(arguments: ScannerVariantTests.patterns)
    func piecesAreTheSameAroundWindowEnds(_ pattern: scanner_pattern) {
        compare(VariantTexts.aroundWindowEnds(50...70), pattern)
    }

    @Test(arguments: ScannerVariantTests.patterns)
    func piecesAreTheSameAtEveryLength(_ pattern: scanner_pattern) {
        compare(VariantTexts.ofEveryLength(upTo: 200), pattern)
    }

    @Test(arguments: ScannerVariantTests.patterns)
    func piecesAreTheSameOfRandomTexts(_ pattern: scanner_pattern) {
        compare(VariantTexts.random(count: 4000, longest: 300, seed: 1), pattern)
    }

    @Test(arguments: ScannerVariantTests.patterns)
    func piecesAreTheSameOfEveryScalar(_ pattern: scanner_pattern) {
        compare([VariantTexts.everyScalar()], pattern)
    }

    /// With a filter a variant may cut more often, but only where the filter says that no token spans.
    @Test(arguments: ScannerVariantTests.patterns, [0, 0.5, 1])
    func furtherCutsAreWhereTheFilterAllows(_ pattern: scanner_pattern, density: Double) {
        var numbers = SplitMix64(seed: 2)
        var filter = [UInt32](repeating: 0, count: 1 << (span_filter_bits - 5))
        for bit in 0..<filter.count * 32 where Double(numbers.next(below: 1000)) < density * 1000 {
            filter[bit / 32] |= 1 << UInt32(bit % 32)
        }
        let texts = VariantTexts.aroundWindowEnds(54...58) + VariantTexts.random(count: 1000, longest: 300, seed: 3)
        var furtherCount = 0
        for text in texts {
            let plain = Set(Split.ends(of: text, pattern, scanner_variant_scalar))
            for variant in Parent.variants {
                let ends = Split.ends(of: text, pattern, variant, filter: filter)
                #expect(plain.isSubset(of: ends), "\(variant): \(text)")
                let further = ends.filter { !plain.contains($0) }
                furtherCount += further.count
                #expect(further.allSatisfy { Split.allowsCut(filter, text, at: Int($0)) }, "\(variant): \(text)")
            }
        }
        #expect((furtherCount > 0) == (density < 1 && pattern != scanner_pattern_r50k))
    }

    private func compare(_ texts: [[UInt8]], _ pattern: scanner_pattern) {
        // Setting a variant takes effect on all threads, so it's done as rarely as may be.
        let expected = texts.map { Split.ends(of: $0, pattern, scanner_variant_scalar) }
        for variant in Parent.variants {
            for (text, expected) in zip(texts, expected) {
                let ends = Split.ends(of: text, pattern, variant)
                if ends != expected { Issue.record("\(variant), \(pattern): \(text.prefix(300))") }
            }
        }
    }
}

/// The scanner by one of its variants.
enum Split {
    static func ends(
        of text: [UInt8], _ pattern: scanner_pattern, _ variant: scanner_variant, filter: [UInt32]? = nil
    ) -> [UInt32] {
        _ = scanner_use_variant(variant)
        defer { _ = scanner_use_variant(scanner_variant_best) }
        var ends: [UInt32] = []
        var batch = [UInt32](repeating: 0, count: 256)
        text.withUnsafeBufferPointer { text in
            guard let base = text.baseAddress else { return }
            var start = 0
            while start < text.count {
                let count =
                    if let filter {
                        scanner_split_at_tokens(pattern, filter, base + start, text.count - start, &batch, batch.count)
                    } else {
                        scanner_split(pattern, base + start, text.count - start, &batch, batch.count)
                    }
                guard count > 0 else { return }
                ends += batch[..<count].map { $0 + UInt32(start) }
                start += Int(batch[count - 1])
            }
        }
        return ends
    }

    /// Whether `place` is between two characters beyond ASCII that no token of the filter spans.
    static func allowsCut(_ filter: [UInt32], _ text: [UInt8], at place: Int) -> Bool {
        guard place >= 2, place + 1 < text.count, text[place - 1] >= 0x80, text[place] >= 0xC0 else { return false }
        let around = (0..<4).reduce(UInt32(0)) { $0 | UInt32(text[place - 2 + $1]) << (8 * UInt32($1)) }
        let bit = span_filter_place(around)
        return filter[Int(bit >> 5)] >> (bit & 31) & 1 == 0
    }
}
