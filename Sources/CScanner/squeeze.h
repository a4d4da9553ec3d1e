// From bitmaps with a bit a byte to bitmaps with a bit a character, and back, for processors that have
// no instruction for it.
//
// Each bit moves down by the number of bits that are left out below it, one power of two after the
// other (H. S. Warren, "Hacker's Delight", 2nd edition, 7-4 and 7-5).
#ifndef SQUEEZE_H
#define SQUEEZE_H

#include <stdint.h>

/// Which bits move down by 1, 2, 4 … 32 places, of those that are kept.
typedef struct squeeze {
    uint64_t kept;
    uint64_t moves[6];
} squeeze;

static inline squeeze squeeze_to(uint64_t kept) {
    squeeze s = {.kept = kept};
    uint64_t left_out = ~kept << 1;
    for (int step = 0; step < 6; step++) {
        // Where the number of bits left out below is odd.
        uint64_t odd = left_out;
        for (int shift = 1; shift < 64; shift *= 2) odd ^= odd << shift;
        uint64_t moves = odd & kept;
        kept = (kept ^ moves) | moves >> (1 << step);
        left_out &= ~odd;
        s.moves[step] = moves;
    }
    return s;
}

static inline uint64_t squeezed(uint64_t bits, const squeeze *s) {
    bits &= s->kept;
    for (int step = 0; step < 6; step++) {
        uint64_t moving = bits & s->moves[step];
        bits = (bits ^ moving) | moving >> (1 << step);
    }
    return bits;
}

static inline uint64_t unsqueezed(uint64_t bits, const squeeze *s) {
    for (int step = 5; step >= 0; step--) {
        uint64_t moving = bits << (1 << step) & s->moves[step];
        bits = (bits & ~s->moves[step]) | moving;
    }
    return bits & s->kept;
}

#endif
