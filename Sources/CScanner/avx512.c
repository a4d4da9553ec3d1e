// The scanner, and counting through a piece cache, with AVX-512.

#include "gather_avx512.h"
#include "variants.h"
#include "window_avx512.h"

#if SCANNER_HAS_AVX512

#include "avx512_begin.h"

static inline size_t split(scanner_pattern pattern, const uint32_t *spans, const uint8_t *text, size_t length,
                           uint32_t *ends, size_t capacity) {
    size_t count = 0, at = 0;
    while (at < length && count + window_room <= capacity && at <= UINT32_MAX - 64) {
        size_t found = split_window(pattern, spans, text, length, &at, ends + count);
        if (found == 0) break;
        count += found;
    }
    return count;
}

size_t scanner_split_avx512(scanner_pattern pattern, const uint32_t *spans, const uint8_t *text, size_t length,
                            uint32_t *ends, size_t capacity) {
    switch (pattern) {
    case scanner_pattern_cl100k: return split(scanner_pattern_cl100k, spans, text, length, ends, capacity);
    case scanner_pattern_o200k: return split(scanner_pattern_o200k, spans, text, length, ends, capacity);
    case scanner_pattern_r50k: break;
    }
    return scanner_split_scalar(pattern, text, length, ends, capacity);
}

// What is known of a batch so far.
typedef struct tally {
    piece_cache *cache;
    __m512i tokens;  // in eight parts
    size_t unknown_count;
    size_t medium_count;  // of those that are still to be asked for
    uint32_t *values;     // of the batch's pieces, or NULL
} tally;

static inline void note_unknown(tally *t, __mmask8 which, __m256i numbers) {
    _mm256_storeu_si256(
        (__m256i *)(t->cache->unknown + t->unknown_count), _mm256_maskz_compress_epi32(which, numbers));
    t->unknown_count += (size_t)__builtin_popcount(which);
}

// Asks for the short pieces of a window, whose bytes are in a register; the medium ones wait, the others
// are unknown. `ends` has a bit a byte, `last_end` is 0 but where the text ends in the window; the first
// piece begins at byte 0. Returns how many pieces there are.
static inline size_t ask_window(tally *t, __m512i bytes, uint64_t ends, size_t last_end, size_t first) {
    size_t count = (size_t)_mm_popcnt_u64(ends);
    __m512i start_bytes = _mm512_maskz_compress_epi8(ends | 1, byte_order());
    __m512i end_bytes = _mm512_maskz_compress_epi8(ends, byte_order());
    if (last_end) {
        end_bytes = _mm512_mask_mov_epi8(end_bytes, 1ull << count, _mm512_set1_epi8((char)last_end));
        count++;
    }
    __m512i length_bytes = _mm512_sub_epi8(end_bytes, start_bytes);
    const __m512i each_eight = _mm512_broadcast_i32x4(_mm_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 8, 8, 8, 8, 8, 8, 8, 8));
    const __m512i sequence = _mm512_set1_epi64(0x0706050403020100);
    // A window has about twelve pieces: two rounds without asking whether.
    for (size_t done = 0; done < 16 || done < count; done += 8) {
        __mmask8 which = (__mmask8)_bzhi_u32(0xFF, (unsigned)(count > done ? count - done : 0));
        __m512i starts = _mm512_cvtepu8_epi64(_mm512_castsi512_si128(start_bytes));
        __m512i lengths = _mm512_cvtepu8_epi64(_mm512_castsi512_si128(length_bytes));
        start_bytes = _mm512_alignr_epi64(_mm512_setzero_si512(), start_bytes, 1);
        length_bytes = _mm512_alignr_epi64(_mm512_setzero_si512(), length_bytes, 1);
        __m512i at = _mm512_add_epi8(_mm512_shuffle_epi8(starts, each_eight), sequence);
        __m512i low = _mm512_permutexvar_epi8(at, bytes);
        __mmask8 is_short = _mm512_mask_cmplt_epu64_mask(which, lengths, _mm512_set1_epi64(8));
        __mmask8 is_medium = _mm512_mask_cmplt_epu64_mask((__mmask8)(which & ~is_short), lengths, _mm512_set1_epi64(16));
        __mmask8 found;
        t->tokens = _mm512_add_epi64(
            t->tokens, count_shorts(t->cache, is_short, low, lengths, &found, t->values ? t->values + first + done : NULL));
        __m256i numbers = _mm256_add_epi32(
            _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7), _mm256_set1_epi32((int)(first + done)));
        note_unknown(t, which & (__mmask8)~(found | is_medium), numbers);

        __m512i high = _mm512_permutexvar_epi8(_mm512_add_epi8(at, _mm512_set1_epi8(8)), bytes);
        high = _mm512_or_si512(
            low_bytes_of_each(high, _mm512_sub_epi64(lengths, _mm512_set1_epi64(8))), _mm512_slli_epi64(lengths, 56));
        piece_cache *cache = t->cache;
        _mm256_storeu_si256(
            (__m256i *)(cache->waiting + t->medium_count), _mm256_maskz_compress_epi32(is_medium, numbers));
        _mm512_storeu_si512(cache->waiting_low + t->medium_count, _mm512_maskz_compress_epi64(is_medium, low));
        _mm512_storeu_si512(cache->waiting_high + t->medium_count, _mm512_maskz_compress_epi64(is_medium, high));
        t->medium_count += (size_t)__builtin_popcount(is_medium);
    }
    return count;
}

