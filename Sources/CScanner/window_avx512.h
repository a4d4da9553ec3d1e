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

static inline __m512i span_filter_place_of_each(__m512i around) {
    return _mm512_srli_epi32(
        _mm512_mullo_epi32(around, _mm512_set1_epi32((int)span_filter_multiplier)), 32 - span_filter_bits);
}

// The classes of up to 16 characters by their code points.
static inline __m128i gather_classes(__m512i code_points) {
    __m512i index = _mm512_and_si512(
        _mm512_i32gather_epi32(_mm512_srli_epi32(code_points, 7), unicode_class_index, 1), _mm512_set1_epi32(0xFF));
    __m512i at = _mm512_or_si512(
        _mm512_slli_epi32(index, 7), _mm512_and_si512(code_points, _mm512_set1_epi32(0x7F)));
    return _mm512_cvtepi32_epi8(_mm512_i32gather_epi32(at, unicode_class_blocks, 1));
}

// Which of 16 characters begin where no token spans: each by the two bytes before and its first two.
static inline __mmask16 gather_cuts(const uint32_t *spans, __m512i around) {
    __m512i bits = span_filter_place_of_each(around);
    __m512i words = _mm512_i32gather_epi32(_mm512_srli_epi32(bits, 5), spans, 4);
    __m512i spanned = _mm512_srlv_epi32(words, _mm512_and_si512(bits, _mm512_set1_epi32(31)));
    // Only between two characters beyond ASCII.
    __mmask16 candidates = _mm512_test_epi32_mask(around, _mm512_set1_epi32(0x8000));
    return _mm512_mask_testn_epi32_mask(candidates, spanned, _mm512_set1_epi32(1));
}

// The classes at the leads of characters beyond ASCII, at their bytes' places.
static inline __m512i classes_beyond_ascii(
    __m512i bytes, uint64_t leads, const uint32_t *spans, uint64_t *cuts
) {
    // The characters' bytes side by side: first, second, third, fourth.
    const __m512i order = _mm512_set_epi64(
        0x3F3E3D3C3B3A3938, 0x3736353433323130, 0x2F2E2D2C2B2A2928, 0x2726252423222120,
        0x1F1E1D1C1B1A1918, 0x1716151413121110, 0x0F0E0D0C0B0A0908, 0x0706050403020100);
    __m512i places = _mm512_maskz_compress_epi8(leads, order);
    unsigned count = (unsigned)_mm_popcnt_u64(leads);
    __m512i classes = _mm512_setzero_si512();
    for (unsigned done = 0; done < count; done += 16) {
        __m512i first_at = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(places));
        places = _mm512_alignr_epi32(_mm512_setzero_si512(), places, 4);
        // The four bytes of each character as one number, the first lowest.
        __m512i spread = _mm512_shuffle_epi8(
            first_at, _mm512_broadcast_i32x4(_mm_setr_epi8(0, 0, 0, 0, 4, 4, 4, 4, 8, 8, 8, 8, 12, 12, 12, 12)));
        __m512i picks = _mm512_add_epi8(spread, _mm512_set1_epi32(0x03020100));
        __m512i around = _mm512_permutexvar_epi8(_mm512_sub_epi8(picks, _mm512_set1_epi8(2)), bytes);
        __m512i word = _mm512_permutexvar_epi8(picks, bytes);
        __m512i low6 = _mm512_and_si512(word, _mm512_set1_epi32(0x3F3F3F3F));
        __m512i b1 = _mm512_and_si512(_mm512_srli_epi32(low6, 8), _mm512_set1_epi32(0x3F));
        __m512i b2 = _mm512_and_si512(_mm512_srli_epi32(low6, 16), _mm512_set1_epi32(0x3F));
        __m512i b3 = _mm512_srli_epi32(low6, 24);
        __m512i b0 = _mm512_and_si512(word, _mm512_set1_epi32(0xFF));
        __m512i two = _mm512_or_si512(_mm512_slli_epi32(_mm512_and_si512(b0, _mm512_set1_epi32(0x1F)), 6), b1);
        __m512i three = _mm512_or_si512(
            _mm512_or_si512(_mm512_slli_epi32(_mm512_and_si512(b0, _mm512_set1_epi32(0x0F)), 12), _mm512_slli_epi32(b1, 6)),
            b2);
        __m512i four = _mm512_or_si512(
            _mm512_or_si512(_mm512_slli_epi32(_mm512_and_si512(b0, _mm512_set1_epi32(0x07)), 18), _mm512_slli_epi32(b1, 12)),
            _mm512_or_si512(_mm512_slli_epi32(b2, 6), b3));
        __m512i code_points = _mm512_mask_mov_epi32(two, _mm512_cmpge_epu32_mask(b0, _mm512_set1_epi32(0xE0)), three);
        code_points = _mm512_mask_mov_epi32(code_points, _mm512_cmpge_epu32_mask(b0, _mm512_set1_epi32(0xF0)), four);
        __m128i found = gather_classes(code_points);
        // Puts the 16 classes where the places from `done` on are.
        uint64_t group = count - done > 16 ? _pdep_u64(0xFFFFull << done, leads) : _pdep_u64(~0ull << done, leads);
        classes = _mm512_mask_expand_epi8(classes, group, _mm512_castsi128_si512(found));
        // Before the first character there is nothing to look at, and nothing to cut.
        if (spans) *cuts |= _pdep_u64(gather_cuts(spans, around), group) & ~1ull;
    }
    return classes;
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
        classes = _mm512_mask_mov_epi8(classes, leads, classes_beyond_ascii(bytes, leads, spans, &w.cuts));
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
    const __m512i order = _mm512_set_epi64(
        0x3F3E3D3C3B3A3938, 0x3736353433323130, 0x2F2E2D2C2B2A2928, 0x2726252423222120,
        0x1F1E1D1C1B1A1918, 0x1716151413121110, 0x0F0E0D0C0B0A0908, 0x0706050403020100);
    size_t count = (size_t)_mm_popcnt_u64(starts);
    __m512i offsets = _mm512_maskz_compress_epi8(starts, order);
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
