// Chooses the variant of each function for this processor.

#include "bytes64.h"
#include "scalar.h"
#include "utf8.h"
#include "variants.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>

#if SCANNER_HAS_AVX512
static bool has_avx512(void) {
    return __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("avx512vbmi")
        && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")
        && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512cd")
        && __builtin_cpu_supports("bmi2");
}

// The first two generations of Zen take some hundred cycles for an instruction that AVX2's variant
// is built on.
static bool has_avx2(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2")
        && __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("lzcnt") && !__builtin_cpu_is("amdfam17h");
}
#endif

// The fastest that this processor has of `wanted` and those below it.
static scanner_variant available(scanner_variant wanted) {
    if (wanted == scanner_variant_scalar) return wanted;
#if SCANNER_HAS_AVX512
    __builtin_cpu_init();
    if (wanted <= scanner_variant_avx512 && has_avx512()) return scanner_variant_avx512;
    if (wanted <= scanner_variant_avx2 && has_avx2()) return scanner_variant_avx2;
#endif
    return scanner_variant_baseline;
}

// `best` until the first call; whoever chooses at the same time chooses the same.
static _Atomic(scanner_variant) variant_in_use = scanner_variant_best;

scanner_variant scanner_current_variant(void) {
    scanner_variant current = atomic_load_explicit(&variant_in_use, memory_order_relaxed);
    if (current == scanner_variant_best) current = scanner_use_variant(scanner_variant_best);
    return current;
}

scanner_variant scanner_use_variant(scanner_variant variant) {
    scanner_variant chosen = available(variant);
    atomic_store_explicit(&variant_in_use, chosen, memory_order_relaxed);
    return chosen;
}

size_t scanner_split(scanner_pattern pattern, const uint8_t *text, size_t length,
                     uint32_t *ends, size_t capacity) {
    return scanner_split_at_tokens(pattern, NULL, text, length, ends, capacity);
}

// Where fewer ends are asked for, a character at a time does.
enum { narrow_capacity = 96 };

size_t scanner_split_at_tokens(scanner_pattern pattern, const uint32_t *span_filter, const uint8_t *text,
                               size_t length, uint32_t *ends, size_t capacity) {
    // Windows are written whole.
    bool is_narrow = capacity < narrow_capacity;
    switch (is_narrow ? scanner_variant_scalar : scanner_current_variant()) {
#if SCANNER_HAS_AVX512
    case scanner_variant_avx512: return scanner_split_avx512(pattern, span_filter, text, length, ends, capacity);
    case scanner_variant_avx2: return scanner_split_avx2(pattern, span_filter, text, length, ends, capacity);
#endif
    case scanner_variant_baseline:
        return scanner_split_baseline(pattern, span_filter, text, length, ends, capacity);
    default: return scanner_split_scalar(pattern, text, length, ends, capacity);
    }
}

// The start of a character up to which all is well, near the place where it isn't or the end.
static size_t valid_utf8_blocks(const uint8_t *text, size_t length) {
    switch (scanner_current_variant()) {
#if SCANNER_HAS_AVX512
    case scanner_variant_avx512: return scanner_valid_utf8_prefix_avx512(text, length);
    case scanner_variant_avx2: return scanner_valid_utf8_prefix_avx2(text, length);
#endif
    case scanner_variant_baseline: return scanner_valid_utf8_prefix_baseline(text, length);
    default: return 0;
    }
}

size_t scanner_valid_utf8_prefix(const uint8_t *text, size_t length) {
    size_t at = length >= 64 ? valid_utf8_blocks(text, length) : 0;
    return at + scanner_valid_utf8_prefix_scalar(text + at, length - at);
}

size_t scanner_last_line_feed(const uint8_t *text, size_t length) {
    size_t end = length;
    for (; end >= sizeof(bytes64); end -= sizeof(bytes64)) {
        bytes64 block;
        memcpy(&block, text + end - sizeof block, sizeof block);
        uint64_t line_feeds = BITS(block == '\n');
        if (line_feeds) return end - 1 - (size_t)__builtin_clzll(line_feeds);
    }
    while (end > 0) {
        if (text[end - 1] == '\n') return end - 1;
        end--;
    }
    return length;
}
