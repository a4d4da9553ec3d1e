// The plain scanner: one character at a time, the patterns' alternatives in their order.
// Every other variant is compared to this one, and this one to PCRE2.

#include "scalar.h"
#include "unicode_tables.h"

#include <stdbool.h>

// A place in the text: the class and size of the character there. At the end the size is 0.
typedef struct place {
    size_t at;
    unsigned size;
    unsigned class;
} place;

enum { class_end = 8 };

#define SET(c) (1u << (c))
#define LETTERS (SET(class_upper) | SET(class_lower) | SET(class_letter))
#define SPACES (SET(class_space) | SET(class_newline))
#define SYMBOLS (SET(class_other) | SET(class_mark))
// What may stand before a word and belong to it: anything but CR, LF, letters, numbers.
#define PREFIXES (SYMBOLS | SET(class_space))
// o200k's two halves of a word.
#define HEADS (SET(class_upper) | SET(class_letter) | SET(class_mark))
#define TAILS (SET(class_lower) | SET(class_letter) | SET(class_mark))

static inline bool is_in(unsigned set, place here) { return (set >> here.class) & 1; }

static inline place look(const uint8_t *text, size_t length, size_t at) {
    if (at >= length) return (place){at, 0, class_end};
    uint32_t lead = text[at];
    if (lead < 0x80) return (place){at, 1, unicode_class_blocks[lead]};
    return (place){at, lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4, unicode_class_beyond_ascii(text + at)};
}

static inline place next(const uint8_t *text, size_t length, place here) {
    return look(text, length, here.at + here.size);
}

static inline place skip(const uint8_t *text, size_t length, place here, unsigned set) {
    while (is_in(set, here)) here = next(text, length, here);
    return here;
}

size_t scanner_contraction(const uint8_t *text, size_t length, size_t at, bool any_case) {
    size_t left = length - at;
    if (left < 2 || text[at] != '\'') return 0;
    uint8_t fold = any_case ? 0x20 : 0;
    uint8_t first = text[at + 1] | fold;
    if (first == 's' || first == 'd' || first == 'm' || first == 't') return 2;
    if (left < 3) return 0;
    if (any_case && text[at + 1] == 0xC5 && text[at + 2] == 0xBF) return 3;  // U+017F folds to s
    uint8_t second = text[at + 2] | fold;
    return (first == 'l' && second == 'l') || ((first == 'v' || first == 'r') && second == 'e') ? 3 : 0;
}

// The run of White_Space at `start`. How a run that reaches the end of the text is cut differs:
// r50k and cl100k ask `\s++$` before they look for newlines, o200k and qwen don't.
static inline size_t space_end(const uint8_t *text, size_t length, place start, bool cut_at_newline,
                               bool end_first) {
    size_t after_newline = 0;
    place here = start, last = start;
    while (is_in(SPACES, here)) {
        last = here;
        here = next(text, length, here);
        if (last.class == class_newline) after_newline = here.at;
    }
    if (end_first && here.at == length) return length;
    if (cut_at_newline && after_newline) return after_newline;
    return here.at == length || last.at == start.at ? here.at : last.at;
}

static inline size_t symbols_end(const uint8_t *text, size_t length, place here, bool newlines, bool slashes) {
    here = skip(text, length, here, SYMBOLS);
    size_t at = here.at;
    if (newlines) {
        while (at < length && (text[at] == '\r' || text[at] == '\n' || (slashes && text[at] == '/'))) at++;
    }
    return at;
}

static inline size_t r50k_end(const uint8_t *text, size_t length, size_t at) {
    size_t contraction = scanner_contraction(text, length, at, false);
    if (contraction) return at + contraction;
    place start = look(text, length, at);
    place word = text[at] == ' ' ? next(text, length, start) : start;
    if (is_in(LETTERS, word)) return skip(text, length, word, LETTERS).at;
    if (is_in(SET(class_number), word)) return skip(text, length, word, SET(class_number)).at;
    if (is_in(SYMBOLS, word)) return skip(text, length, word, SYMBOLS).at;
    return space_end(text, length, start, false, true);
}