static inline void ask_group(tally *t, const medium_group *group) {
    __mmask8 found;
    t->tokens = _mm512_add_epi64(t->tokens, count_mediums(t->cache, group, &found, t->values));
    note_unknown(t, group->which & (__mmask8)~found, group->numbers);
}

// Groups of medium pieces that are prepared ahead of being asked for.
enum { groups_ahead = 4 };

static inline void ask_mediums(tally *t) {
    medium_group groups[groups_ahead];
    size_t prepared = 0;
    for (size_t first = 0; first < t->medium_count; first += 8) {
        size_t left = t->medium_count - first;
        medium_group *group = groups + prepared % groups_ahead;
        if (prepared >= groups_ahead) ask_group(t, group);
        *group = prepare_mediums(t->cache, first, left >= 8 ? 0xFF : (__mmask8)((1u << left) - 1));
        prepared++;
    }
    for (size_t i = 0; i < prepared && i < groups_ahead; i++) ask_group(t, groups + i);
}

static inline size_t look_up(scanner_pattern pattern, bool has_values, const uint32_t *spans, piece_cache *cache,
                             const uint8_t *text, size_t length, size_t *unknown_count, size_t *tokens) {
    tally t;
    t.cache = cache;
    t.tokens = _mm512_setzero_si512();
    t.unknown_count = t.medium_count = 0;
    t.values = has_values ? cache->found : NULL;
    size_t count = 0, at = 0;
    uint32_t *ends = cache->bounds + 1;
    cache->bounds[0] = 0;
    while (at < length && count + window_room <= piece_cache_batch && at <= UINT32_MAX - 64) {
        size_t from = at, left = length - at;
        window w = look(text + from, left, spans);
        uint64_t decided;
        size_t advance = decide(pattern, &w, text + from, left, &decided);
        if (advance) {
            __m512i bytes = _mm512_maskz_loadu_epi8(left >= 64 ? ~0ull : (1ull << left) - 1, text + from);
            at += advance;
            size_t found = write_offsets(decided, (uint32_t)from, ends + count);
            if (w.is_last) ends[count + found] = (uint32_t)length;
            count += ask_window(&t, bytes, decided, w.is_last ? left : 0, count);
        } else {
            size_t found = split_plainly(pattern, text, length, &at, ends + count);
            if (found == 0) break;
            for (size_t i = 0; i < found; i++) cache->unknown[t.unknown_count++] = (uint32_t)(count + i);
            count += found;
        }
    }
    ask_mediums(&t);
    *unknown_count = t.unknown_count;
    *tokens = (size_t)_mm512_reduce_add_epi64(t.tokens);
    return count;
}

size_t piece_cache_look_up_avx512(piece_cache *cache, scanner_pattern pattern, const uint32_t *spans,
                                  const uint8_t *text, size_t length, size_t *unknown_count, size_t *tokens) {
    if (pattern == scanner_pattern_o200k) {
        return cache->has_values
            ? look_up(scanner_pattern_o200k, true, spans, cache, text, length, unknown_count, tokens)
            : look_up(scanner_pattern_o200k, false, spans, cache, text, length, unknown_count, tokens);
    }
    return cache->has_values
        ? look_up(scanner_pattern_cl100k, true, spans, cache, text, length, unknown_count, tokens)
        : look_up(scanner_pattern_cl100k, false, spans, cache, text, length, unknown_count, tokens);
}

#include "avx512_end.h"

#endif
