// Where a word's bits are, without a branch on how many there are.
#ifndef SET_BITS_H
#define SET_BITS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

// The places of each byte's bits in order; the rest is 0.
#define BIT_0_0
#define BIT_0_1 0,
#define BIT_1_0
#define BIT_1_1 1,
#define BIT_2_0
#define BIT_2_1 2,
#define BIT_3_0
#define BIT_3_1 3,
#define BIT_4_0
#define BIT_4_1 4,
#define BIT_5_0
#define BIT_5_1 5,
#define BIT_6_0
#define BIT_6_1 6,
#define BIT_7_0
#define BIT_7_1 7,
#define ROW(h, g, f, e, d, c, b, a) \
    {BIT_0_##a BIT_1_##b BIT_2_##c BIT_3_##d BIT_4_##e BIT_5_##f BIT_6_##g BIT_7_##h},
#define ROWS_2(...) ROW(__VA_ARGS__, 0) ROW(__VA_ARGS__, 1)
#define ROWS_4(...) ROWS_2(__VA_ARGS__, 0) ROWS_2(__VA_ARGS__, 1)
#define ROWS_8(...) ROWS_4(__VA_ARGS__, 0) ROWS_4(__VA_ARGS__, 1)
#define ROWS_16(...) ROWS_8(__VA_ARGS__, 0) ROWS_8(__VA_ARGS__, 1)
#define ROWS_32(...) ROWS_16(__VA_ARGS__, 0) ROWS_16(__VA_ARGS__, 1)
#define ROWS_64(...) ROWS_32(__VA_ARGS__, 0) ROWS_32(__VA_ARGS__, 1)
#define ROWS_128(...) ROWS_64(__VA_ARGS__, 0) ROWS_64(__VA_ARGS__, 1)
static const uint8_t byte_bit_places[256][8] = {ROWS_128(0) ROWS_128(1)};

typedef uint8_t eight_bytes __attribute__((vector_size(8)));
typedef uint32_t eight_words __attribute__((vector_size(32)));

// Writes `base` plus the place of each bit and returns how many they are. Writes up to eight more.
static inline size_t write_set_bits(uint64_t bits, uint32_t base, uint32_t *to) {
    // How many bits each byte has, and then how many it has with those below it.
    uint64_t counts = bits - (bits >> 1 & 0x5555555555555555);
    counts = (counts & 0x3333333333333333) + (counts >> 2 & 0x3333333333333333);
    counts = ((counts + (counts >> 4)) & 0x0F0F0F0F0F0F0F0F) * 0x0101010101010101;
    size_t before = 0;
    for (int byte = 0; byte < 8; byte++) {
        eight_bytes places;
        memcpy(&places, byte_bit_places[bits >> (8 * byte) & 0xFF], sizeof places);
        eight_words offsets = __builtin_convertvector(places, eight_words) + (base + 8 * (uint32_t)byte);
        memcpy(to + before, &offsets, sizeof offsets);
        before = counts >> (8 * byte) & 0xFF;
    }
    return before;
}

#endif
