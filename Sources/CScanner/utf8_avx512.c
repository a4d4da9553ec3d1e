// Well-formed UTF-8, 64 bytes at a time with AVX-512.
//
// Every ill-formed sequence shows in the high and low half of some byte and the high half of the
// next: three tables of 16 say which errors each half allows, and what all three allow is one
// (J. Keiser, D. Lemire, "Validating UTF-8 In Less Than One Instruction Per Byte", 2021).

#include "utf8.h"
#include "variants.h"

#if SCANNER_HAS_AVX512

#include <immintrin.h>

#include "avx512_begin.h"

enum {
    too_short = 1 << 0,   // a lead or ASCII where a continuation must be
    too_long = 1 << 1,    // a continuation after ASCII
    overlong_3 = 1 << 2,  // E0 80…9F
    too_large = 1 << 3,   // F4 90…BF, F5…FF 90…BF
    surrogate = 1 << 4,   // ED A0…BF
    overlong_2 = 1 << 5,  // C0, C1
    overlong_4 = 1 << 6,  // F0 80…8F, and F5…FF 80…8F
    two_continuations = 1 << 7,
    any_lead = too_short | too_long | two_continuations,
};

#define REPEATED(...) _mm512_broadcast_i32x4(_mm_setr_epi8(__VA_ARGS__))

// A byte that isn't 0 where a sequence is ill-formed, but for lengths of three and four.
static inline __m512i pair_errors(__m512i bytes, __m512i before) {
    const __m512i by_first_high = REPEATED(
        too_long, too_long, too_long, too_long, too_long, too_long, too_long, too_long,
        (char)two_continuations, (char)two_continuations, (char)two_continuations, (char)two_continuations,
        too_short | overlong_2, too_short, too_short | overlong_3 | surrogate,
        too_short | too_large | overlong_4);
    const char beyond = (char)(any_lead | too_large | overlong_4);
    const __m512i by_first_low = REPEATED(
        (char)(any_lead | overlong_3 | overlong_2 | overlong_4), (char)(any_lead | overlong_2), (char)any_lead,
        (char)any_lead, (char)(any_lead | too_large), beyond, beyond, beyond, beyond, beyond, beyond, beyond, beyond,
        (char)(beyond | surrogate), beyond, beyond);
    const __m512i by_second_high = REPEATED(
        too_short, too_short, too_short, too_short, too_short, too_short, too_short, too_short,
        (char)(too_long | overlong_2 | two_continuations | overlong_3 | overlong_4),
        (char)(too_long | overlong_2 | two_continuations | overlong_3 | too_large),
        (char)(too_long | overlong_2 | two_continuations | surrogate | too_large),
        (char)(too_long | overlong_2 | two_continuations | surrogate | too_large),
        too_short, too_short, too_short, too_short);
    const __m512i low = _mm512_set1_epi8(0x0F);
    __m512i first_high = _mm512_and_si512(_mm512_srli_epi16(before, 4), low);
    __m512i second_high = _mm512_and_si512(_mm512_srli_epi16(bytes, 4), low);
    return _mm512_and_si512(
        _mm512_and_si512(
            _mm512_shuffle_epi8(by_first_high, first_high),
            _mm512_shuffle_epi8(by_first_low, _mm512_and_si512(before, low))),
        _mm512_shuffle_epi8(by_second_high, second_high));
}

static inline bool is_ill_formed(__m512i bytes, __m512i one_before, __m512i two_before, __m512i three_before) {
    // The third byte of three or four, and the fourth of four, must follow a continuation.
    __m512i third = _mm512_subs_epu8(two_before, _mm512_set1_epi8((char)(0xE0 - 0x80)));
    __m512i fourth = _mm512_subs_epu8(three_before, _mm512_set1_epi8((char)(0xF0 - 0x80)));
    __m512i expected = _mm512_and_si512(_mm512_or_si512(third, fourth), _mm512_set1_epi8((char)0x80));
    __m512i errors = _mm512_xor_si512(expected, pair_errors(bytes, one_before));
    return _mm512_test_epi8_mask(errors, errors) != 0;
}

// Leaves the exact place, and the last 64 bytes, to the plain way: returns an offset at a character's
// start up to which all is well.
size_t scanner_valid_utf8_prefix_avx512(const uint8_t *text, size_t length) {
    size_t at = 0;
    for (; at + 64 <= length; at += 64) {
        __m512i bytes = _mm512_loadu_si512(text + at);
        bool begins_whole = at == 0 || text[at - 1] < 0x80;
        if (begins_whole && _mm512_movepi8_mask(bytes) == 0) continue;
        __m512i one, two, three;
        if (at == 0) {
            one = _mm512_maskz_loadu_epi8(~1ull, text - 1);
            two = _mm512_maskz_loadu_epi8(~3ull, text - 2);
            three = _mm512_maskz_loadu_epi8(~7ull, text - 3);
        } else {
            one = _mm512_loadu_si512(text + at - 1);
            two = _mm512_loadu_si512(text + at - 2);
            three = _mm512_loadu_si512(text + at - 3);
        }
        if (is_ill_formed(bytes, one, two, three)) break;
    }
    return start_of_last_character(text, at);
}

#include "avx512_end.h"

#endif
