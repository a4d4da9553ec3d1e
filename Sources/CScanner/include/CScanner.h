// The split of text into pieces for the patterns that are built in, and the
// Unicode 16 facts it rests on. Knows bytes and characters; nothing of vocabularies.
#ifndef CSCANNER_H
#define CSCANNER_H

#include "patterns.h"
#include "normalization.h"
#include "piece_cache.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Splits `text[0..<length]`, which must be valid UTF-8 and begin where a piece begins.
///
/// Writes the end offset of each piece to `ends`, at most `capacity` of them, and returns how
/// many. Goes on from `text + ends[n - 1]` for more. O(bytes of the pieces written). Stops before
/// a piece that ends past 4 GiB, so 0 for a text that isn't empty means one such piece.
size_t scanner_split(scanner_pattern pattern, const uint8_t *text, size_t length,
                     uint32_t *ends, size_t capacity);

/// A filter of 2^18 bits that says where tokens span from one character into the next, for
/// characters beyond ASCII.
///
/// The bit for a place is `span_filter_place` of the two bytes before and the two after it, the first
/// lowest; it must be 1 wherever a token has these bytes, as far as it reaches.
enum { span_filter_bits = 18 };
#define span_filter_multiplier 0x9E3779B1u

static inline uint32_t span_filter_place(uint32_t around) {
    return around * span_filter_multiplier >> (32 - span_filter_bits);
}

/// As `scanner_split`, but may also cut pieces where no token spans: the tokens of a piece are those of
/// its parts, one after the other.
size_t scanner_split_at_tokens(scanner_pattern pattern, const uint32_t *span_filter, const uint8_t *text,
                               size_t length, uint32_t *ends, size_t capacity);

/// The variants of the scanner, the fastest first; all give the same pieces.
typedef enum scanner_variant {
    scanner_variant_best,
    scanner_variant_avx512,
    scanner_variant_avx2,
    scanner_variant_baseline,  // what every processor of its kind has, SSE2 or NEON
    scanner_variant_scalar,    // a character at a time, which the others are compared to
} scanner_variant;

/// Makes all threads use a variant from now on, or the next one that this processor has, for tests and
/// measurements. Returns which.
scanner_variant scanner_use_variant(scanner_variant variant);

/// How many leading bytes of `text[0..<length]` are whole, well-formed UTF-8 characters. O(length).
size_t scanner_valid_utf8_prefix(const uint8_t *text, size_t length);

/// How many leading bytes of `text[0..<length]` are ASCII, and of its controls tabs and line feeds alone.
/// O(length).
size_t scanner_printable_prefix(const uint8_t *text, size_t length);

/// Where the last line feed of `text[0..<length]` is, or `length` where there is none. O(distance from the end).
size_t scanner_last_line_feed(const uint8_t *text, size_t length);

/// A run of code points of one general category: from `first` to the next range's `first`.
typedef struct unicode_category_range {
    uint32_t first;
    uint8_t category;
} unicode_category_range;

/// The Unicode versions whose differences from 16.0 are known.
enum { unicode_version_14, unicode_version_15, unicode_version_15_1, unicode_version_17, unicode_version_count };

/// Code points that another version of Unicode puts in another general category than 16.0.
typedef struct unicode_category_change {
    uint32_t first;
    uint32_t last;
    uint8_t category[unicode_version_count];
} unicode_category_change;

/// The general categories by number, as the tables have them.
enum {
    unicode_Lu, unicode_Ll, unicode_Lt, unicode_Lm, unicode_Lo,
    unicode_Mn, unicode_Mc, unicode_Me,
    unicode_Nd, unicode_Nl, unicode_No,
    unicode_Pc, unicode_Pd, unicode_Ps, unicode_Pe, unicode_Pi, unicode_Pf, unicode_Po,
    unicode_Sm, unicode_Sc, unicode_Sk, unicode_So,
    unicode_Zs, unicode_Zl, unicode_Zp,
    unicode_Cc, unicode_Cf, unicode_Cs, unicode_Co, unicode_Cn,
    unicode_category_count,
};

/// The general category of every code point, as ranges in order that leave no gap.
const unicode_category_range *unicode_category_range_table(size_t *count);

/// Where another version of Unicode differs, as ranges in order.
const unicode_category_change *unicode_category_change_table(size_t *count);

#ifdef __cplusplus
}
#endif

#endif