static inline size_t number_end(const uint8_t *text, size_t length, place here, int most) {
    for (int digits = 0; digits < most && is_in(SET(class_number), here); digits++) here = next(text, length, here);
    return here.at;
}

// cl100k's pattern and qwen's, which differ in how many numbers are a piece at most and in white space.
static inline size_t lettered_end(const uint8_t *text, size_t length, size_t at, int most_numbers, bool end_first) {
    size_t contraction = scanner_contraction(text, length, at, true);
    if (contraction) return at + contraction;
    place start = look(text, length, at);
    if (is_in(SET(class_number), start)) return number_end(text, length, start, most_numbers);
    if (is_in(LETTERS, start)) return skip(text, length, start, LETTERS).at;
    place second = next(text, length, start);
    if (is_in(PREFIXES, start) && is_in(LETTERS, second)) return skip(text, length, second, LETTERS).at;
    place symbol = text[at] == ' ' ? second : start;
    if (is_in(SYMBOLS, symbol)) return symbols_end(text, length, symbol, true, false);
    return space_end(text, length, start, true, end_first);
}

static inline size_t cl100k_end(const uint8_t *text, size_t length, size_t at) {
    return lettered_end(text, length, at, 3, true);
}

static inline size_t qwen_end(const uint8_t *text, size_t length, size_t at) {
    return lettered_end(text, length, at, 1, false);
}

// o200k's first two alternatives from `word` on, or 0: a head run and then a tail run, of which
// one may be empty. Where no lower-case letter follows the heads, the first alternative gives back
// all after the last character that may be a tail; only if there's none does the second take them.
static inline size_t cased_word_end(const uint8_t *text, size_t length, place word, bool may_be_heads_only) {
    size_t after_tail = 0;
    place here = word;
    while (is_in(HEADS, here)) {
        bool tail = is_in(TAILS, here);
        here = next(text, length, here);
        if (tail) after_tail = here.at;
    }
    if (here.class == class_lower) return skip(text, length, here, TAILS).at;
    if (after_tail) return after_tail;
    return may_be_heads_only && here.at > word.at ? here.at : 0;
}

static inline size_t o200k_end(const uint8_t *text, size_t length, size_t at) {
    place start = look(text, length, at);
    if (is_in(SET(class_number), start)) return number_end(text, length, start, 3);
    place second = next(text, length, start);
    size_t word = 0;
    if (is_in(PREFIXES, start)) {
        // A mark may be a prefix or a word by itself: the first alternative without a prefix
        // comes before the second one with it.
        word = cased_word_end(text, length, second, start.class != class_mark);
        if (!word && start.class == class_mark) word = second.at;
    } else if (is_in(LETTERS, start)) {
        word = cased_word_end(text, length, start, true);
    }
    if (word) return word + scanner_contraction(text, length, word, true);
    place symbol = text[at] == ' ' ? second : start;
    if (is_in(SYMBOLS, symbol)) return symbols_end(text, length, symbol, true, true);
    return space_end(text, length, start, true, false);
}

#define SPLIT(piece_end)                                   \
    size_t count = 0, at = 0;                              \
    while (count < capacity && at < length) {              \
        size_t end = piece_end(text, length, at);          \
        if (end > UINT32_MAX) break;                       \
        ends[count++] = (uint32_t)end;                     \
        at = end;                                          \
    }                                                      \
    return count;

size_t scanner_split_scalar(scanner_pattern pattern, const uint8_t *text, size_t length,
                            uint32_t *ends, size_t capacity) {
    switch (pattern) {
    case scanner_pattern_r50k: { SPLIT(r50k_end) }
    case scanner_pattern_cl100k: { SPLIT(cl100k_end) }
    case scanner_pattern_o200k: { SPLIT(o200k_end) }
    case scanner_pattern_qwen: { SPLIT(qwen_end) }
    }
    return 0;
}
