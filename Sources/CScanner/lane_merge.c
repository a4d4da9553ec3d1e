// Merging in lanes, with AVX-512.

#include "lane_merge.h"

#include "variants.h"

bool lane_merge_is_available(void) { return scanner_current_variant() == scanner_variant_avx512; }

#if SCANNER_HAS_AVX512

#include <immintrin.h>

#include "avx512_begin.h"

enum {
    id_bits = 21,
    place_bits = 5,  // of a byte in its piece
    filter_bits_a_slot = 3,
};
#define PAIR_HASH 0x9E3779B97F4A7C15u

static inline __m512i all_none(void) { return _mm512_set1_epi32(-1); }

static inline __m512i lane_numbers(void) {
    return _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
}

// What a pair merges into, or all ones, by the eight slots of a cache line at a time.
static inline uint32_t find_pair(const merge_tables *tables, uint64_t key, uint64_t hash) {
    size_t last = ((size_t)1 << tables->pair_slot_bits) - 1;
    size_t first = hash >> (64 - tables->pair_slot_bits), line = first & ~(size_t)7;
    unsigned before = first & 7;  // slots of the line that don't count
    __m512i keys = _mm512_set1_epi64((long long)key);
    while (true) {
        __m512i slots = _mm512_loadu_si512(tables->pair_slots + line);
        __mmask8 same = _mm512_cmpeq_epi64_mask(_mm512_srli_epi64(slots, id_bits), keys);
        if (same) return (uint32_t)tables->pair_slots[line + _tzcnt_u32(same)] & ((1u << id_bits) - 1);
        if (_mm512_cmpeq_epi64_mask(slots, _mm512_set1_epi64(-1)) >> before) return UINT32_MAX;
        line = (line + 8) & last;
        before = 0;
    }
}

// Sixteen pairs, and their hashes.
typedef struct pair_keys {
    uint64_t keys[lane_merge_count], hashes[lane_merge_count];
} pair_keys;

static inline __m512i eight_keys(__m256i left, __m256i right) {
    return _mm512_or_si512(_mm512_slli_epi64(_mm512_cvtepu32_epi64(left), id_bits), _mm512_cvtepu32_epi64(right));
}

// Makes the keys of those pairs that `which` has; returns which of them the filter lets pass.
static inline __mmask16 filter_pairs(
    const merge_tables *tables, __mmask16 which, __m512i left, __m512i right, pair_keys *pairs
) {
    const __m512i factor = _mm512_set1_epi64((long long)PAIR_HASH);
    const __m128i shift = _mm_cvtsi32_si128((int)(64 - filter_bits_a_slot - tables->pair_slot_bits));
    __m512i low_keys = eight_keys(_mm512_castsi512_si256(left), _mm512_castsi512_si256(right));
    __m512i high_keys = eight_keys(_mm512_extracti64x4_epi64(left, 1), _mm512_extracti64x4_epi64(right, 1));
    __m512i low = _mm512_mullo_epi64(low_keys, factor), high = _mm512_mullo_epi64(high_keys, factor);
    _mm512_storeu_si512(pairs->keys, low_keys);
    _mm512_storeu_si512(pairs->keys + 8, high_keys);
    _mm512_storeu_si512(pairs->hashes, low);
    _mm512_storeu_si512(pairs->hashes + 8, high);
    __m256i low_bits = _mm512_cvtepi64_epi32(_mm512_srl_epi64(low, shift));
    __m256i high_bits = _mm512_cvtepi64_epi32(_mm512_srl_epi64(high, shift));
    __m512i bits = _mm512_inserti64x4(_mm512_castsi256_si512(low_bits), high_bits, 1);
    __m512i words = _mm512_mask_i32gather_epi32(
        _mm512_setzero_si512(), which, _mm512_srli_epi32(bits, 5), tables->pair_filter, 4);
    words = _mm512_srlv_epi32(words, _mm512_and_si512(bits, _mm512_set1_epi32(31)));
    return _mm512_test_epi32_mask(words, _mm512_set1_epi32(1));
}

// A rank with the place where it is, so that the least of these is the first pair of the least rank.
static inline __m512i at_place(__m512i ranks, __m512i places) {
    __mmask16 some = _mm512_cmpneq_epi32_mask(ranks, all_none());
    return _mm512_mask_or_epi32(all_none(), some, _mm512_slli_epi32(ranks, place_bits), places);
}

static inline __m512i lowest_bit(__m512i bits) {
    return _mm512_and_si512(bits, _mm512_sub_epi32(_mm512_setzero_si512(), bits));
}

// The place of the highest bit; -1 where there's none.
static inline __m512i highest_place(__m512i bits) {
    return _mm512_sub_epi32(_mm512_set1_epi32(31), _mm512_lzcnt_epi32(bits));
}

// The ids at the lanes' places.
static inline __m512i ids_at(const lane_tokens *tokens, __mmask16 which, __m512i places) {
    __m512i index = _mm512_or_si512(_mm512_slli_epi32(places, 4), lane_numbers());
    return _mm512_mask_i32gather_epi32(_mm512_setzero_si512(), which, index, tokens->ids, 4);
}

