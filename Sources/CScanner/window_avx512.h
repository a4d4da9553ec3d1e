// A window of 64 bytes with AVX-512 (VBMI2): classes as bitmaps with a bit a character, the patterns
// as formulas on them.
//
// A window begins where a piece begins, so it needs nothing of what stands before; it gives all
// starts of pieces that its own characters decide, and the last of them begins the next window. So
// no state is carried over, and what a window can't decide is simply decided by a later one. A
// piece longer than a window is left to the plain scanner.

#ifndef WINDOW_AVX512_H
#define WINDOW_AVX512_H

#include "scalar.h"
#include "unicode_tables.h"

#include <immintrin.h>

#include "avx512_begin.h"

// Bitmaps of a window, a bit a character.
typedef struct window {
    uint64_t upper, lower, letter, mark, number, space, newline, other;
    uint64_t blank, apostrophe, slash;  // U+0020, U+0027, U+002F
    uint64_t leads;                     // a bit a byte: where characters begin
    uint64_t cuts;                      // a bit a byte: where a character begins that no token spans into
    unsigned count;                     // of characters
    bool is_last;                       // the text ends in this window
} window;

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

// The first of each three numbers in a row.
static inline uint64_t number_starts(uint64_t number) {
    uint64_t starts = number & ~(number << 1), group = starts;
    uint64_t third = number & (number << 1) & (number << 2);
    while ((group = (group << 3) & third)) starts |= group;
    return starts;
}

// The run of bits of `set` from each bit of `from` on; each must be its run's only one.
static inline uint64_t runs_from(uint64_t set, uint64_t from) { return set & ~(set + from); }

// Starts in White_Space: of the run, after its last newline, and of its last character where
// something else follows. `taken` is newlines that belong to the symbols before them.
static inline uint64_t space_starts(const window *w, uint64_t taken, bool cut_at_end) {
    uint64_t all = w->space | w->newline, free = all & ~taken, space = w->space;
    uint64_t run_starts = free & ~(free << 1);
    uint64_t space_starts = space & ~(space << 1);
    // Within a run of white space, spaces that another newline follows don't start; nor do, yet, those
    // that reach the window's end.
    uint64_t inner = space_starts & ~run_starts;
    unsigned open_length = (unsigned)_lzcnt_u64(~(space << (64 - w->count)));
    bool is_open = open_length > 0 && !(w->is_last && cut_at_end);
    space_starts &= ~((uint64_t)is_open << ((w->count - open_length) & 63) & inner);
    uint64_t before_newline = (space << 1) & w->newline;
    if (before_newline && inner) {
        for (uint64_t rest = inner; rest; rest &= rest - 1) {
            uint64_t start = rest & -rest;
            uint64_t run = space & ~(space + start) & ~(start - 1);
            if ((run << 1) & before_newline) space_starts &= ~start;
        }
    }
    uint64_t last_of_run = space & ~(all >> 1) & ~(1ull << (w->count - 1));
    return run_starts | space_starts | last_of_run;
}

static inline uint64_t byte_at(const window *w, uint64_t character) {
    return _tzcnt_u64(_pdep_u64(character, w->leads));
}

// The bit `characters` after `at`.
static inline uint64_t after_contraction(const uint8_t *text, size_t at, size_t bytes, uint64_t bit) {
    return bit << (bytes == 3 && text[at + 1] == 0xC5 ? 2 : bytes);
}

static inline uint64_t cl100k_starts(const window *w, const uint8_t *text, size_t length) {
    uint64_t letter = w->upper | w->lower | w->letter;
    uint64_t symbol = w->other | w->mark;
    uint64_t symbol_starts = symbol & ~(symbol << 1) & ~(w->blank << 1);
    uint64_t letter_starts = letter & ~(letter << 1) & ~((w->space | symbol_starts) << 1);
    uint64_t taken = runs_from(w->newline, (symbol << 1) & w->newline);
    uint64_t starts = symbol_starts | letter_starts | number_starts(w->number) | space_starts(w, taken, false);
    for (uint64_t rest = w->apostrophe & symbol_starts & (letter >> 1); rest; rest &= rest - 1) {
        uint64_t bit = rest & -rest, at = byte_at(w, bit);
        size_t bytes = scanner_contraction(text, length, at, true);
        if (bytes) starts |= after_contraction(text, at, bytes, bit);
    }
    return starts;
}

// Newlines and slashes that follow symbols directly, from the newline on.
static inline uint64_t taken_by_symbols(const window *w, uint64_t symbol) {
    uint64_t from = (symbol << 1) & w->newline;
    if (!((w->newline << 1) & w->slash)) return runs_from(w->newline, from);
    uint64_t set = w->newline | w->slash, taken = 0;
    while (from) {
        uint64_t first = from & -from;
        uint64_t run = set & ~(set + first) & ~(first - 1);
        taken |= run;
        from &= ~run;
    }
    return taken;
}

