// A window of 64 bytes: classes as bitmaps with a bit a character, the patterns as formulas on them.
//
// A window begins where a piece begins, so it needs nothing of what stands before; it gives all
// starts of pieces that its own characters decide, and the last of them begins the next window. So
// no state is carried over, and what a window can't decide is simply decided by a later one.
#ifndef WINDOW_H
#define WINDOW_H

#include "scalar.h"
#include "squeeze.h"
#include "unicode_tables.h"

// Bitmaps of a window, a bit a character.
typedef struct window {
    uint64_t upper, lower, letter, mark, number, space, newline, other;
    uint64_t blank, apostrophe, slash;  // U+0020, U+0027, U+002F
    uint64_t leads;                     // a bit a byte: where characters begin
    squeeze squeeze;                    // to `leads`, for variants that have no instruction for it
    uint64_t cuts;                      // a bit a byte: where a character begins that no token spans into
    unsigned count;                     // of characters
    bool is_ascii;                      // each byte is a character
    bool is_last;                       // the text ends in this window
} window;

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
    uint64_t from_end = ~(space << (64 - w->count));
    unsigned open_length = from_end ? (unsigned)__builtin_clzll(from_end) : 64;
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

// The byte that a character, given as its bit, begins at.
static inline unsigned byte_at(const window *w, uint64_t character) {
    unsigned index = (unsigned)__builtin_ctzll(character);
    if (w->is_ascii) return index;
    uint64_t rest = w->leads;
    while (index--) rest &= rest - 1;
    return (unsigned)__builtin_ctzll(rest);
}

// The bit `characters` after `at`.
static inline uint64_t after_contraction(const uint8_t *text, size_t at, size_t bytes, uint64_t bit) {
    return bit << (bytes == 3 && text[at + 1] == 0xC5 ? 2 : bytes);
}

// The starts of cl100k's pieces and qwen's but for numbers; `cut_at_end` as for `space_starts`.
static inline uint64_t lettered_starts(const window *w, const uint8_t *text, size_t length, bool cut_at_end) {
    uint64_t letter = w->upper | w->lower | w->letter;
    uint64_t symbol = w->other | w->mark;
    uint64_t symbol_starts = symbol & ~(symbol << 1) & ~(w->blank << 1);
    uint64_t letter_starts = letter & ~(letter << 1) & ~((w->space | symbol_starts) << 1);
    uint64_t taken = runs_from(w->newline, (symbol << 1) & w->newline);
    uint64_t starts = symbol_starts | letter_starts | space_starts(w, taken, cut_at_end);
    for (uint64_t rest = w->apostrophe & symbol_starts & (letter >> 1); rest; rest &= rest - 1) {
        uint64_t bit = rest & -rest, at = byte_at(w, bit);
        size_t bytes = scanner_contraction(text, length, at, true);
        if (bytes) starts |= after_contraction(text, at, bytes, bit);
    }
    return starts;
}

static inline uint64_t cl100k_starts(const window *w, const uint8_t *text, size_t length) {
    return lettered_starts(w, text, length, false) | number_starts(w->number);
}

static inline uint64_t qwen_starts(const window *w, const uint8_t *text, size_t length) {
    return lettered_starts(w, text, length, true) | w->number;
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
// lower case, or if nothing of the word comes after them. Lower case that ends a contraction, right
// before a bit of `ended`, is of another word. Where the window's end leaves it open, `*decided` keeps
// only the places before.
static inline uint64_t capitals_after_uncased(
    const window *w, uint64_t uncased, uint64_t word, uint64_t ended, uint64_t *decided
) {
    uint64_t after_lower = runs_from(uncased, (w->lower << 1) & uncased & ~ended);
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
    // Whether the window's last character begins a contraction shows in the next one.
    if (!w->is_last) starts &= ~(w->apostrophe & (word << 1) & 1ull << (w->count - 1));
    uint64_t contracted = 0, ended = 0, last_ended = 0;
    for (uint64_t rest = w->apostrophe & (word << 1) & (word >> 1); rest; rest &= rest - 1) {
        uint64_t bit = rest & -rest, at = byte_at(w, bit);
        if (bit == last_ended) continue;
        size_t bytes = scanner_contraction(text, length, at, true);
        if (!bytes) continue;
        last_ended = after_contraction(text, at, bytes, bit);
        contracted |= last_ended - bit;
        ended |= last_ended;
    }
    uint64_t decided = ~0ull;
    if (w->upper & (uncased << 1)) starts |= capitals_after_uncased(w, uncased, word, ended, &decided);
    starts = (starts & ~contracted) | ended;
    return starts & decided;
}

// Where a mark may be a symbol or a word's part, the characters of a window alone don't tell: the
// plain scanner does.
static inline bool is_ambiguous_in_o200k(const window *w) { return (w->other << 1) & w->mark; }

#endif
