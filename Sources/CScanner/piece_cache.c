#include "piece_cache_layout.h"
#include "variants.h"

#include <sys/mman.h>

enum { entry_count = (1 << short_bits) + (1 << medium_bits) + (1 << long_bits) + (1 << huge_bits) };

enum { huge_page = 2 << 20 };

size_t piece_cache_size(bool has_values) {
    return sizeof(piece_cache) + (has_values ? entry_count * sizeof(uint32_t) : 0);
}

piece_cache *piece_cache_create(bool has_values) {
    // Whole huge pages where the system has them: touching 4 KiB at a time costs more than all else
    // in the first pass over a text.
    size_t size = piece_cache_size(has_values), mapped = size + huge_page;
    uint8_t *memory = mmap(NULL, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return NULL;
    piece_cache *cache = (piece_cache *)(((uintptr_t)memory + huge_page - 1) & ~(uintptr_t)(huge_page - 1));
#ifdef MADV_HUGEPAGE
    madvise(cache, size, MADV_HUGEPAGE);
#endif
    cache->memory = memory;
    cache->mapped = mapped;
    return cache;
}

void piece_cache_destroy(piece_cache *cache) { munmap(cache->memory, cache->mapped); }

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

// The key of a piece, in as many words as its table has.
static inline void make_key(const uint8_t *piece, size_t length, size_t readable, uint64_t key[8]) {
    if (length < 8) {
        fill_key(piece, length, readable, key, 1);
        key[0] |= (uint64_t)length << 56;
    } else if (length < 16) {
        fill_key(piece, length, readable, key, 2);
        key[1] |= (uint64_t)length << 56;
    } else if (length < 31) {
        fill_key(piece, length, readable, key, 4);
        key[3] |= (uint64_t)length << 48;
    } else {
        fill_key(piece, length, readable, key, 8);
        key[7] |= (uint64_t)length << 48;
    }
}

// Calls for the cache line that the key's set begins.
static inline void prefetch(const piece_cache *cache, const uint64_t key[8], size_t length) {
    if (length < 8) {
        __builtin_prefetch(cache->shorts + short_place(key[0]));
    } else if (length < 16) {
        __builtin_prefetch(cache->mediums + medium_place(key));
    } else if (length < 31) {
        __builtin_prefetch(cache->longs + long_place(key));
    } else {
        __builtin_prefetch(cache->huges + huge_place(key));
    }
}

static inline size_t find(piece_cache *cache, const uint64_t key[8], size_t length) {
    if (length < 8) {
        const short_entry *found = find_short(cache, key[0]);
        return found ? found->word >> 59 : 0;
    }
    if (length < 16) {
        const medium_entry *found = find_medium(cache, key);
        return found ? found->words[1] >> 60 : 0;
    }
    if (length < 31) {
        const long_entry *found = find_long(cache, key);
        return found ? found->words[3] >> 56 : 0;
    }
    const huge_entry *found = find_huge(cache, key);
    return found ? found->words[7] >> 56 : 0;
}

size_t piece_cache_find(piece_cache *cache, const uint8_t *piece, size_t length, size_t readable) {
    if (length > piece_cache_longest) return 0;
    uint64_t key[8];
    make_key(piece, length, readable, key);
    return find(cache, key, length);
}

// Asks for the pieces numbered in `unknown`, wherever in their sets they may be; leaves those that aren't
// known, and says how many they are in `*count`.
static size_t find_all(piece_cache *cache, const uint8_t *text, size_t readable, const uint32_t *bounds,
                            size_t *count) {
    enum { group = 16 };
    uint32_t *numbers = cache->unknown;
    size_t total = *count, tokens = 0, unknown = 0;
    uint64_t keys[group][8];
    for (size_t done = 0; done < total; done += group) {
        size_t size = total - done < group ? total - done : group;
        for (size_t i = 0; i < size; i++) {
            size_t start = bounds[numbers[done + i]], length = bounds[numbers[done + i] + 1] - start;
            if (length > piece_cache_longest) continue;
            make_key(text + start, length, readable - start, keys[i]);
            prefetch(cache, keys[i], length);
        }
        for (size_t i = 0; i < size; i++) {
            uint32_t number = numbers[done + i];
            size_t length = bounds[number + 1] - bounds[number];
            size_t found = length > piece_cache_longest ? 0 : find(cache, keys[i], length);
            tokens += found;
            numbers[unknown] = number;
            unknown += found == 0;
        }
    }
    *count = unknown;
    return tokens;
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
    make_key(piece, length, 0, key);
    // The newcomer takes the place that is asked first; who was there moves to the one that's free.
    if (length < 8) {
        size_t place = short_place(key[0]);
        short_entry *set = cache->shorts + (place & ~(size_t)(short_ways - 1));
        set[FREE_WAY(cache, set, short_ways, word)] = cache->shorts[place];
        cache->shorts[place].word = key[0] | (uint64_t)tokens << 59;
    } else if (length < 16) {
        size_t place = medium_place(key);
        medium_entry *set = cache->mediums + (place & ~(size_t)(medium_ways - 1));
        set[FREE_WAY(cache, set, medium_ways, words[1])] = cache->mediums[place];
        cache->mediums[place] = (medium_entry){{key[0], key[1] | (uint64_t)tokens << 60}};
    } else if (length < 31) {
        long_entry *set = cache->longs + (long_place(key) & ~(size_t)(long_ways - 1));
        long_entry *entry = set + FREE_WAY(cache, set, long_ways, words[3]);
        memcpy(entry->words, key, sizeof entry->words);
        entry->words[3] |= (uint64_t)tokens << 56;
    } else {
        huge_entry *entry = cache->huges + huge_place(key);
        memcpy(entry->words, key, sizeof entry->words);
        entry->words[7] |= (uint64_t)tokens << 56;
    }
}

uint32_t *piece_cache_bounds(piece_cache *cache) { return cache->bounds; }

uint32_t *piece_cache_unknown(piece_cache *cache) { return cache->unknown; }

uint64_t *piece_cache_hashes(piece_cache *cache) { return cache->hashes; }

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
        size_t count = piece_cache_count_avx512(cache, pattern, span_filter, text, length, unknown_count, tokens);
        *tokens += find_all(cache, text, length, cache->bounds, unknown_count);
        return count;
    }
#endif
    return piece_cache_count_scalar(cache, pattern, span_filter, text, length, unknown_count, tokens);
}
