// The scanner, and counting through a piece cache, with AVX-512.

#include "variants.h"

#if SCANNER_HAS_AVX512

#include "gather_avx512.h"
#include "window_avx512.h"

#include "avx512_begin.h"

size_t scanner_split_avx512(scanner_pattern pattern, const uint32_t *spans, const uint8_t *text, size_t length,
                            uint32_t *ends, size_t capacity) {
    return split_by_pattern(pattern, spans, text, length, ends, capacity);
}

// What is known of a batch so far.
typedef struct tally {
    piece_cache *cache;
    const uint8_t *text;
    __m512i tokens;  // in eight parts
    size_t unknown_count;
    size_t medium_count;  // of those that are still to be asked for
    uint32_t *values;     // of the batch's pieces, or NULL
} tally;

static inline void note_unknown(tally *t, __mmask16 which, __m512i numbers) {
    _mm512_mask_compressstoreu_epi32(t->cache->unknown + t->unknown_count, which, numbers);
    t->unknown_count += (size_t)__builtin_popcount(which);
}

// Asks for the short pieces among 16 from `first` on; the medium ones wait, the others are unknown.
static inline void ask_shorts(tally *t, size_t first, __mmask16 which) {
    const __m512i sequence = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    const uint32_t *bounds = t->cache->bounds + first;
    __m512i starts = _mm512_maskz_loadu_epi32(which, bounds);
    __m512i lengths = _mm512_sub_epi32(_mm512_maskz_loadu_epi32(which, bounds + 1), starts);
    __m512i numbers = _mm512_add_epi32(sequence, _mm512_set1_epi32((int)first));
    __mmask16 is_short = _mm512_mask_cmplt_epu32_mask(which, lengths, _mm512_set1_epi32(8));
    __mmask16 is_medium = _mm512_mask_cmplt_epu32_mask((__mmask16)(which & ~is_short), lengths, _mm512_set1_epi32(16));
    __mmask8 found_low, found_high;
    __m512i low = count_shorts(
        t->cache, t->text, (__mmask8)is_short, _mm512_castsi512_si256(starts), _mm512_castsi512_si256(lengths),
        &found_low, t->values ? t->values + first : NULL);
    __m512i high = count_shorts(
        t->cache, t->text, (__mmask8)(is_short >> 8), _mm512_extracti64x4_epi64(starts, 1),
        _mm512_extracti64x4_epi64(lengths, 1), &found_high, t->values ? t->values + first + 8 : NULL);
    t->tokens = _mm512_add_epi64(t->tokens, _mm512_add_epi64(low, high));
    note_unknown(t, which & (__mmask16)~(found_low | found_high << 8 | is_medium), numbers);
    _mm512_storeu_si512(t->cache->waiting + t->medium_count, _mm512_maskz_compress_epi32(is_medium, numbers));
    t->medium_count += (size_t)__builtin_popcount(is_medium);
}

static inline void ask_group(tally *t, const medium_group *group) {
    __mmask8 found;
    t->tokens = _mm512_add_epi64(t->tokens, count_mediums(t->cache, group, &found, t->values));
    note_unknown(t, group->which & (__mmask8)~found, _mm512_castsi256_si512(group->numbers));
}

static inline medium_group group_from(const tally *t, size_t first) {
    size_t left = t->medium_count - first;
    const uint32_t *bounds = t->cache->bounds;
    __mmask8 which = left >= 8 ? 0xFF : (__mmask8)((1u << left) - 1);
    __m256i numbers = _mm256_maskz_loadu_epi32(which, t->cache->waiting + first);
    __m256i starts = _mm256_mmask_i32gather_epi32(_mm256_setzero_si256(), which, numbers, bounds, 4);
    __m256i ends = _mm256_mmask_i32gather_epi32(_mm256_setzero_si256(), which, numbers, bounds + 1, 4);
    return prepare_mediums(
        t->cache, t->values != NULL, t->text, which, starts, _mm256_sub_epi32(ends, starts), numbers);
}

// Groups of medium pieces that are prepared ahead of being asked for.
enum { groups_ahead = 4 };

static inline void ask_mediums(tally *t) {
    medium_group groups[groups_ahead];
    size_t prepared = 0;
    for (size_t first = 0; first < t->medium_count; first += 8) {
        medium_group *group = groups + prepared % groups_ahead;
        if (prepared >= groups_ahead) ask_group(t, group);
        *group = group_from(t, first);
        prepared++;
    }
    for (size_t i = 0; i < prepared && i < groups_ahead; i++) ask_group(t, groups + i);
}

// So many bounds stay unread behind the newest: reading what was just written would wait for it.
enum { lag = 64 };

static inline size_t look_up(scanner_pattern pattern, bool has_values, const uint32_t *spans, piece_cache *cache,
                             const uint8_t *text, size_t length, size_t *unknown_count, size_t *tokens) {
    tally t;
    t.cache = cache;
    t.text = text;
    t.tokens = _mm512_setzero_si512();
    t.unknown_count = t.medium_count = 0;
    t.values = has_values ? cache->found : NULL;
    size_t count = 0, at = 0, asked = 0;
    cache->bounds[0] = 0;
    // Asking for the pieces of one window goes on while the next is looked at.
    while (at < length && count + window_room <= piece_cache_batch && at <= UINT32_MAX - 64) {
        size_t found = split_window(pattern, spans, text, length, &at, cache->bounds + 1 + count);
        if (found == 0) break;
        count += found;
        while (count - asked >= 16 + lag && (size_t)cache->bounds[asked + 15] + 16 <= length) {
            ask_shorts(&t, asked, 0xFFFF);
            asked += 16;
        }
    }
    // Gathers read 16 bytes from a piece's start: the last few of a text are left to be asked one by one.
    size_t gathered = count;
    while (gathered > asked && (size_t)cache->bounds[gathered - 1] + 16 > length) gathered--;
    for (; asked < gathered; asked += 16) {
        ask_shorts(&t, asked, gathered - asked >= 16 ? 0xFFFF : (__mmask16)((1u << (gathered - asked)) - 1));
    }
    ask_mediums(&t);
    for (size_t i = gathered; i < count; i++) cache->unknown[t.unknown_count++] = (uint32_t)i;
    *unknown_count = t.unknown_count;
    *tokens = (size_t)_mm512_reduce_add_epi64(t.tokens);
    return count;
}

size_t piece_cache_look_up_avx512(piece_cache *cache, scanner_pattern pattern, const uint32_t *spans,
                                  const uint8_t *text, size_t length, size_t *unknown_count, size_t *tokens) {
#define LOOK_UP(pattern)                                                                  \
    return cache->has_values                                                              \
        ? look_up(pattern, true, spans, cache, text, length, unknown_count, tokens)       \
        : look_up(pattern, false, spans, cache, text, length, unknown_count, tokens)
    switch (pattern) {
    case scanner_pattern_o200k: LOOK_UP(scanner_pattern_o200k);
    case scanner_pattern_qwen: LOOK_UP(scanner_pattern_qwen);
    default: LOOK_UP(scanner_pattern_cl100k);
    }
#undef LOOK_UP
}

#include "avx512_end.h"

#endif
