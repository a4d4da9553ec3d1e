// Chooses the variant of each function for this processor.

#include "scalar.h"
#include "variants.h"

#include <stdatomic.h>

typedef size_t (*split_function)(scanner_pattern, const uint8_t *, size_t, uint32_t *, size_t);

static split_function best_split(void) {
#if SCANNER_HAS_AVX512
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("avx512vbmi")
        && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")
        && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("bmi2")) {
        return scanner_split_avx512;
    }
#endif
    return scanner_split_scalar;
}

// Chosen at the first call; whoever chooses at the same time chooses the same.
static _Atomic(split_function) chosen_split;

size_t scanner_split(scanner_pattern pattern, const uint8_t *text, size_t length,
                     uint32_t *ends, size_t capacity) {
    split_function split = atomic_load_explicit(&chosen_split, memory_order_relaxed);
    if (!split) {
        split = best_split();
        atomic_store_explicit(&chosen_split, split, memory_order_relaxed);
    }
    return split(pattern, text, length, ends, capacity);
}

void scanner_use_variant(scanner_variant variant) {
    atomic_store_explicit(
        &chosen_split, variant == scanner_variant_scalar ? scanner_split_scalar : best_split(), memory_order_relaxed);
}
