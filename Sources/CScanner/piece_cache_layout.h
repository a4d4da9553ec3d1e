// How a piece cache lies in memory: four tables by the length of the piece, each of sets that fill
// a cache line, and in each set the piece that was asked for last in its own place.
#ifndef PIECE_CACHE_LAYOUT_H
#define PIECE_CACHE_LAYOUT_H

#include "huge_pages.h"
#include "piece_cache.h"
#include "text_memory.h"

#include <string.h>

// Entries hold the piece's bytes, then its length, then its number of tokens in the topmost bits;
// all 0 is an empty one.
typedef struct short_entry { uint64_t word; } short_entry;       // up to 7 bytes: 56 bits, 3, 5
typedef struct medium_entry { uint64_t words[2]; } medium_entry;  // up to 15: 120 bits, 4, 4
typedef struct long_entry { uint64_t words[4]; } long_entry;      // up to 30: 240 bits, 8, 8
typedef struct huge_entry { uint64_t words[8]; } huge_entry;      // up to 62: 496 bits, 8, 8

enum {
    short_bits = 17, short_ways = 8,
    medium_bits = 18, medium_ways = 4,
    long_bits = 17, long_ways = 2,
    huge_bits = 13, huge_ways = 1,
};

// Where the tables' entries have their values.
enum { first_medium = 1 << short_bits, first_long = first_medium + (1 << medium_bits),
       first_huge = first_long + (1 << long_bits) };

// Longer tokens are rarer than pieces of their length that aren't tokens.
enum { longest_seed = 15 };

// Ids of pieces with several tokens, each time after their number.
enum { pool_size = 1 << 20 };

// Of pieces that wait to be merged: up to 4, 8, 12, 16, 24 and 32 bytes.
enum { group_count = 6 };

#define SHORT_TOKENS 0xF800000000000000u
#define MEDIUM_TOKENS 0xF000000000000000u
#define LONG_TOKENS 0xFF00000000000000u

struct piece_cache {
    _Alignas(64) short_entry shorts[1 << short_bits];
    medium_entry mediums[1 << medium_bits];
    long_entry longs[1 << long_bits];
    huge_entry huges[1 << huge_bits];
    huge_pages pages;  // which it lies in
    bool has_values;
    text_memory *texts;  // made when it is first asked for
    size_t pool_count;
    bool is_seeded;
    bool is_full;  // a piece found no room in the pool
    size_t merging_count;  // of pieces that wait to be merged, in all groups
    uint64_t clock;  // which entry of a full set gives way next
    uint32_t bounds[1 + piece_cache_batch + 32];
    uint32_t unknown[piece_cache_batch + 16];
    uint32_t waiting[piece_cache_batch + 16];  // those to be asked for together
    uint64_t hashes[piece_cache_batch + 16];
    uint32_t found[piece_cache_batch + 16];  // the values of a batch's pieces
    lane_group groups[group_count];          // of pieces that wait to be merged, by their length
    uint32_t values[];                       // of the entries, and then the pool
};

#define HASH_A 0x9E3779B97F4A7C15u
#define HASH_B 0xC2B2AE3D27D4EB4Fu
#define HASH_C 0x165667B19E3779F9u
#define HASH_D 0xD6E8FEB86659FD93u

static inline size_t short_place(uint64_t key) { return key * HASH_A >> (64 - short_bits); }

static inline size_t medium_place(const uint64_t key[2]) {
    return (key[0] * HASH_A + key[1] * HASH_B) >> (64 - medium_bits);
}

static inline size_t long_place(const uint64_t key[4]) {
    return (key[0] * HASH_A + key[1] * HASH_B + key[2] * HASH_C + key[3] * HASH_D) >> (64 - long_bits);
}

static inline size_t huge_place(const uint64_t key[8]) {
    uint64_t low = key[0] * HASH_A + key[1] * HASH_B + key[2] * HASH_C + key[3] * HASH_D;
    uint64_t high = key[4] * HASH_B + key[5] * HASH_C + key[6] * HASH_D + key[7] * HASH_A;
    return (low ^ (high >> 29) ^ (high << 35)) * HASH_A >> (64 - huge_bits);
}

static inline uint64_t low_bytes(uint64_t word, size_t count) {
    return count >= 8 ? word : word & ((1ull << (8 * count)) - 1);
}

// Fills the words of a key from the bytes of a piece that ends in the last of them or before.
static inline void fill_key(const uint8_t *piece, size_t length, size_t readable, uint64_t *key, size_t words) {
    uint8_t copy[64];
    if (readable < 8 * words) {
        memcpy(copy, piece, length);
        piece = copy;
    }
    for (size_t i = 0; i < words; i++) {
        uint64_t word;
        memcpy(&word, piece + 8 * i, 8);
        key[i] = length <= 8 * i ? 0 : low_bytes(word, length - 8 * i);
    }
}

#endif
