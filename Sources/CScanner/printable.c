// Printable ASCII, by blocks that the compiler asks about at once.

#include "CScanner.h"

#include <stdbool.h>

static inline bool is_printable(uint8_t byte) { return (byte >= 0x20 && byte < 0x7F) || byte == '\t' || byte == '\n'; }

static inline bool all_printable(const uint8_t *block) {
    uint8_t all = 1;
    for (int i = 0; i < 64; i++) {
        uint8_t byte = block[i];
        all &= (uint8_t)((uint8_t)(byte - 0x20) < 0x5F) | (uint8_t)((uint8_t)(byte - '\t') < 2);
    }
    return all;
}

size_t scanner_printable_prefix(const uint8_t *text, size_t length) {
    size_t at = 0;
    while (at + 64 <= length && all_printable(text + at)) at += 64;
    while (at < length && is_printable(text[at])) at++;
    return at;
}
