// How a piece cache lies in memory: three tables by the length of the piece, each of sets that fill
// a cache line, and in each set the piece that was asked for last in its own place.
#ifndef PIECE_CACHE_LAYOUT_H
#define PIECE_CACHE_LAYOUT_H

#include "piece_cache.h"

#include <string.h>

// Entries hold the piece's bytes, then its length, then its number of tokens in the topmost bits;
// all 0 is an empty one.
typedef struct short_entry { uint64_t word; } short_entry;       // up to 7 bytes: 56 bits, 3, 5
typedef struct medium_entry { uint64_t words[2]; } medium_entry;  // up to 15: 120 bits, 4, 4
typedef struct long_entry { uint64_t words[4]; } long_entry;      // up to 30: 240 bits, 8, 8

enum {
    short_bits = 17, short_ways = 8,
    medium_bits = 16, medium_ways = 4,
    long_bits = 15, long_ways = 2,
};

#define SHORT_TOKENS 0xF800000000000000u
#define MEDIUM_TOKENS 0xF000000000000000u
#define LONG_TOKENS 0xFF00000000000000u

struct piece_cache {
    _Alignas(64) short_entry shorts[1 << short_bits];
    medium_entry mediums[1 << medium_bits];
    long_entry longs[1 << long_bits];
    uint64_t clock;  // which entry of a full set gives way next
    uint32_t bounds[1 + piece_cache_batch + 16];
    uint32_t unknown[piece_cache_batch + 16];
    uint32_t values[];
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

static inline uint64_t low_bytes(uint64_t word, size_t count) {
    return count >= 8 ? word : word & ((1ull << (8 * count)) - 1);
}

// The key of a piece of at most 30 bytes: its bytes and, above them, its length. Reads 32 bytes
// where `readable` allows it.
static inline void piece_key(const uint8_t *piece, size_t length, size_t readable, uint64_t key[4]) {
    uint8_t copy[32];
    if (readable < 32) {
        memset(copy, 0, sizeof copy);
        memcpy(copy, piece, length);
        piece = copy;
    }
    memcpy(key, piece, 32);
    if (length < 8) {
        key[0] = low_bytes(key[0], length) | (uint64_t)length << 56;
    } else if (length < 16) {
        key[1] = low_bytes(key[1], length - 8) | (uint64_t)length << 56;
    } else {
        if (length < 24) {
            key[2] = low_bytes(key[2], length - 16);
            key[3] = 0;
        } else {
            key[3] = low_bytes(key[3], length - 24);
        }
        key[3] |= (uint64_t)length << 48;
    }
}

#endif
