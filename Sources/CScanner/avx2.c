// The scanner by windows with AVX2 and BMI2.

#include "variants.h"

#if SCANNER_HAS_AVX2

#include "window.h"

#include <immintrin.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx2,bmi,bmi2,popcnt,lzcnt"))), apply_to = function)

#define SCANNER_HAS_PEXT
#include "window_portable.h"

size_t scanner_split_avx2(scanner_pattern pattern, const uint32_t *spans, const uint8_t *text, size_t length,
                          uint32_t *ends, size_t capacity) {
    return split_by_pattern(pattern, spans, text, length, ends, capacity);
}

#pragma clang attribute pop

#endif
