// Well-formed UTF-8, up to 64 bytes at a time.
#ifndef UTF8_PORTABLE_H
#define UTF8_PORTABLE_H

#include "bytes64.h"
#include "utf8.h"

#include <stddef.h>
#include <string.h>

// Bitmaps of a block, a bit a byte: what the bytes after it depend on.
typedef struct utf8_leads {
    uint64_t all, threes, fours;  // that one, two, three bytes must follow
    uint64_t e0, ed, f0, f4;      // that not every byte may follow
} utf8_leads;

// The bits moved up, with those that the block before moves in.
static inline uint64_t moved(uint64_t bits, uint64_t before, int by) { return bits << by | before >> (64 - by); }

// Leaves the exact place, and the last bytes, to the plain way: returns an offset at a character's start
// up to which all is well.
static inline size_t valid_utf8_prefix_by_blocks(const uint8_t *text, size_t length) {
    utf8_leads before = {0};
    size_t at = 0;
    for (; at + 64 <= length; at += 64) {
        bytes64 bytes;
        memcpy(&bytes, text + at, sizeof bytes);
        bool begins_whole = at == 0 || text[at - 1] < 0x80;
        if (BITS(bytes >= 0x80) == 0 && begins_whole) {
            before = (utf8_leads){0};
            continue;
        }
        utf8_leads here = {
            .all = BITS(bytes >= 0xC0), .threes = BITS(bytes >= 0xE0), .fours = BITS(bytes >= 0xF0),
            .e0 = BITS(bytes == 0xE0), .ed = BITS(bytes == 0xED), .f0 = BITS(bytes == 0xF0), .f4 = BITS(bytes == 0xF4),
        };
        uint64_t continuations = BITS((bytes & 0xC0) == 0x80);
        uint64_t expected = moved(here.all, before.all, 1) | moved(here.threes, before.threes, 2)
            | moved(here.fours, before.fours, 3);
        uint64_t never = BITS_IN(bytes, 0xC0, 0xC1) | BITS(bytes >= 0xF5);
        // Overlong ones, surrogates and what's above U+10FFFF show in the second byte.
        uint64_t below_90 = BITS(bytes < 0x90), below_a0 = BITS(bytes < 0xA0);
        uint64_t seconds = (moved(here.e0, before.e0, 1) & below_a0) | (moved(here.ed, before.ed, 1) & ~below_a0)
            | (moved(here.f0, before.f0, 1) & below_90) | (moved(here.f4, before.f4, 1) & ~below_90);
        if ((continuations ^ expected) | never | seconds) break;
        before = here;
    }
    return start_of_last_character(text, at);
}

#endif
