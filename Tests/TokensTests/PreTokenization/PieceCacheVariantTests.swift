import CScanner
import Testing

/// Looking up in a piece cache by every variant of the scanner.
extension ScannerVariantTests.Cache {
    /// Some number of tokens for a piece, which the cache takes as given.
    private static func tokens(of piece: some Sequence<UInt8>) -> Int {
        1 + Int(piece.reduce(UInt32(7)) { $0 &* 31 &+ UInt32($1) } % 5)
    }

    @Test(arguments: ScannerVariantTests.patterns, [false, true])
    func tokensOfKnownPiecesAreWhatWasPutIn(_ pattern: scanner_pattern, hasValues: Bool) throws {
        let longWords = (1...70).map { String(repeating: "ab", count: $0) }.joined(separator: " ")
        let texts =
            [Array(longWords.utf8), VariantTexts.everyScalar(upTo: 0x4000)]
            + VariantTexts.ofEveryLength(upTo: 40) + VariantTexts.random(count: 300, longest: 900, seed: 4)
        let expected = texts.map { text in
            var start = 0
            return Split.ends(of: text, pattern, scanner_variant_scalar).reduce(0) { total, end in
                defer { start = Int(end) }
                return total + Self.tokens(of: text[start..<Int(end)])
            }
        }
        for variant in ScannerVariantTests.variants + [scanner_variant_scalar] {
            _ = scanner_use_variant(variant)
            defer { _ = scanner_use_variant(scanner_variant_best) }
            let cache = try #require(piece_cache_create(hasValues))
            defer { piece_cache_destroy(cache) }
            for pass in 0..<2 {
                var knownCount = 0
                for (text, expected) in zip(texts, expected) {
                    let count = Self.count(text, pattern, cache, hasValues: hasValues, knownCount: &knownCount)
                    #expect(count == expected, "\(variant), pass \(pass): \(text.prefix(300))")
                }
                #expect(pass == 0 || knownCount > 20_000, "\(variant)")
            }
        }
    }

    /// Tokens of every length, the last of which end where the bytes do.
    @Test(arguments: [false, true])
    func seedsAreFoundAsOneTokenWithTheirNumber(hasValues: Bool) throws {
        let tokens = (0...20).map { [UInt8](repeating: 0x61 + UInt8($0), count: $0) } + [[0x31], [0x32, 0x33]]
        let bytes = tokens.flatMap { $0 }
        let offsets = tokens.reduce(into: [UInt32(0)]) { $0.append($0[$0.count - 1] + UInt32($1.count)) }
        let cache = try #require(piece_cache_create(hasValues))
        defer { piece_cache_destroy(cache) }
        for _ in 0..<2 {
            piece_cache_seed(cache, bytes, offsets, tokens.count)
            for (id, token) in tokens.enumerated() where !token.isEmpty {
                var value: UInt32 = 0
                let found =
                    hasValues
                    ? piece_cache_find(cache, token, token.count, token.count, &value)
                    : piece_cache_find(cache, token, token.count, token.count, nil)
                #expect(found == (token.count < 16 ? 1 : 0), "\(token)")
                if found > 0, hasValues { #expect(value == UInt32(id)) }
            }
            piece_cache_clear(cache)
        }
    }

    private static func count(
        _ text: [UInt8], _ pattern: scanner_pattern, _ cache: OpaquePointer, hasValues: Bool, knownCount: inout Int
    ) -> Int {
        guard let bounds = piece_cache_bounds(cache), let unknown = piece_cache_unknown(cache),
            let values = piece_cache_found(cache)
        else { return 0 }
        return text.withUnsafeBufferPointer { text in
            guard let base = text.baseAddress else { return 0 }
            var start = 0
            var total = 0
            while start < text.count {
                let left = text.count - start
                var unknownCount = 0
                var known = 0
                let count = piece_cache_look_up(cache, pattern, nil, base + start, left, &unknownCount, &known)
                guard count > 0 else { return -1 }
                total += known
                knownCount += count - unknownCount
                var isUnknown = [Bool](repeating: false, count: count)
                for number in UnsafeBufferPointer(start: unknown, count: unknownCount) {
                    isUnknown[Int(number)] = true
                    let first = Int(bounds[Int(number)])
                    let length = Int(bounds[Int(number) + 1]) - first
                    let piece = base + start + first
                    let tokens = tokens(of: UnsafeBufferPointer(start: piece, count: length))
                    if piece_cache_find(cache, piece, length, left - first, nil) == 0 {
                        piece_cache_insert(cache, piece, length, left - first, tokens, UInt32(tokens))
                    }
                    total += tokens
                }
                if hasValues {
                    // Each known piece has its own value, which is its number of tokens here.
                    let sum = (0..<count).filter { !isUnknown[$0] }.reduce(0) { $0 + Int(values[$1]) }
                    if sum != known { return -1 }
                }
                start += Int(bounds[count])
            }
            return total
        }
    }
}
