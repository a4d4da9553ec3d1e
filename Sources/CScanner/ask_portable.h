// Asks a piece cache for a batch's pieces in plain C, without a branch on a piece's length or on whether
// it's known: a wrong guess would cost more than all else.
//
// After window_portable.h.
#ifndef ASK_PORTABLE_H
#define ASK_PORTABLE_H

#include "piece_cache_layout.h"

// Pieces that are prepared together, a group ahead of being asked for.
enum { ask_group = 16 };

// What is known of a batch so far.
typedef struct tally {
    piece_cache *cache;
    const uint8_t *text;
    uint64_t tokens;
    uint64_t keys[ask_group];  // of the group that's prepared
    size_t waiting_count;      // of those that aren't in their own places of the table for short ones
} tally;

static inline uint64_t word_at(const uint8_t *text) {
    uint64_t word;
    memcpy(&word, text, sizeof word);
    return word;
}

// The low bytes of a word by their number, of which only the lowest three bits count.
static inline uint64_t low_bytes_of(uint64_t word, uint64_t count) { return word & ~(~0ull << (8 * count & 63)); }

// Makes the keys of the short pieces among `count` from `first` on, and calls for their lines.
INLINED void prepare_shorts(tally *t, size_t first, size_t count) {
    // What no short piece has, for the longer ones.
    const uint64_t no_key = 1;
    uint64_t start = t->cache->bounds[first];
    for (size_t i = 0; i < count; i++) {
        uint64_t end = t->cache->bounds[first + i + 1], length = end - start;
        uint64_t key = low_bytes_of(word_at(t->text + start), length) | length << 56;
        t->keys[i] = key = length < 8 ? key : no_key;
        __builtin_prefetch(t->cache->shorts + short_place(key));
        start = end;
    }
}

// Asks for the short pieces that were prepared, each in its own place.
INLINED void ask_shorts(tally *t, bool has_values, size_t first, size_t count) {
    piece_cache *cache = t->cache;
    size_t waiting = t->waiting_count;
    uint64_t tokens = t->tokens;
    for (size_t i = 0; i < count; i++) {
        size_t place = short_place(t->keys[i]);
        uint64_t entry = cache->shorts[place].word;
        uint64_t is_unknown = ((entry ^ t->keys[i]) & ~SHORT_TOKENS) != 0;
        tokens += entry >> 59 & (is_unknown - 1);
        if (has_values) cache->found[first + i] = cache->values[place];
        cache->waiting[waiting] = (uint32_t)(first + i);
        waiting += is_unknown;
    }
    t->tokens = tokens;
    t->waiting_count = waiting;
}

// A piece between being prepared and being asked for: the table is larger than what's near, so its
// lines are called for ahead.
typedef struct medium_key { uint64_t words[2]; } medium_key;

// Asks for the medium pieces among those that wait, each in its own place. The numbers of all others
// go to `unknown`; returns how many they are.
INLINED size_t ask_mediums(tally *t, bool has_values) {
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
        if (has_values) cache->found[number] = cache->values[first_medium + place];
        cache->unknown[unknown] = number;
        unknown += is_unknown;
    }
    t->tokens += tokens;
    return unknown;
}

INLINED size_t look_up_by_windows(
    scanner_pattern pattern, bool has_values, const uint32_t *spans, piece_cache *cache,
    const uint8_t *text, size_t length, size_t *unknown_count, size_t *tokens
) {
    tally t = {.cache = cache, .text = text};
    size_t count = 0, at = 0, prepared = 0;
    cache->bounds[0] = 0;
    // Asking for the pieces of one window goes on while the next is looked at.
    while (at < length && count + window_room <= piece_cache_batch && at <= UINT32_MAX - 64) {
        size_t found = split_window(pattern, spans, text, length, &at, cache->bounds + 1 + count);
        if (found == 0) break;
        count += found;
        while (count - prepared >= ask_group && (size_t)cache->bounds[prepared + ask_group - 1] + 16 <= length) {
            if (prepared) ask_shorts(&t, has_values, prepared - ask_group, ask_group);
            prepare_shorts(&t, prepared, ask_group);
            prepared += ask_group;
        }
    }
    if (prepared) ask_shorts(&t, has_values, prepared - ask_group, ask_group);
    // Keys are read 16 bytes from a piece's start: the last few of a text are left to be asked one by one.
    size_t whole = count;
    while (whole > prepared && (size_t)cache->bounds[whole - 1] + 16 > length) whole--;
    while (prepared < whole) {
        size_t rest = whole - prepared < ask_group ? whole - prepared : ask_group;
        prepare_shorts(&t, prepared, rest);
        ask_shorts(&t, has_values, prepared, rest);
        prepared += rest;
    }
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
#define LOOK_UP(pattern)                                                                              \
    return cache->has_values                                                                          \
        ? look_up_by_windows(pattern, true, spans, cache, text, length, unknown_count, tokens)        \
        : look_up_by_windows(pattern, false, spans, cache, text, length, unknown_count, tokens)
    switch (pattern) {
    case scanner_pattern_o200k: LOOK_UP(scanner_pattern_o200k);
    case scanner_pattern_qwen: LOOK_UP(scanner_pattern_qwen);
    default: LOOK_UP(scanner_pattern_cl100k);
    }
#undef LOOK_UP
}

#endif
