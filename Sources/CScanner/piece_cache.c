#include "piece_cache_layout.h"
#include "variants.h"

#include <stdlib.h>

enum { entry_count = (1 << short_bits) + (1 << medium_bits) + (1 << long_bits) };

size_t piece_cache_size(bool has_values) {
    return sizeof(piece_cache) + (has_values ? entry_count * sizeof(uint32_t) : 0);
}

piece_cache *piece_cache_create(bool has_values) {
    void *memory = NULL;
    size_t size = (piece_cache_size(has_values) + 63) & ~(size_t)63;
    if (posix_memalign(&memory, 64, size) != 0) return NULL;
    memset(memory, 0, size);
    return memory;
}

void piece_cache_destroy(piece_cache *cache) { free(cache); }

// Looks for the key in its whole set. A hit is moved to the place that is asked first.
size_t piece_cache_find(piece_cache *cache, const uint8_t *piece, size_t length, size_t readable) {
    if (length > piece_cache_longest) return 0;
    uint64_t key[4];
    piece_key(piece, length, readable, key);
    if (length < 8) {
        size_t place = short_place(key[0]);
        short_entry *set = cache->shorts + (place & ~(size_t)(short_ways - 1));
        for (size_t way = 0; way < short_ways; way++) {
            if (((set[way].word ^ key[0]) & ~SHORT_TOKENS) == 0) {
                short_entry found = set[way];
                set[way] = cache->shorts[place];
                cache->shorts[place] = found;
                return found.word >> 59;
            }
        }
    } else if (length < 16) {
        size_t place = medium_place(key);
        medium_entry *set = cache->mediums + (place & ~(size_t)(medium_ways - 1));
        for (size_t way = 0; way < medium_ways; way++) {
            if (set[way].words[0] == key[0] && ((set[way].words[1] ^ key[1]) & ~MEDIUM_TOKENS) == 0) {
                medium_entry found = set[way];
                set[way] = cache->mediums[place];
                cache->mediums[place] = found;
                return found.words[1] >> 60;
            }
        }
    } else {
        size_t place = long_place(key);
        long_entry *set = cache->longs + (place & ~(size_t)(long_ways - 1));
        for (size_t way = 0; way < long_ways; way++) {
            const uint64_t *words = set[way].words;
            if (words[0] == key[0] && words[1] == key[1] && words[2] == key[2]
                && ((words[3] ^ key[3]) & ~LONG_TOKENS) == 0) {
                return words[3] >> 56;
            }
        }
    }
    return 0;
}

void piece_cache_insert(piece_cache *cache, const uint8_t *piece, size_t length, size_t tokens, uint32_t value) {
    (void)value;
    if (length > piece_cache_longest || tokens > 15) return;
    uint64_t key[4];
    piece_key(piece, length, 0, key);
    // The newcomer takes the place that is asked first; who was there moves to one that gives way.
    if (length < 8) {
        size_t place = short_place(key[0]);
        short_entry *set = cache->shorts + (place & ~(size_t)(short_ways - 1));
        size_t way = cache->clock++ % short_ways;
        for (size_t free = 0; free < short_ways; free++) {
            if (set[free].word == 0) { way = free; break; }
        }
        set[way] = cache->shorts[place];
        cache->shorts[place].word = key[0] | (uint64_t)tokens << 59;
    } else if (length < 16) {
        size_t place = medium_place(key);
        medium_entry *set = cache->mediums + (place & ~(size_t)(medium_ways - 1));
        size_t way = cache->clock++ % medium_ways;
        for (size_t free = 0; free < medium_ways; free++) {
            if (set[free].words[1] == 0) { way = free; break; }
        }
        set[way] = cache->mediums[place];
        cache->mediums[place] = (medium_entry){{key[0], key[1] | (uint64_t)tokens << 60}};
    } else {
        size_t place = long_place(key);
        long_entry *set = cache->longs + (place & ~(size_t)(long_ways - 1));
        size_t way = cache->clock++ % long_ways;
        for (size_t free = 0; free < long_ways; free++) {
            if (set[free].words[3] == 0) { way = free; break; }
        }
        set[way] = (long_entry){{key[0], key[1], key[2], key[3] | (uint64_t)tokens << 56}};
    }
}

uint32_t *piece_cache_bounds(piece_cache *cache) { return cache->bounds; }

uint32_t *piece_cache_unknown(piece_cache *cache) { return cache->unknown; }

size_t piece_cache_count_scalar(piece_cache *cache, const uint8_t *text, size_t readable, const uint32_t *bounds,
                                size_t count, size_t *unknown_count) {
    size_t tokens = 0, unknown = 0;
    for (size_t i = 0; i < count; i++) {
        size_t found = piece_cache_find(cache, text + bounds[i], bounds[i + 1] - bounds[i], readable - bounds[i]);
        tokens += found;
        cache->unknown[unknown] = (uint32_t)i;
        unknown += found == 0;
    }
    *unknown_count = unknown;
    return tokens;
}

size_t piece_cache_count(piece_cache *cache, const uint8_t *text, size_t readable, const uint32_t *bounds,
                         size_t count, size_t *unknown_count) {
#if SCANNER_HAS_AVX512
    if (scanner_uses_avx512()) {
        return piece_cache_count_avx512(cache, text, readable, bounds, count, unknown_count);
    }
#endif
    return piece_cache_count_scalar(cache, text, readable, bounds, count, unknown_count);
}
