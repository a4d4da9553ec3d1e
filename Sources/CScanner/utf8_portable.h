// Well-formed UTF-8, up to 64 bytes at a time.
#ifndef UTF8_PORTABLE_H
#define UTF8_PORTABLE_H

#include "bytes64.h"

#include <stddef.h>
#include <string.h>

// Leaves the exact place, and the last bytes, to the plain way: returns an offset at a character's start
// up to which all is well.
static inline size_t valid_utf8_prefix_by_blocks(const uint8_t *text, size_t length) {
    size_t at = 0;
    while (at + 64 <= length) {
        bytes64 bytes;
        memcpy(&bytes, text + at, sizeof bytes);
        if (BITS(bytes >= 0x80) == 0) {
            at += 64;
            continue;
        }
        uint64_t continuations = BITS((bytes & 0xC0) == 0x80);
        uint64_t leads = BITS(bytes >= 0xC0), threes = BITS(bytes >= 0xE0), fours = BITS(bytes >= 0xF0);
        // A character that the block's end cuts begins the next one; nothing may be missing before it.
        uint64_t cut = leads & (1ull << 63 | (threes & 1ull << 62) | (fours & 1ull << 61));
        uint64_t looked_at = cut ^ (cut - 1);
        uint64_t never = BITS_IN(bytes, 0xC0, 0xC1) | BITS(bytes >= 0xF5);
        // Overlong ones, surrogates and what's above U+10FFFF show in the second byte.
        uint64_t below_90 = BITS(bytes < 0x90), below_a0 = BITS(bytes < 0xA0);
        uint64_t seconds = (BITS(bytes == 0xE0) << 1 & below_a0) | (BITS(bytes == 0xED) << 1 & ~below_a0)
            | (BITS(bytes == 0xF0) << 1 & below_90) | (BITS(bytes == 0xF4) << 1 & ~below_90);
        uint64_t expected = leads << 1 | threes << 2 | fours << 3;
        if (((continuations ^ expected) | never | seconds) & looked_at) break;
        at += cut ? (size_t)__builtin_ctzll(cut) : 64;
    }
    return at;
}

#endif
