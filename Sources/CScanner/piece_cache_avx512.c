// Asks a piece cache for eight pieces at once with AVX-512 gathers.

#include "piece_cache_layout.h"
#include "variants.h"

#if SCANNER_HAS_AVX512

#include <immintrin.h>

#pragma clang attribute push(__attribute__((target( \
    "avx512f,avx512bw,avx512vl,avx512dq,avx512vbmi,avx512vbmi2,bmi,bmi2,popcnt,lzcnt"))), apply_to = function)

static inline __m512i low_bytes_of_each(__m512i words, __m512i counts) {
    __m512i bits = _mm512_slli_epi64(counts, 3);
    return _mm512_andnot_si512(_mm512_sllv_epi64(_mm512_set1_epi64(-1), bits), words);
}

// The tokens of the short pieces among eight, each 0 where its own place has another piece.
static inline __m512i count_shorts(
    const piece_cache *cache, const uint8_t *text, __mmask8 which, __m256i starts, __m256i lengths, __mmask8 *found
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
    return _mm512_maskz_srli_epi64(*found, entries, 59);
}

static inline __m512i count_mediums(
    const piece_cache *cache, const uint8_t *text, __mmask8 which, __m256i starts, __m256i lengths, __mmask8 *found
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
    __m512i places = _mm512_slli_epi64(_mm512_srli_epi64(hash, 64 - medium_bits), 1);
    __m512i known_low = _mm512_mask_i64gather_epi64(zero, which, places, cache->mediums, 8);
    __m512i known_high = _mm512_mask_i64gather_epi64(zero, which, places, (const uint64_t *)cache->mediums + 1, 8);
    __m512i difference = _mm512_or_si512(
        _mm512_xor_si512(known_low, low),
        _mm512_and_si512(_mm512_xor_si512(known_high, high), _mm512_set1_epi64((long long)~MEDIUM_TOKENS)));
    *found = _mm512_mask_testn_epi64_mask(which, difference, difference);
    return _mm512_maskz_srli_epi64(*found, known_high, 60);
}

size_t piece_cache_count_avx512(piece_cache *cache, const uint8_t *text, size_t readable, const uint32_t *bounds,
                                size_t count, size_t *unknown_count) {
    // Gathers read 16 bytes from a piece's start; the last few pieces of a text are asked one by one.
    size_t gathered = count;
    while (gathered > 0 && (size_t)bounds[gathered - 1] + 16 > readable) gathered--;

    const __m512i sequence = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    uint32_t mediums[piece_cache_batch + 16], *unknown = cache->unknown;
    size_t medium_count = 0, rest_count = 0;
    __m512i tokens = _mm512_setzero_si512();
    for (size_t i = 0; i < gathered; i += 16) {
        __mmask16 in_range = gathered - i >= 16 ? 0xFFFF : (__mmask16)((1u << (gathered - i)) - 1);
        __m512i starts = _mm512_maskz_loadu_epi32(in_range, bounds + i);
        __m512i lengths = _mm512_sub_epi32(_mm512_maskz_loadu_epi32(in_range, bounds + i + 1), starts);
        __m512i numbers = _mm512_add_epi32(sequence, _mm512_set1_epi32((int)i));
        __mmask16 is_short = _mm512_mask_cmplt_epu32_mask(in_range, lengths, _mm512_set1_epi32(8));
        __mmask16 is_medium = _mm512_mask_cmplt_epu32_mask(
            (__mmask16)(in_range & ~is_short), lengths, _mm512_set1_epi32(16));
        __mmask8 found_low, found_high;
        tokens = _mm512_add_epi64(tokens, count_shorts(
            cache, text, (__mmask8)is_short, _mm512_castsi512_si256(starts), _mm512_castsi512_si256(lengths), &found_low));
        tokens = _mm512_add_epi64(tokens, count_shorts(
            cache, text, (__mmask8)(is_short >> 8), _mm512_extracti64x4_epi64(starts, 1),
            _mm512_extracti64x4_epi64(lengths, 1), &found_high));
        __mmask16 found = (__mmask16)(found_low | found_high << 8);
        __mmask16 rest = in_range & (__mmask16)~(found | is_medium);
        _mm512_storeu_si512(mediums + medium_count, _mm512_maskz_compress_epi32(is_medium, numbers));
        medium_count += (size_t)__builtin_popcount(is_medium);
        _mm512_mask_compressstoreu_epi32(unknown + rest_count, rest, numbers);
        rest_count += (size_t)__builtin_popcount(rest);
    }
    for (size_t i = 0; i < medium_count; i += 8) {
        __mmask8 in_range = medium_count - i >= 8 ? 0xFF : (__mmask8)((1u << (medium_count - i)) - 1);
        __m256i numbers = _mm256_maskz_loadu_epi32(in_range, mediums + i);
        __m256i starts = _mm256_mmask_i32gather_epi32(_mm256_setzero_si256(), in_range, numbers, bounds, 4);
        __m256i ends = _mm256_mmask_i32gather_epi32(_mm256_setzero_si256(), in_range, numbers, bounds + 1, 4);
        __mmask8 found;
        tokens = _mm512_add_epi64(
            tokens, count_mediums(cache, text, in_range, starts, _mm256_sub_epi32(ends, starts), &found));
        __mmask8 rest = in_range & (__mmask8)~found;
        _mm256_mask_compressstoreu_epi32(unknown + rest_count, rest, numbers);
        rest_count += (size_t)__builtin_popcount(rest);
    }
    for (size_t i = gathered; i < count; i++) unknown[rest_count++] = (uint32_t)i;
    *unknown_count = rest_count;
    return (size_t)_mm512_reduce_add_epi64(tokens);
}

#pragma clang attribute pop

#endif
