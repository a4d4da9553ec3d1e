// Well-formed UTF-8 by the Unicode Standard, table 3-7.

#include "utf8.h"

#include <string.h>

static inline size_t ascii_prefix(const uint8_t *text, size_t length) {
    size_t at = 0;
    for (; at + 32 <= length; at += 32) {
        uint64_t words[4];
        memcpy(words, text + at, sizeof words);
        if ((words[0] | words[1] | words[2] | words[3]) & 0x8080808080808080u) break;
    }
    while (at < length && text[at] < 0x80) at++;
    return at;
}

// The size of the well-formed character that isn't ASCII at the start of `text`, or 0.
static inline size_t character_size(const uint8_t *text, size_t length) {
    uint8_t lead = text[0];
    size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (lead < 0xC2 || lead > 0xF4 || length < size) return 0;
    uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (text[1] < low || text[1] > high) return 0;
    for (size_t i = 2; i < size; i++) {
        if ((text[i] & 0xC0) != 0x80) return 0;
    }
    return size;
}

size_t scanner_valid_utf8_prefix_scalar(const uint8_t *text, size_t length) {
    size_t at = 0;
    while (at < length) {
        if (text[at] < 0x80) {
            at += ascii_prefix(text + at, length - at);
        } else {
            size_t size = character_size(text + at, length - at);
            if (size == 0) break;
            at += size;
        }
    }
    return at;
}