// Where capitals begin a piece though a letter without case, or a mark, stands before them: after
// lower case, or if nothing of the word comes after them. Where the window's end leaves that open,
// `*decided` keeps only the places before.
static inline uint64_t capitals_after_uncased(const window *w, uint64_t uncased, uint64_t word, uint64_t *decided) {
    uint64_t after_lower = runs_from(uncased, (w->lower << 1) & uncased);
    uint64_t starts = 0;
    for (uint64_t rest = w->upper & (uncased << 1); rest; rest &= rest - 1) {
        uint64_t bit = rest & -rest;
        uint64_t run = w->upper & ~(w->upper + bit) & ~(bit - 1);
        uint64_t next = (run << 1) & ~run;
        if ((after_lower << 1) & bit) {
            starts |= bit;
        } else if (!w->is_last && run >> (w->count - 1)) {
            *decided = bit - 1;
        } else if (!(next & word)) {
            starts |= bit;
        }
    }
    return starts;
}

static inline uint64_t o200k_starts(const window *w, const uint8_t *text, size_t length) {
    uint64_t uncased = w->letter | w->mark;
    uint64_t word = w->upper | w->lower | uncased;
    uint64_t taken = taken_by_symbols(w, w->other);
    uint64_t symbol = w->other & ~taken;
    uint64_t symbol_starts = symbol & ~(symbol << 1) & ~(w->blank << 1);
    uint64_t word_starts = word & ~(word << 1) & ~((w->space | symbol_starts) << 1);
    uint64_t starts = symbol_starts | word_starts | (w->upper & (w->lower << 1)) | number_starts(w->number)
        | space_starts(w, taken, true);
    uint64_t decided = ~0ull;
    if (w->upper & (uncased << 1)) starts |= capitals_after_uncased(w, uncased, word, &decided);
    // Whether the window's last character begins a contraction shows in the next one.
    if (!w->is_last) starts &= ~(w->apostrophe & (word << 1) & 1ull << (w->count - 1));
    uint64_t ended = 0;
    for (uint64_t rest = w->apostrophe & (word << 1) & (word >> 1); rest; rest &= rest - 1) {
        uint64_t bit = rest & -rest, at = byte_at(w, bit);
        if (bit == ended) continue;
        size_t bytes = scanner_contraction(text, length, at, true);
        if (!bytes) continue;
        ended = after_contraction(text, at, bytes, bit);
        starts = (starts & ~(ended - bit)) | ended;
    }
    return starts & decided;
}

// Where a mark may be a symbol or a word's part, the characters of a window alone don't tell: the
// plain scanner does.
static inline bool is_ambiguous_in_o200k(const window *w) { return (w->other << 1) & w->mark; }

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

// A window has at most 64 starts, and writing rounds up to 32.
enum { window_room = 96 };

static inline uint64_t above(uint64_t place) { return place == 63 ? 0 : ~0ull << (place + 1); }

// Whether all characters after the one at `place` are letters of which each may as well begin the
// piece: a window that begins at one of them goes on as it should.
static inline bool is_plain_after(const window *w, uint64_t place, scanner_pattern pattern) {
    uint64_t letters = pattern == scanner_pattern_o200k ? w->letter | w->mark : w->upper | w->lower | w->letter;
    uint64_t rest = _pext_u64(above(place) & w->leads, w->leads);
    return (rest & ~letters) == 0;
}

// Splits one window's worth, at least a piece, and returns how many ends it wrote; `*at` moves to the
// last of them. 0 where a piece ends past 4 GiB.
static inline size_t split_window(scanner_pattern pattern, const uint32_t *spans, const uint8_t *text, size_t length,
                                  size_t *at, uint32_t *ends) {
    size_t from = *at;
    window w = look(text + from, length - from, spans);
    bool is_ambiguous = pattern == scanner_pattern_o200k && is_ambiguous_in_o200k(&w);
    if (!is_ambiguous) {
        uint64_t starts = pattern == scanner_pattern_o200k
            ? o200k_starts(&w, text + from, length - from) : cl100k_starts(&w, text + from, length - from);
        starts = _pdep_u64(starts & ~1ull, w.leads);
        if (w.is_last) {
            size_t count = write_offsets(starts | w.cuts, (uint32_t)from, ends);
            ends[count] = (uint32_t)length;
            *at = length;
            return count + 1;
        }
        uint64_t next = starts ? 63 - _lzcnt_u64(starts) : 0;
        if (w.cuts) {
            uint64_t later = w.cuts & above(next);
            starts |= w.cuts & ~later;
            if (later && is_plain_after(&w, next, pattern)) {
                starts |= later;
                next = 63 - _lzcnt_u64(later);
            }
        }
        if (next) {
            *at = from + next;
            return write_offsets(starts, (uint32_t)from, ends);
        }
    }
    // A piece longer than a window, or some that need the plain scanner.
    size_t found = scanner_split_scalar(pattern, text + from, length - from, ends, is_ambiguous ? 8 : 1);
    for (size_t i = 0; i < found; i++) ends[i] += (uint32_t)from;
    if (found == 0 || ends[found - 1] < from) return 0;
    *at = ends[found - 1];
    return found;
}

#include "avx512_end.h"

#endif