// Makes each byte a token, and returns the least rank of two neighbours with its place; `ranks` gets them all.
static inline __m512i begin(
    const merge_tables *tables, const lane_group *group, size_t longest, lane_tokens *tokens, __m512i *ranks
) {
    const __m512i row = _mm512_slli_epi32(lane_numbers(), 5);
    __m512i lengths = _mm512_loadu_si512(group->lengths);
    __m512i least = all_none(), previous = _mm512_setzero_si512();
    for (size_t place = 0; place < longest; place++) {
        __m512i word = _mm512_i32gather_epi32(row, (const int *)(const void *)(group->bytes[0] + place), 1);
        __m512i byte = _mm512_and_si512(word, _mm512_set1_epi32(0xFF));
        __mmask16 within = _mm512_cmpgt_epu32_mask(lengths, _mm512_set1_epi32((int)place));
        _mm512_storeu_si512(
            tokens->ids[place],
            _mm512_mask_i32gather_epi32(_mm512_setzero_si512(), within, byte, tables->byte_ids, 4));
        if (place > 0) {
            __m512i pair = _mm512_or_si512(_mm512_slli_epi32(previous, 8), byte);
            __m512i rank = _mm512_mask_i32gather_epi32(all_none(), within, pair, tables->byte_pairs, 4);
            ranks[place - 1] = at_place(rank, _mm512_set1_epi32((int)place - 1));
            least = _mm512_min_epu32(least, ranks[place - 1]);
        }
        previous = byte;
    }
    ranks[longest - 1] = all_none();
    return least;
}

void lane_merge(const merge_tables *tables, const lane_group *group, lane_tokens *tokens) {
    const __m512i one = _mm512_set1_epi32(1);
    __m512i lengths = _mm512_loadu_si512(group->lengths);
    size_t longest = _mm512_reduce_max_epu32(lengths);
    // Of merging the token at each place with the next; all ones where there's no token or nothing to merge.
    __m512i ranks[lane_merge_longest];
    __m512i least = begin(tables, group, longest, tokens, ranks);
    __m512i starts = _mm512_sub_epi32(_mm512_sllv_epi32(one, lengths), one);
    __mmask16 active;
    while ((active = _mm512_cmpneq_epi32_mask(least, all_none()))) {
        __m512i place = _mm512_and_si512(least, _mm512_set1_epi32((1 << place_bits) - 1));
        __m512i merged = _mm512_srli_epi32(least, place_bits);
        __m512i bit = _mm512_sllv_epi32(one, place), up_to = _mm512_or_si512(bit, _mm512_sub_epi32(bit, one));
        __m512i before = _mm512_and_si512(starts, _mm512_sub_epi32(bit, one));
        __m512i after = _mm512_andnot_si512(up_to, starts);
        // The token after this one becomes its part.
        __m512i taken = _mm512_maskz_mov_epi32(active, lowest_bit(after));
        starts = _mm512_xor_si512(starts, taken);
        __m512i next = lowest_bit(_mm512_xor_si512(after, taken));
        __m512i left_place = highest_place(before), right_place = highest_place(next);
        __mmask16 has_left = _mm512_mask_test_epi32_mask(active, before, before);
        __mmask16 has_right = _mm512_mask_test_epi32_mask(active, next, next);

        pair_keys pairs[2];
        uint32_t passed = filter_pairs(tables, has_left, ids_at(tokens, has_left, left_place), merged, pairs);
        passed |= (uint32_t)filter_pairs(
            tables, has_right, merged, ids_at(tokens, has_right, right_place), pairs + 1) << lane_merge_count;
        uint32_t found[2 * lane_merge_count];
        _mm512_storeu_si512(found, all_none());
        _mm512_storeu_si512(found + lane_merge_count, all_none());
        for (; passed; passed &= passed - 1) {
            unsigned i = _tzcnt_u32(passed), lane = i % lane_merge_count;
            const pair_keys *side = pairs + i / lane_merge_count;
            found[i] = find_pair(tables, side->keys[lane], side->hashes[lane]);
        }
        __m512i left_rank = at_place(_mm512_loadu_si512(found), left_place);
        __m512i right_rank = at_place(_mm512_loadu_si512(found + lane_merge_count), place);

        // -1 is no place: lanes that are done change nothing.
        __m512i changed = _mm512_mask_mov_epi32(all_none(), active, place);
        __m512i changed_left = _mm512_mask_mov_epi32(all_none(), active, left_place);
        __m512i ended = highest_place(taken);
        least = all_none();
        for (size_t i = 0; i < longest; i++) {
            __m512i at = _mm512_set1_epi32((int)i);
            __mmask16 here = _mm512_cmpeq_epi32_mask(changed, at);
            _mm512_mask_storeu_epi32(tokens->ids[i], here, merged);
            __m512i rank = _mm512_mask_mov_epi32(ranks[i], here, right_rank);
            rank = _mm512_mask_mov_epi32(rank, _mm512_cmpeq_epi32_mask(changed_left, at), left_rank);
            rank = _mm512_mask_mov_epi32(rank, _mm512_cmpeq_epi32_mask(ended, at), all_none());
            ranks[i] = rank;
            least = _mm512_min_epu32(least, rank);
        }
    }
    _mm512_storeu_si512(tokens->starts, starts);
}

#include "avx512_end.h"

#else

void lane_merge(const merge_tables *tables, const lane_group *group, lane_tokens *tokens) {
    (void)tables, (void)group, (void)tokens;
    __builtin_trap();
}

#endif
