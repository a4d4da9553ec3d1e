// Parts of the check of UTF-8.
#ifndef UTF8_H
#define UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

size_t scanner_valid_utf8_prefix_scalar(const uint8_t *text, size_t length);

/// Where the character begins that has the last byte of `text[0..<at]`, all of which is well but that
/// the character may be cut; `at` itself after ASCII.
static inline size_t start_of_last_character(const uint8_t *text, size_t at) {
    size_t start = at;
    while (start > 0 && at - start < 3 && (text[start - 1] & 0xC0) == 0x80) start--;
    return start > 0 && text[start - 1] >= 0x80 ? start - 1 : at;
}

#endif
