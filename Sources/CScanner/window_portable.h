// Looking at a window by 64 bytes at once (bytes64.h). Where `SCANNER_HAS_PEXT` is defined the target has BMI2, and its header is included.
#ifndef WINDOW_PORTABLE_H
#define WINDOW_PORTABLE_H

#include "bytes64.h"
#include "set_bits.h"
#include "window.h"

#include <string.h>

// For functions that shall have a copy for each constant they are called with.
#define INLINED static inline __attribute__((always_inline))

#ifdef SCANNER_HAS_PEXT

static inline uint64_t to_characters(uint64_t bits, const window *w) { return _pext_u64(bits, w->leads); }
static inline uint64_t spread(uint64_t characters, const window *w) { return _pdep_u64(characters, w->leads); }

#else

static inline uint64_t to_characters(uint64_t bits, const window *w) { return squeezed(bits, &w->squeeze); }
static inline uint64_t spread(uint64_t characters, const window *w) {
    return w->is_ascii ? characters & w->leads : unsqueezed(characters, &w->squeeze);
}

#endif

// Of `candidates`, characters that begin beyond the second byte, those that no token spans into.
static inline uint64_t unspanned(const uint8_t *text, uint64_t candidates, const uint32_t *spans) {
    uint64_t cuts = 0;
    for (uint64_t rest = candidates; rest; rest &= rest - 1) {
        unsigned place = (unsigned)__builtin_ctzll(rest);
        uint32_t around;
        memcpy(&around, text + place - 2, sizeof around);
        uint32_t bit = span_filter_place(around);
        cuts |= (uint64_t)(~spans[bit >> 5] >> (bit & 31) & 1) << place;
    }
    return cuts;
}

// The classes of the characters that begin at `leads`.
static __attribute__((noinline)) void find_classes(const uint8_t *text, uint64_t leads, uint8_t *class_at) {
    for (uint64_t rest = leads; rest; rest &= rest - 1) {
        unsigned place = (unsigned)__builtin_ctzll(rest);
        class_at[place] = (uint8_t)unicode_class_beyond_ascii(text + place);
    }
}

// What characters beyond ASCII add to a window that has its ASCII; then its bits are the characters'.
INLINED window with_beyond_ascii(
    window w, const uint8_t *text, uint64_t beyond, const uint32_t *spans
) {
    bytes64 bytes;
    memcpy(&bytes, text, sizeof bytes);
    uint64_t leads = BITS(bytes >= 0xC0);
    if (!w.is_last) {
        // A character that the window's end cuts belongs to the next one.
        uint64_t cut = leads & (1ull << 63 | (BITS(bytes >= 0xE0) & 1ull << 62) | (BITS(bytes >= 0xF0) & 1ull << 61));
        if (cut) {
            w.leads = (cut & -cut) - 1;
            leads &= w.leads;
        }
    }
    // U+5000…U+9FFF and U+B000…U+CFFF are letters, all of them.
    uint64_t letters = leads & (BITS_IN(bytes, 0xE5, 0xE9) | BITS_IN(bytes, 0xEB, 0xEC));
    uint8_t class_at[64] = {class_other};
    find_classes(text, leads & ~letters, class_at);
    // Only between two characters beyond ASCII, and never before the first.
    if (spans) w.cuts = unspanned(text, leads & beyond << 1 & ~3ull, spans);
    w.leads &= ~(beyond & ~leads);
#ifndef SCANNER_HAS_PEXT
    w.squeeze = squeeze_to(w.leads);
#endif
    bytes64 classes;
    memcpy(&classes, class_at, sizeof classes);
    w.upper = to_characters(w.upper | BITS(classes == class_upper), &w);
    w.lower = to_characters(w.lower | BITS(classes == class_lower), &w);
    w.letter = to_characters(letters | BITS(classes == class_letter), &w);
    w.mark = to_characters(BITS(classes == class_mark), &w);
    w.number = to_characters(w.number | BITS(classes == class_number), &w);
    w.space = to_characters(w.space | BITS(classes == class_space), &w);
    w.newline = to_characters(w.newline, &w);
    w.blank = to_characters(w.blank, &w);
    w.apostrophe = to_characters(w.apostrophe, &w);
    w.slash = to_characters(w.slash, &w);
    return w;
}

static inline window look(const uint8_t *text, size_t length, const uint32_t *spans) {
    uint8_t copy[64];
    if (length < 64) {
        memset(copy, 0, sizeof copy);
        memcpy(copy, text, length);
        text = copy;
    }
    bytes64 bytes;
    memcpy(&bytes, text, sizeof bytes);
    uint64_t beyond = BITS(bytes >= 0x80);
    window w;
    w.is_last = length <= 64;
    w.is_ascii = !beyond;
    w.leads = length >= 64 ? ~0ull : (1ull << length) - 1;
    w.cuts = w.letter = w.mark = 0;
    w.upper = BITS_IN(bytes, 'A', 'Z');
    w.lower = BITS_IN(bytes, 'a', 'z');
    w.number = BITS_IN(bytes, '0', '9');
    w.newline = BITS((bytes == '\n') | (bytes == '\r'));
    w.blank = BITS(bytes == ' ');
    w.space = (BITS_IN(bytes, '\t', '\r') & ~w.newline) | w.blank;
    w.apostrophe = BITS(bytes == '\'');
    w.slash = BITS(bytes == '/');
    if (beyond) w = with_beyond_ascii(w, text, beyond, spans);
    w.count = (unsigned)__builtin_popcountll(w.leads);
    w.other = ~(w.upper | w.lower | w.letter | w.mark | w.number | w.space | w.newline) & ~0ull >> (64 - w.count);
    return w;
}

static inline size_t write_offsets(uint64_t starts, uint32_t base, uint32_t *ends) {
    return write_set_bits(starts, base, ends);
}

#include "window_split.h"

#endif
