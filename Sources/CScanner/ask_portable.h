// Asks a piece cache for a batch's pieces in plain C, without a branch on a piece's length or on whether
// it's known: a wrong guess would cost more than all else.
//
// For a variant that has `split_window` (window_split.h).
#ifndef ASK_PORTABLE_H
#define ASK_PORTABLE_H

#include "piece_cache_layout.h"

// What is known of a batch so far.
typedef struct tally {
    piece_cache *cache;
    const uint8_t *text;
    uint64_t tokens;
    size_t waiting_count;  // of those that aren't in their own places of the table for short ones
} tally;

static inline uint64_t word_at(const uint8_t *text) {
    uint64_t word;
    memcpy(&word, text, sizeof word);
    return word;
}

// The low bytes of a word by their number, of which only the lowest three bits count.
static inline uint64_t low_bytes_of(uint64_t word, uint64_t count) { return word & ~(~0ull << (8 * count & 63)); }

// Asks for the short pieces among `count` from `first` on, each in its own place.
static inline __attribute__((always_inline)) void ask_shorts(tally *t, bool has_values, size_t first, size_t count) {
    piece_cache *cache = t->cache;
    size_t waiting = t->waiting_count;
    uint64_t tokens = t->tokens, start = cache->bounds[first];
    for (size_t i = first; i < first + count; i++) {
        uint64_t end = cache->bounds[i + 1], length = end - start;
        uint64_t key = low_bytes_of(word_at(t->text + start), length) | length << 56;
        // A longer piece asks where nothing needs to be fetched for it.
        size_t place = length < 8 ? short_place(key) : 0;
        uint64_t entry = cache->shorts[place].word;
        uint64_t difference = ((entry ^ key) & ~SHORT_TOKENS) | length >> 3;
        uint64_t is_unknown = difference != 0;
        tokens += entry >> 59 & (is_unknown - 1);
        if (has_values) cache->found[i] = cache->values[place];
        cache->waiting[waiting] = (uint32_t)i;
        waiting += is_unknown;
        start = end;
    }
    t->tokens = tokens;
    t->waiting_count = waiting;
}

// A piece between being prepared and being asked for: the table is larger than what's near, so its
// lines are called for ahead.
typedef struct medium_key { uint64_t words[2]; } medium_key;

// Asks for the medium pieces among those that wait, each in its own place. The numbers of all others
// go to `unknown`; returns how many they are.
static inline __attribute__((always_inline)) size_t ask_mediums(tally *t, bool has_values) {
    piece_cache *cache = t->cache;
    medium_key keys[piece_cache_batch];
    for (size_t i = 0; i < t->waiting_count; i++) {
        uint32_t number = cache->waiting[i];
        uint64_t start = cache->bounds[number], length = cache->bounds[number + 1] - start;
        keys[i].words[0] = word_at(t->text + start);
        keys[i].words[1] = low_bytes_of(word_at(t->text + start + 8), length) | length << 56;
        __builtin_prefetch(cache->mediums + medium_place(keys[i].words));
    }
    size_t unknown = 0;
    uint64_t tokens = 0;
    for (size_t i = 0; i < t->waiting_count; i++) {
        uint32_t number = cache->waiting[i];
        uint64_t length = cache->bounds[number + 1] - cache->bounds[number];
        size_t place = medium_place(keys[i].words);
        const uint64_t *entry = cache->mediums[place].words;
        uint64_t difference = (entry[0] ^ keys[i].words[0]) | ((entry[1] ^ keys[i].words[1]) & ~MEDIUM_TOKENS)
            | (length >> 3 ^ 1);
        uint64_t is_unknown = difference != 0;
        tokens += entry[1] >> 60 & (is_unknown - 1);
        if (has_values) cache->found[number] = cache->values[(1 << short_bits) + place];
        cache->unknown[unknown] = number;
        unknown += is_unknown;
    }
    t->tokens += tokens;
    return unknown;
}

// Pieces that are asked for together.
enum { ask_group = 16 };

static inline __attribute__((always_inline)) size_t look_up_by_windows(
    scanner_pattern pattern, bool has_values, const uint32_t *spans, piece_cache *cache,
    const uint8_t *text, size_t length, size_t *unknown_count, size_t *tokens
) {
    tally t = {.cache = cache, .text = text};
    size_t count = 0, at = 0, asked = 0;
    cache->bounds[0] = 0;
    // Asking for the pieces of one window goes on while the next is looked at.
    while (at < length && count + window_room <= piece_cache_batch && at <= UINT32_MAX - 64) {
        size_t found = split_window(pattern, spans, text, length, &at, cache->bounds + 1 + count);
        if (found == 0) break;
        count += found;
        while (count - asked >= ask_group && (size_t)cache->bounds[asked + ask_group - 1] + 16 <= length) {
            ask_shorts(&t, has_values, asked, ask_group);
            asked += ask_group;
        }
    }
    // Keys are read 16 bytes from a piece's start: the last few of a text are left to be asked one by one.
    size_t whole = count;
    while (whole > asked && (size_t)cache->bounds[whole - 1] + 16 > length) whole--;
    ask_shorts(&t, has_values, asked, whole - asked);
    size_t unknown = ask_mediums(&t, has_values);
    for (size_t i = whole; i < count; i++) cache->unknown[unknown++] = (uint32_t)i;
    *unknown_count = unknown;
    *tokens = t.tokens;
    return count;
}

// A copy for each pattern and kind of cache.
static inline size_t look_up_by_pattern(
    piece_cache *cache, scanner_pattern pattern, const uint32_t *spans, const uint8_t *text, size_t length,
    size_t *unknown_count, size_t *tokens
) {
    if (pattern == scanner_pattern_o200k) {
        return cache->has_values
            ? look_up_by_windows(scanner_pattern_o200k, true, spans, cache, text, length, unknown_count, tokens)
            : look_up_by_windows(scanner_pattern_o200k, false, spans, cache, text, length, unknown_count, tokens);
    }
    return cache->has_values
        ? look_up_by_windows(scanner_pattern_cl100k, true, spans, cache, text, length, unknown_count, tokens)
        : look_up_by_windows(scanner_pattern_cl100k, false, spans, cache, text, length, unknown_count, tokens);
}

#endif
