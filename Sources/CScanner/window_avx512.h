// Looking at a window with AVX-512 (VBMI2).

#ifndef WINDOW_AVX512_H
#define WINDOW_AVX512_H

#include "window.h"

#include <immintrin.h>

#include "avx512_begin.h"

static inline __m512i class_bits(__m512i classes) {
    // 1 << class, a byte each.
    const __m512i powers = _mm512_set1_epi64((long long)0x8040201008040201u);
    return _mm512_shuffle_epi8(powers, classes);
}

static inline __m512i byte_order(void) {
    return _mm512_set_epi64(
        0x3F3E3D3C3B3A3938, 0x3736353433323130, 0x2F2E2D2C2B2A2928, 0x2726252423222120,
        0x1F1E1D1C1B1A1918, 0x1716151413121110, 0x0F0E0D0C0B0A0908, 0x0706050403020100);
}

// The bytes that stand `distance` after each.
static inline __m512i bytes_after(__m512i bytes, char distance) {
    return _mm512_permutexvar_epi8(_mm512_add_epi8(byte_order(), _mm512_set1_epi8(distance)), bytes);
}

// The classes of 64 code points from `first` on, which ends in six zero bits.
static inline __m512i class_row(uint32_t first) {
    return _mm512_loadu_si512(unicode_class_blocks + unicode_class_index[first >> 7] * 128u + (first & 64));
}

// Leads of three bytes that letters without case begin, all of them: CJK U+4E00…9FFF, Hangul
// U+AC00…D77F.
static inline uint64_t plain_letters(uint64_t leads, __m512i bytes, __m512i second) {
    uint64_t sure = _mm512_mask_cmple_epu8_mask(
        leads, _mm512_sub_epi8(bytes, _mm512_set1_epi8((char)0xE5)), _mm512_set1_epi8(0xE9 - 0xE5));
    sure |= _mm512_mask_cmple_epu8_mask(
        leads, _mm512_sub_epi8(bytes, _mm512_set1_epi8((char)0xEB)), _mm512_set1_epi8(0xEC - 0xEB));
    uint64_t from_b8 = _mm512_mask_cmpeq_epu8_mask(leads, bytes, _mm512_set1_epi8((char)0xE4));
    uint64_t from_b0 = _mm512_mask_cmpeq_epu8_mask(leads, bytes, _mm512_set1_epi8((char)0xEA));
    uint64_t below_9e = _mm512_mask_cmpeq_epu8_mask(leads, bytes, _mm512_set1_epi8((char)0xED));
    sure |= _mm512_mask_cmpge_epu8_mask(from_b8, second, _mm512_set1_epi8((char)0xB8));
    sure |= _mm512_mask_cmpge_epu8_mask(from_b0, second, _mm512_set1_epi8((char)0xB0));
    return sure | _mm512_mask_cmplt_epu8_mask(below_9e, second, _mm512_set1_epi8((char)0x9E));
}

// The classes at the leads of characters beyond ASCII. Characters that differ in their last byte
// alone are looked up together: a text's script has few such rows.
static inline __m512i classes_beyond_ascii(const uint8_t *text, __m512i bytes, uint64_t leads) {
    __m512i second = bytes_after(bytes, 1), third = bytes_after(bytes, 2);
    uint64_t letters = plain_letters(leads, bytes, second);
    __m512i classes = _mm512_maskz_mov_epi8(letters, _mm512_set1_epi8(class_letter));
    uint64_t rest = leads & ~letters;
    while (rest) {
        const uint8_t *c = text + _tzcnt_u64(rest);
        uint64_t same = _mm512_mask_cmpeq_epu8_mask(rest, bytes, _mm512_set1_epi8((char)c[0]));
        __m512i last;
        uint32_t first;
        if (c[0] < 0xE0) {
            first = (uint32_t)(c[0] & 0x1F) << 6;
            last = second;
        } else {
            same = _mm512_mask_cmpeq_epu8_mask(same, second, _mm512_set1_epi8((char)c[1]));
            if (c[0] < 0xF0) {
                first = (uint32_t)(c[0] & 0x0F) << 12 | (uint32_t)(c[1] & 0x3F) << 6;
                last = third;
            } else {
                same = _mm512_mask_cmpeq_epu8_mask(same, third, _mm512_set1_epi8((char)c[2]));
                first = (uint32_t)(c[0] & 0x07) << 18 | (uint32_t)(c[1] & 0x3F) << 12 | (uint32_t)(c[2] & 0x3F) << 6;
                last = bytes_after(bytes, 3);
            }
        }
        classes = _mm512_mask_permutexvar_epi8(classes, same, last, class_row(first));
        rest &= ~same;
    }
    return classes;
}

