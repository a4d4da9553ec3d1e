// Chooses the variant of each function for this processor.

#include "scalar.h"
#include "utf8.h"
#include "variants.h"

#include <stdatomic.h>

typedef enum choice { choice_none, choice_scalar, choice_avx512 } choice;

static choice best_choice(void) {
#if SCANNER_HAS_AVX512
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("avx512vbmi")
        && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")
        && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("bmi2")) {
        return choice_avx512;
    }
#endif
    return choice_scalar;
}

// Made at the first call; whoever makes it at the same time makes the same.
static _Atomic(choice) made_choice = choice_none;

static choice current_choice(void) {
    choice current = atomic_load_explicit(&made_choice, memory_order_relaxed);
    if (current == choice_none) {
        current = best_choice();
        atomic_store_explicit(&made_choice, current, memory_order_relaxed);
    }
    return current;
}

#if SCANNER_HAS_AVX512
bool scanner_uses_avx512(void) { return current_choice() == choice_avx512; }
#endif

size_t scanner_split(scanner_pattern pattern, const uint8_t *text, size_t length,
                     uint32_t *ends, size_t capacity) {
    return scanner_split_at_tokens(pattern, NULL, text, length, ends, capacity);
}

size_t scanner_split_at_tokens(scanner_pattern pattern, const uint32_t *span_filter, const uint8_t *text,
                               size_t length, uint32_t *ends, size_t capacity) {
#if SCANNER_HAS_AVX512
    if (scanner_uses_avx512()) return scanner_split_avx512(pattern, span_filter, text, length, ends, capacity);
#endif
    return scanner_split_scalar(pattern, text, length, ends, capacity);
}

size_t scanner_valid_utf8_prefix(const uint8_t *text, size_t length) {
    size_t at = 0;
#if SCANNER_HAS_AVX512
    if (length >= 64 && scanner_uses_avx512()) at = scanner_valid_utf8_prefix_avx512(text, length);
#endif
    return at + scanner_valid_utf8_prefix_scalar(text + at, length - at);
}

void scanner_use_variant(scanner_variant variant) {
    choice choice = variant == scanner_variant_scalar ? choice_scalar : best_choice();
    atomic_store_explicit(&made_choice, choice, memory_order_relaxed);
}
