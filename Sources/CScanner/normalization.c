// Asks the normalization tables: a character at a time beyond ASCII, most of which its first byte settles.

#include "normalization.h"
#include "normalization_tables.h"

#include <string.h>

enum { hangul_first = 0xAC00, hangul_count = 11172, lead_first = 0x1100, lead_count = 19,
       vowel_first = 0x1161, vowel_count = 21, tail_first = 0x11A7, tail_count = 28 };

static inline unsigned property(uint32_t code_point) {
    return normalization_blocks[normalization_index[code_point >> 7] * 128u + (code_point & 127u)];
}

static inline uint32_t decode(const uint8_t *text, unsigned *size) {
    uint32_t lead = text[0];
    if (lead < 0x80) return *size = 1, lead;
    if (lead < 0xE0) return *size = 2, (lead & 0x1F) << 6 | (text[1] & 0x3F);
    if (lead < 0xF0) return *size = 3, (lead & 0x0F) << 12 | (text[1] & 0x3Fu) << 6 | (text[2] & 0x3F);
    *size = 4;
    return (lead & 0x07) << 18 | (text[1] & 0x3Fu) << 12 | (text[2] & 0x3Fu) << 6 | (text[3] & 0x3F);
}

// The first byte at or after `at` that isn't ASCII.
static size_t skip_ascii(const uint8_t *text, size_t length, size_t at) {
    while (at + 64 <= length) {
        uint64_t words[8], any = 0;
        memcpy(words, text + at, sizeof words);
        for (int i = 0; i < 8; i++) any |= words[i];
        if (any & 0x8080808080808080u) break;
        at += 64;
    }
    while (at < length && text[at] < 0x80) at++;
    return at;
}

// The bytes of a character that its first byte alone tells to be in Form C and to join none before it,
// else 0: U+0080…U+02FF; U+4000…U+9FFF; Hangul syllables U+B000…U+CFFF.
static inline unsigned plain_size(uint8_t lead) {
    if (lead < 0xCC) return 2;
    return (lead >= 0xE4 && lead <= 0xE9) || lead == 0xEB || lead == 0xEC ? 3 : 0;
}

size_t scanner_normalized_prefix(const uint8_t *text, size_t length) {
    size_t at = 0, boundary = 0;
    unsigned last_class = 0;
    while (true) {
        if (at < length && text[at] < 0x80) {
            at = skip_ascii(text, length, at);
            boundary = at - 1;
            last_class = 0;
        }
        if (at >= length) return length;
        unsigned size = plain_size(text[at]);
        if (size) {
            boundary = at;
            last_class = 0;
        } else {
            unsigned known = property(decode(text + at, &size)), class = known & normalization_class;
            if (known & normalization_changes || (class && class < last_class)) return boundary;
            if (!class) boundary = at;
            last_class = class;
        }
        at += size;
    }
}

size_t scanner_normalization_boundary(const uint8_t *text, size_t length, size_t at) {
    while (at < length) {
        unsigned size;
        if (property(decode(text + at, &size)) == 0) return at;
        at += size;
    }
    return length;
}

uint8_t scanner_combining_class(uint32_t code_point) { return property(code_point) & normalization_class; }

bool scanner_decomposition(uint32_t code_point, uint32_t parts[2]) {
    uint32_t syllable = code_point - hangul_first;
    if (syllable < hangul_count) {
        uint32_t tail = syllable % tail_count;
        parts[0] = tail ? code_point - tail : lead_first + syllable / (vowel_count * tail_count);
        parts[1] = tail ? tail_first + tail : vowel_first + syllable / tail_count % vowel_count;
        return true;
    }
    size_t low = 0, high = normalization_decomposition_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const normalization_decomposition *entry = normalization_decompositions + middle;
        if (entry->code_point == code_point) {
            parts[0] = entry->first;
            parts[1] = entry->second;
            return true;
        }
        if (entry->code_point < code_point) low = middle + 1; else high = middle;
    }
    return false;
}

uint32_t scanner_composition(uint32_t first, uint32_t second) {
    if (first - lead_first < lead_count && second - vowel_first < vowel_count) {
        return hangul_first + ((first - lead_first) * vowel_count + (second - vowel_first)) * tail_count;
    }
    uint32_t syllable = first - hangul_first, tail = second - tail_first;
    if (syllable < hangul_count && syllable % tail_count == 0 && tail > 0 && tail < tail_count) return first + tail;
    uint64_t pair = (uint64_t)first << 32 | second;
    size_t low = 0, high = normalization_composition_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const normalization_composition *entry = normalization_compositions + middle;
        uint64_t key = (uint64_t)entry->first << 32 | entry->second;
        if (key == pair) return entry->composed;
        if (key < pair) low = middle + 1; else high = middle;
    }
    return 0;
}
