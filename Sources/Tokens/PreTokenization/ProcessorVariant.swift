internal import CScanner

/// Which of the processor's instructions the scanner uses, the fastest first.
@_spi(Measurement) public enum ProcessorVariant: String, Sendable, CaseIterable {
    /// The fastest that this processor has.
    case best
    /// AVX-512 as far as Ice Lake and Zen 4 have it.
    case avx512
    /// AVX2 and BMI2.
    case avx2
    /// What every processor of its kind has: SSE2 or NEON.
    case baseline
    /// A character at a time, which the others are compared to.
    case scalar
}

extension Encoding {
    /// Makes all encodings recognise texts that they met before, as they do, or not, to measure what is left without.
    @_spi(Measurement) public static func rememberTexts(_ isOn: Bool) { text_memory_use(isOn) }

    /// Makes all encodings use a variant from now on, or the next one that this processor has, to
    /// compare them; all give the same. Returns which.
    @discardableResult
    @_spi(Measurement) public static func useProcessorVariant(_ variant: ProcessorVariant) -> ProcessorVariant {
        let wanted: scanner_variant =
            switch variant {
            case .best: scanner_variant_best
            case .avx512: scanner_variant_avx512
            case .avx2: scanner_variant_avx2
            case .baseline: scanner_variant_baseline
            case .scalar: scanner_variant_scalar
            }
        return switch scanner_use_variant(wanted) {
        case scanner_variant_avx512: .avx512
        case scanner_variant_avx2: .avx2
        case scanner_variant_baseline: .baseline
        default: .scalar
        }
    }
}
