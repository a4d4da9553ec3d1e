// The scanner by windows with AVX2 and BMI2.

#include "variants.h"

#if SCANNER_HAS_AVX2

#include "piece_cache_layout.h"
#include "window.h"

#include <immintrin.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx2,bmi,bmi2,popcnt,lzcnt"))), apply_to = function)

#define SCANNER_HAS_PEXT
#include "window_portable.h"
#include "utf8_portable.h"

#include "ask_portable.h"

size_t scanner_split_avx2(scanner_pattern pattern, const uint32_t *spans, const uint8_t *text, size_t length,
                          uint32_t *ends, size_t capacity) {
    return split_by_pattern(pattern, spans, text, length, ends, capacity);
}

size_t piece_cache_look_up_avx2(piece_cache *cache, scanner_pattern pattern, const uint32_t *spans,
                                const uint8_t *text, size_t length, size_t *unknown_count, size_t *tokens) {
    return look_up_by_pattern(cache, pattern, spans, text, length, unknown_count, tokens);
}

size_t scanner_valid_utf8_prefix_avx2(const uint8_t *text, size_t length) {
    return valid_utf8_prefix_by_blocks(text, length);
}

#pragma clang attribute pop

#endif
