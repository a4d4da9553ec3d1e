#include "piece_cache_layout.h"
#include "variants.h"

#include <stdlib.h>

enum { entry_count = (1 << short_bits) + (1 << medium_bits) + (1 << long_bits) + (1 << huge_bits) };

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

// Where a short key is, or a null pointer. A hit is moved to the place that is asked first.
static inline short_entry *find_short(piece_cache *cache, uint64_t key) {
    size_t place = short_place(key);
    short_entry *first = cache->shorts + place, *set = cache->shorts + (place & ~(size_t)(short_ways - 1));
    for (size_t way = 0; way < short_ways; way++) {
        if (((set[way].word ^ key) & ~SHORT_TOKENS) == 0) {
            short_entry found = set[way];
            set[way] = *first;
            *first = found;
            return first;
        }
    }
    return NULL;
}

static inline medium_entry *find_medium(piece_cache *cache, const uint64_t key[2]) {
    size_t place = medium_place(key);
    medium_entry *first = cache->mediums + place, *set = cache->mediums + (place & ~(size_t)(medium_ways - 1));
    for (size_t way = 0; way < medium_ways; way++) {
        if (set[way].words[0] == key[0] && ((set[way].words[1] ^ key[1]) & ~MEDIUM_TOKENS) == 0) {
            medium_entry found = set[way];
            set[way] = *first;
            *first = found;
            return first;
        }
    }
    return NULL;
}

static inline long_entry *find_long(piece_cache *cache, const uint64_t key[4]) {
    long_entry *set = cache->longs + (long_place(key) & ~(size_t)(long_ways - 1));
    for (size_t way = 0; way < long_ways; way++) {
        const uint64_t *words = set[way].words;
        uint64_t difference = (words[0] ^ key[0]) | (words[1] ^ key[1]) | (words[2] ^ key[2])
            | ((words[3] ^ key[3]) & ~LONG_TOKENS);
        if (difference == 0) return set + way;
    }
    return NULL;
}

static inline huge_entry *find_huge(piece_cache *cache, const uint64_t key[8]) {
    huge_entry *entry = cache->huges + huge_place(key);
    uint64_t difference = (entry->words[7] ^ key[7]) & ~LONG_TOKENS;
    for (size_t i = 0; i < 7; i++) difference |= entry->words[i] ^ key[i];
    return difference == 0 ? entry : NULL;
}

size_t piece_cache_find(piece_cache *cache, const uint8_t *piece, size_t length, size_t readable) {
    uint64_t key[8];
    if (length < 8) {
        fill_key(piece, length, readable, key, 1);
        const short_entry *found = find_short(cache, key[0] | (uint64_t)length << 56);
        return found ? found->word >> 59 : 0;
    }
    if (length < 16) {
        fill_key(piece, length, readable, key, 2);
        key[1] |= (uint64_t)length << 56;
        const medium_entry *found = find_medium(cache, key);
        return found ? found->words[1] >> 60 : 0;
    }
    if (length < 31) {
        fill_key(piece, length, readable, key, 4);
        key[3] |= (uint64_t)length << 48;
        const long_entry *found = find_long(cache, key);
        return found ? found->words[3] >> 56 : 0;
    }
    if (length > piece_cache_longest) return 0;
    fill_key(piece, length, readable, key, 8);
    key[7] |= (uint64_t)length << 48;
    const huge_entry *found = find_huge(cache, key);
    return found ? found->words[7] >> 56 : 0;
}

// The way of a set that a newcomer makes free: an empty one, else the next in turn.
#define FREE_WAY(cache, set, ways, word)                              \
    ({                                                                \
        size_t free_way = 0;                                          \
        while (free_way < (ways) && (set)[free_way].word) free_way++; \
        free_way < (ways) ? free_way : (cache)->clock++ % (ways);     \
    })

void piece_cache_insert(piece_cache *cache, const uint8_t *piece, size_t length, size_t tokens, uint32_t value) {
    (void)value;
    if (length > piece_cache_longest) return;
    uint64_t key[8];
    // The newcomer takes the place that is asked first; who was there moves to the one that's free.
    if (length < 8) {
        fill_key(piece, length, 0, key, 1);
        key[0] |= (uint64_t)length << 56;
        size_t place = short_place(key[0]);
        short_entry *set = cache->shorts + (place & ~(size_t)(short_ways - 1));
        set[FREE_WAY(cache, set, short_ways, word)] = cache->shorts[place];
        cache->shorts[place].word = key[0] | (uint64_t)tokens << 59;
    } else if (length < 16) {
        fill_key(piece, length, 0, key, 2);
        key[1] |= (uint64_t)length << 56;
        size_t place = medium_place(key);
        medium_entry *set = cache->mediums + (place & ~(size_t)(medium_ways - 1));
        set[FREE_WAY(cache, set, medium_ways, words[1])] = cache->mediums[place];
        cache->mediums[place] = (medium_entry){{key[0], key[1] | (uint64_t)tokens << 60}};
    } else if (length < 31) {
        fill_key(piece, length, 0, key, 4);
        key[3] |= (uint64_t)length << 48;
        long_entry *set = cache->longs + (long_place(key) & ~(size_t)(long_ways - 1));
        long_entry *entry = set + FREE_WAY(cache, set, long_ways, words[3]);
        memcpy(entry->words, key, sizeof entry->words);
        entry->words[3] |= (uint64_t)tokens << 56;
    } else {
        fill_key(piece, length, 0, key, 8);
        key[7] |= (uint64_t)length << 48;
        huge_entry *entry = cache->huges + huge_place(key);
        memcpy(entry->words, key, sizeof entry->words);
        entry->words[7] |= (uint64_t)tokens << 56;
    }
}

uint32_t *piece_cache_bounds(piece_cache *cache) { return cache->bounds; }

uint32_t *piece_cache_unknown(piece_cache *cache) { return cache->unknown; }

static size_t piece_cache_count_scalar(piece_cache *cache, scanner_pattern pattern, const uint32_t *span_filter,
                                       const uint8_t *text, size_t length, size_t *unknown_count, size_t *tokens) {
    uint32_t *bounds = cache->bounds;
    bounds[0] = 0;
    size_t count = scanner_split_at_tokens(pattern, span_filter, text, length, bounds + 1, piece_cache_batch);
    size_t sum = 0, unknown = 0;
    for (size_t i = 0; i < count; i++) {
        size_t found = piece_cache_find(cache, text + bounds[i], bounds[i + 1] - bounds[i], length - bounds[i]);
        sum += found;
        cache->unknown[unknown] = (uint32_t)i;
        unknown += found == 0;
    }
    *unknown_count = unknown;
    *tokens = sum;
    return count;
}

size_t piece_cache_count(piece_cache *cache, scanner_pattern pattern, const uint32_t *span_filter,
                         const uint8_t *text, size_t length, size_t *unknown_count, size_t *tokens) {
#if SCANNER_HAS_AVX512
    if (pattern != scanner_pattern_r50k && scanner_uses_avx512()) {
        return piece_cache_count_avx512(cache, pattern, span_filter, text, length, unknown_count, tokens);
    }
#endif
    return piece_cache_count_scalar(cache, pattern, span_filter, text, length, unknown_count, tokens);
}