// Where a character begins that no token spans into, of those at `leads`, before each of which
// another character beyond ASCII stands: by the two bytes before and its first two.
static inline uint64_t cuts_at(const uint32_t *spans, __m512i bytes, uint64_t leads) {
    const __m128i each_four = _mm_setr_epi8(0, 0, 0, 0, 4, 4, 4, 4, 8, 8, 8, 8, 12, 12, 12, 12);
    __m512i places = _mm512_maskz_compress_epi8(leads, byte_order());
    unsigned count = (unsigned)_mm_popcnt_u64(leads);
    uint64_t cuts = 0;
    for (unsigned done = 0; done < count; done += 16) {
        __m512i at = _mm512_shuffle_epi8(
            _mm512_cvtepu8_epi32(_mm512_castsi512_si128(places)), _mm512_broadcast_i32x4(each_four));
        places = _mm512_alignr_epi32(_mm512_setzero_si512(), places, 4);
        __m512i around = _mm512_permutexvar_epi8(_mm512_add_epi8(at, _mm512_set1_epi32(0x0100FFFE)), bytes);
        __m512i bits = _mm512_srli_epi32(
            _mm512_mullo_epi32(around, _mm512_set1_epi32((int)span_filter_multiplier)), 32 - span_filter_bits);
        __m512i words = _mm512_i32gather_epi32(_mm512_srli_epi32(bits, 5), spans, 4);
        __m512i spanned = _mm512_srlv_epi32(words, _mm512_and_si512(bits, _mm512_set1_epi32(31)));
        uint64_t free = _mm512_testn_epi32_mask(spanned, _mm512_set1_epi32(1));
        cuts |= free << done;
    }
    return _pdep_u64(cuts, leads);
}

static inline window look(const uint8_t *text, size_t length, const uint32_t *spans) {
    uint64_t valid = length >= 64 ? ~0ull : (1ull << length) - 1;
    __m512i bytes = _mm512_maskz_loadu_epi8(valid, text);
    const __m512i low = _mm512_loadu_si512(unicode_class_blocks), high = _mm512_loadu_si512(unicode_class_blocks + 64);
    __m512i classes = _mm512_permutex2var_epi8(low, bytes, high);
    uint64_t beyond = _mm512_movepi8_mask(bytes);
    window w;
    w.is_last = length <= 64;
    w.is_ascii = !beyond;
    w.leads = valid;
    w.cuts = 0;
    if (beyond) {
        uint64_t continuations = _mm512_mask_cmplt_epu8_mask(beyond, bytes, _mm512_set1_epi8((char)0xC0));
        uint64_t leads = beyond & ~continuations;
        if (!w.is_last) {
            // A character that the window's end cuts belongs to the next one.
            uint64_t threes = _mm512_mask_cmpge_epu8_mask(leads, bytes, _mm512_set1_epi8((char)0xE0));
            uint64_t fours = _mm512_mask_cmpge_epu8_mask(leads, bytes, _mm512_set1_epi8((char)0xF0));
            uint64_t cut = (leads & 1ull << 63) | (threes & 3ull << 62) | (fours & 7ull << 61);
            if (cut) {
                uint64_t kept = (cut & -cut) - 1;
                valid &= kept;
                leads &= kept;
            }
        }
        classes = _mm512_mask_mov_epi8(classes, leads, classes_beyond_ascii(text, bytes, leads));
        uint64_t after_another = leads & beyond << 1;
        if (spans && after_another) w.cuts = cuts_at(spans, bytes, after_another);
        w.leads = valid & ~continuations;
    }
    __m512i bits = class_bits(classes);
    uint64_t at[8];
    for (int class = 0; class < 8; class++) {
        at[class] = _mm512_mask_test_epi8_mask(w.leads, bits, _mm512_set1_epi8((char)(1 << class)));
    }
    uint64_t blank = _mm512_mask_cmpeq_epi8_mask(w.leads, bytes, _mm512_set1_epi8(' '));
    uint64_t apostrophe = _mm512_mask_cmpeq_epi8_mask(w.leads, bytes, _mm512_set1_epi8('\''));
    uint64_t slash = _mm512_mask_cmpeq_epi8_mask(w.leads, bytes, _mm512_set1_epi8('/'));
    if (beyond) {
        for (int class = 0; class < 8; class++) at[class] = _pext_u64(at[class], w.leads);
        blank = _pext_u64(blank, w.leads);
        apostrophe = _pext_u64(apostrophe, w.leads);
        slash = _pext_u64(slash, w.leads);
    }
    w.other = at[class_other];
    w.upper = at[class_upper];
    w.lower = at[class_lower];
    w.letter = at[class_letter];
    w.mark = at[class_mark];
    w.number = at[class_number];
    w.space = at[class_space];
    w.newline = at[class_newline];
    w.blank = blank;
    w.apostrophe = apostrophe;
    w.slash = slash;
    w.count = (unsigned)_mm_popcnt_u64(w.leads);
    return w;
}

static inline uint64_t spread(uint64_t characters, const window *w) { return _pdep_u64(characters, w->leads); }

// Writes the offsets of the bits in `starts` and returns how many they are. Writes 32 at least, so
// that no branch depends on the usual number.
static inline size_t write_offsets(uint64_t starts, uint32_t base, uint32_t *ends) {
    size_t count = (size_t)_mm_popcnt_u64(starts);
    __m512i offsets = _mm512_maskz_compress_epi8(starts, byte_order());
    const __m512i bases = _mm512_set1_epi32((int)base);
    for (size_t done = 0; done < 32 || done < count; done += 32) {
        __m512i low = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(offsets));
        __m512i high = _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(offsets, 1));
        _mm512_storeu_si512(ends + done, _mm512_add_epi32(low, bases));
        _mm512_storeu_si512(ends + done + 16, _mm512_add_epi32(high, bases));
        offsets = _mm512_alignr_epi64(_mm512_setzero_si512(), offsets, 4);
    }
    return count;
}

#include "window_split.h"

#include "avx512_end.h"

#endif
