internal import CScanner

/// Which of the processor's instructions the scanner uses.
@_spi(Measurement) public enum ProcessorVariant: Sendable {
    /// The fastest that this processor has.
    case best
    /// Those that every processor has.
    case scalar
}

extension Encoding {
    /// Makes all encodings use a variant from now on, to compare them; all give the same.
    @_spi(Measurement) public static func useProcessorVariant(_ variant: ProcessorVariant) {
        scanner_use_variant(variant == .scalar ? scanner_variant_scalar : scanner_variant_best)
    }
}
