// Asks a piece cache for eight pieces at once with AVX-512 gathers.
#ifndef GATHER_AVX512_H
#define GATHER_AVX512_H

#include "piece_cache_layout.h"

#include <immintrin.h>

#include "avx512_begin.h"

static inline __m512i low_bytes_of_each(__m512i words, __m512i counts) {
    __m512i bits = _mm512_slli_epi64(counts, 3);
    return _mm512_andnot_si512(_mm512_sllv_epi64(_mm512_set1_epi64(-1), bits), words);
}

// The tokens of the short pieces among eight, each 0 where its own place has another piece; to
// `values`, unless that's NULL, the values of those found.
static inline __m512i count_shorts(
    const piece_cache *cache, const uint8_t *text, __mmask8 which, __m256i starts, __m256i lengths, __mmask8 *found,
    uint32_t *values
) {
    const __m512i zero = _mm512_setzero_si512();
    __m512i wide_lengths = _mm512_cvtepu32_epi64(lengths);
    __m512i words = _mm512_mask_i64gather_epi64(zero, which, _mm512_cvtepu32_epi64(starts), text, 1);
    __m512i keys = _mm512_or_si512(low_bytes_of_each(words, wide_lengths), _mm512_slli_epi64(wide_lengths, 56));
    __m512i places = _mm512_srli_epi64(
        _mm512_mullo_epi64(keys, _mm512_set1_epi64((long long)HASH_A)), 64 - short_bits);
    __m512i entries = _mm512_mask_i64gather_epi64(zero, which, places, cache->shorts, 8);
    *found = _mm512_mask_testn_epi64_mask(
        which, _mm512_xor_si512(entries, keys), _mm512_set1_epi64((long long)~SHORT_TOKENS));
    if (values) {
        __m256i unknown = _mm256_set1_epi32((int)piece_cache_unknown_value);
        _mm256_storeu_si256(
            (__m256i *)values, _mm512_mask_i64gather_epi32(unknown, *found, places, cache->values, 4));
    }
    return _mm512_maskz_srli_epi64(*found, entries, 59);
}

// Eight medium pieces between being prepared and being asked for: the table is larger than what's near,
// so its lines are called for ahead.
typedef struct medium_group {
    __m512i low, high, places;
    __m256i numbers;
    __mmask8 which;
} medium_group;

static inline medium_group prepare_mediums(
    const piece_cache *cache, bool has_values, const uint8_t *text, __mmask8 which, __m256i starts, __m256i lengths,
    __m256i numbers
) {
    const __m512i zero = _mm512_setzero_si512();
    __m512i wide_starts = _mm512_cvtepu32_epi64(starts), wide_lengths = _mm512_cvtepu32_epi64(lengths);
    __m512i low = _mm512_mask_i64gather_epi64(zero, which, wide_starts, text, 1);
    __m512i high = _mm512_mask_i64gather_epi64(zero, which, wide_starts, text + 8, 1);
    high = _mm512_or_si512(
        low_bytes_of_each(high, _mm512_sub_epi64(wide_lengths, _mm512_set1_epi64(8))), _mm512_slli_epi64(wide_lengths, 56));
    __m512i hash = _mm512_add_epi64(
        _mm512_mullo_epi64(low, _mm512_set1_epi64((long long)HASH_A)),
        _mm512_mullo_epi64(high, _mm512_set1_epi64((long long)HASH_B)));
    __m512i places = _mm512_srli_epi64(hash, 64 - medium_bits);
    uint64_t each[8];
    _mm512_storeu_si512(each, places);
    for (int i = 0; i < 8; i++) {
        _mm_prefetch((const char *)(cache->mediums + each[i]), _MM_HINT_T0);
        if (has_values) _mm_prefetch((const char *)(cache->values + first_medium + each[i]), _MM_HINT_T0);
    }
    return (medium_group){low, high, places, numbers, which};
}

// The tokens of a group's pieces, each 0 where its own place has another piece; to `values`, unless
// that's NULL, the values of those found, by their numbers.
static inline __m512i count_mediums(
    const piece_cache *cache, const medium_group *group, __mmask8 *found, uint32_t *values
) {
    const __m512i zero = _mm512_setzero_si512();
    __m512i at = _mm512_slli_epi64(group->places, 1);
    __m512i known_low = _mm512_mask_i64gather_epi64(zero, group->which, at, cache->mediums, 8);
    __m512i known_high = _mm512_mask_i64gather_epi64(
        zero, group->which, at, (const uint64_t *)cache->mediums + 1, 8);
    __m512i difference = _mm512_or_si512(
        _mm512_xor_si512(known_low, group->low),
        _mm512_and_si512(_mm512_xor_si512(known_high, group->high), _mm512_set1_epi64((long long)~MEDIUM_TOKENS)));
    *found = _mm512_mask_testn_epi64_mask(group->which, difference, difference);
    if (values) {
        __m256i known = _mm512_mask_i64gather_epi32(
            _mm256_setzero_si256(), *found, group->places, cache->values + first_medium, 4);
        _mm256_mask_i32scatter_epi32(values, *found, group->numbers, known, 4);
    }
    return _mm512_maskz_srli_epi64(*found, known_high, 60);
}

#include "avx512_end.h"

#endif
