#include "piece_cache_layout.h"
#include "variants.h"

enum { entry_count = (1 << short_bits) + (1 << medium_bits) + (1 << long_bits) + (1 << huge_bits) };

size_t piece_cache_size(bool has_values) {
    return sizeof(piece_cache) + (has_values ? (entry_count + pool_size) * sizeof(uint32_t) : 0);
}

piece_cache *piece_cache_create(bool has_values) {
    huge_pages pages = huge_pages_map(piece_cache_size(has_values));
    piece_cache *cache = pages.start;
    if (!cache) return NULL;
    cache->has_values = has_values;
    cache->pages = pages;
    return cache;
}

void piece_cache_destroy(piece_cache *cache) {
    if (cache->texts) text_memory_destroy(cache->texts);
    huge_pages_unmap(cache->pages);
}

text_memory *piece_cache_texts(piece_cache *cache) {
    if (!text_memory_is_used()) return NULL;
    if (!cache->texts) cache->texts = text_memory_create(cache->has_values);
    return cache->texts;
}

static inline void move_value(piece_cache *cache, size_t to, size_t from) {
    if (cache->has_values) cache->values[to] = cache->values[from];
}

static inline void swap_values(piece_cache *cache, size_t a, size_t b) {
    if (!cache->has_values) return;
    uint32_t value = cache->values[a];
    cache->values[a] = cache->values[b];
    cache->values[b] = value;
}

// A piece that was found: its tokens, and where its value is. No tokens where it's unknown.
typedef struct found_piece {
    size_t tokens, value_at;
} found_piece;

// The places of a set whose entry is the piece's, a bit each. Beyond the place that is asked first all are
// compared: guessing at which to stop would cost more.
#define SAME_ENTRIES(ways, difference)                                               \
    ({                                                                               \
        unsigned same = 0;                                                           \
        _Pragma("clang loop unroll(full) vectorize(disable)")                        \
        for (unsigned way = 0; way < (ways); way++) same |= (unsigned)((difference) == 0) << way; \
        same;                                                                        \
    })

// A hit is moved to the place that is asked first.
static inline found_piece find_short(piece_cache *cache, uint64_t key) {
    size_t place = short_place(key), set = place & ~(size_t)(short_ways - 1);
    short_entry *entries = cache->shorts;
    if (((entries[place].word ^ key) & ~SHORT_TOKENS) == 0) return (found_piece){entries[place].word >> 59, place};
    unsigned same = SAME_ENTRIES(short_ways, (entries[set + way].word ^ key) & ~SHORT_TOKENS);
    if (!same) return (found_piece){0, 0};
    size_t at = set + (unsigned)__builtin_ctz(same);
    short_entry entry = entries[at];
    entries[at] = entries[place];
    entries[place] = entry;
    swap_values(cache, at, place);
    return (found_piece){entry.word >> 59, place};
}

static inline found_piece find_medium(piece_cache *cache, const uint64_t key[2]) {
    size_t place = medium_place(key), set = place & ~(size_t)(medium_ways - 1);
    medium_entry *entries = cache->mediums;
    if (entries[place].words[0] == key[0] && ((entries[place].words[1] ^ key[1]) & ~MEDIUM_TOKENS) == 0) {
        return (found_piece){entries[place].words[1] >> 60, first_medium + place};
    }
    unsigned same = SAME_ENTRIES(
        medium_ways,
        (entries[set + way].words[0] ^ key[0]) | ((entries[set + way].words[1] ^ key[1]) & ~MEDIUM_TOKENS));
    if (!same) return (found_piece){0, 0};
    size_t at = set + (unsigned)__builtin_ctz(same);
    medium_entry entry = entries[at];
    entries[at] = entries[place];
    entries[place] = entry;
    swap_values(cache, first_medium + at, first_medium + place);
    return (found_piece){entry.words[1] >> 60, first_medium + place};
}

static inline found_piece find_long(piece_cache *cache, const uint64_t key[4]) {
    size_t set = long_place(key) & ~(size_t)(long_ways - 1);
    for (size_t at = set; at < set + long_ways; at++) {
        const uint64_t *words = cache->longs[at].words;
        uint64_t difference = (words[0] ^ key[0]) | (words[1] ^ key[1]) | (words[2] ^ key[2])
            | ((words[3] ^ key[3]) & ~LONG_TOKENS);
        if (difference == 0) return (found_piece){words[3] >> 56, first_long + at};
    }
    return (found_piece){0, 0};
}

static inline found_piece find_huge(piece_cache *cache, const uint64_t key[8]) {
    size_t at = huge_place(key);
    const uint64_t *words = cache->huges[at].words;
    uint64_t difference = (words[7] ^ key[7]) & ~LONG_TOKENS;
    for (size_t i = 0; i < 7; i++) difference |= words[i] ^ key[i];
    if (difference) return (found_piece){0, 0};
    return (found_piece){words[7] >> 56, first_huge + at};
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

static inline found_piece find(piece_cache *cache, const uint64_t key[8], size_t length) {
    if (length < 8) return find_short(cache, key[0]);
    if (length < 16) return find_medium(cache, key);
    if (length < 31) return find_long(cache, key);
    return find_huge(cache, key);
}

size_t piece_cache_find(piece_cache *cache, const uint8_t *piece, size_t length, size_t readable, uint32_t *value) {
    if (length > piece_cache_longest) return 0;
    uint64_t key[8];
    make_key(piece, length, readable, key);
    found_piece found = find(cache, key, length);
    if (found.tokens && value) *value = cache->values[found.value_at];
    return found.tokens;
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
            found_piece found = {0, 0};
            if (length <= piece_cache_longest) found = find(cache, keys[i], length);
            tokens += found.tokens;
            if (cache->has_values) {
                cache->found[number] = found.tokens ? cache->values[found.value_at] : piece_cache_unknown_value;
            }
            numbers[unknown] = number;
            unknown += found.tokens == 0;
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

// The same piece, just put in, isn't put in again.
static inline void insert(piece_cache *cache, const uint64_t key[8], size_t length, size_t tokens, uint32_t value) {
    size_t value_at;
    // The newcomer takes the place that is asked first; who was there moves to the one that's free.
    if (length < 8) {
        size_t place = short_place(key[0]), set = place & ~(size_t)(short_ways - 1);
        if (((cache->shorts[place].word ^ key[0]) & ~SHORT_TOKENS) == 0) return;
        size_t free = set + FREE_WAY(cache, cache->shorts + set, short_ways, word);
        cache->shorts[free] = cache->shorts[place];
        cache->shorts[place].word = key[0] | (uint64_t)tokens << 59;
        value_at = place;
        move_value(cache, free, place);
    } else if (length < 16) {
        size_t place = medium_place(key), set = place & ~(size_t)(medium_ways - 1);
        const uint64_t *known = cache->mediums[place].words;
        if (known[0] == key[0] && ((known[1] ^ key[1]) & ~MEDIUM_TOKENS) == 0) return;
        size_t free = set + FREE_WAY(cache, cache->mediums + set, medium_ways, words[1]);
        cache->mediums[free] = cache->mediums[place];
        cache->mediums[place] = (medium_entry){{key[0], key[1] | (uint64_t)tokens << 60}};
        value_at = first_medium + place;
        move_value(cache, first_medium + free, value_at);
    } else if (length < 31) {
        size_t set = long_place(key) & ~(size_t)(long_ways - 1);
        size_t at = set + FREE_WAY(cache, cache->longs + set, long_ways, words[3]);
        memcpy(cache->longs[at].words, key, sizeof(long_entry));
        cache->longs[at].words[3] |= (uint64_t)tokens << 56;
        value_at = first_long + at;
    } else {
        size_t at = huge_place(key);
        memcpy(cache->huges[at].words, key, sizeof(huge_entry));
        cache->huges[at].words[7] |= (uint64_t)tokens << 56;
        value_at = first_huge + at;
    }
    if (cache->has_values) cache->values[value_at] = value;
}

void piece_cache_insert(piece_cache *cache, const uint8_t *piece, size_t length, size_t readable, size_t tokens,
                        uint32_t value) {
    if (length > piece_cache_longest) return;
    uint64_t key[8];
    make_key(piece, length, readable, key);
    insert(cache, key, length, tokens, value);
}

// Where the ids of a piece with several tokens are to be written, and its value; NULL where the pool is full.
static inline uint32_t *take_from_pool(piece_cache *cache, size_t count, uint32_t *value) {
    if (cache->pool_count + 1 + count > pool_size) {
        cache->is_full = true;
        *value = piece_cache_unknown_value;
        return NULL;
    }
    uint32_t *place = cache->values + entry_count + cache->pool_count;
    *place = (uint32_t)count;
    *value = piece_cache_several | (uint32_t)cache->pool_count;
    cache->pool_count += 1 + count;
    return place + 1;
}

uint32_t piece_cache_insert_tokens(piece_cache *cache, const uint8_t *piece, size_t length, size_t readable,
                                   const uint32_t *ids, size_t count) {
    uint32_t value = ids[0];
    if (count > 1) {
        if (length > piece_cache_longest) return piece_cache_unknown_value;
        uint32_t *place = take_from_pool(cache, count, &value);
        if (!place) return value;
        memcpy(place, ids, count * sizeof *ids);
    }
    piece_cache_insert(cache, piece, length, readable, count, value);
    return value;
}

// The tokens of a piece that was merged in a lane, from the pool on.
static inline uint32_t keep_tokens(piece_cache *cache, const lane_tokens *merged, size_t lane, size_t count) {
    uint32_t value = merged->ids[0][lane];
    if (count == 1) return value;
    uint32_t *place = take_from_pool(cache, count, &value);
    if (!place) return value;
    for (uint32_t rest = merged->starts[lane]; rest; rest &= rest - 1) {
        *place++ = merged->ids[__builtin_ctz(rest)][lane];
    }
    return value;
}

// Merges a group, puts its pieces into the cache, and makes the group empty. Returns the tokens of all.
static size_t settle(piece_cache *cache, const merge_tables *tables, lane_group *group) {
    for (size_t lane = group->count; lane < lane_merge_count; lane++) group->lengths[lane] = 0;
    lane_tokens merged;
    lane_merge(tables, group, &merged);
    size_t total = 0;
    for (size_t lane = 0; lane < group->count; lane++) {
        size_t length = group->lengths[lane], count = (size_t)__builtin_popcount(merged.starts[lane]);
        uint64_t key[8];
        make_key(group->bytes[lane], length, lane_merge_longest, key);
        total += count;
        // The same piece may have waited twice.
        found_piece found = find(cache, key, length);
        uint32_t value = 0;
        if (cache->has_values) {
            value = found.tokens ? cache->values[found.value_at] : keep_tokens(cache, &merged, lane, count);
            cache->found[group->numbers[lane]] = value;
        }
        if (found.tokens == 0 && value != piece_cache_unknown_value) insert(cache, key, length, count, value);
    }
    cache->merging_count -= group->count;
    group->count = 0;
    return total;
}

size_t piece_cache_merge_later(piece_cache *cache, const merge_tables *tables, const uint8_t *piece, size_t length,
                               size_t readable, size_t number) {
    // A group takes as long as its longest piece, so pieces wait for others of about their length.
    static const uint8_t group_of_four[] = {0, 0, 1, 2, 3, 4, 4, 5, 5};
    lane_group *group = cache->groups + group_of_four[(length + 3) / 4];
    uint32_t lane = group->count++;
    memcpy(group->bytes[lane], piece, readable < lane_merge_longest ? length : lane_merge_longest);
    group->lengths[lane] = (uint32_t)length;
    group->numbers[lane] = (uint32_t)number;
    cache->merging_count++;
    return group->count < lane_merge_count ? 0 : settle(cache, tables, group);
}

size_t piece_cache_merge_waiting(piece_cache *cache, const merge_tables *tables) {
    size_t total = 0;
    for (lane_group *group = cache->groups; cache->merging_count > 0; group++) {
        if (group->count > 0) total += settle(cache, tables, group);
    }
    return total;
}

void piece_cache_seed(piece_cache *cache, const uint8_t *bytes, const uint32_t *offsets, size_t count) {
    if (cache->is_seeded) return;
    cache->is_seeded = true;
    // The most frequent last, so that they have the places that are asked first.
    for (size_t id = count; id-- > 0;) {
        size_t length = offsets[id + 1] - offsets[id];
        if (length == 0 || length > longest_seed) continue;
        uint64_t key[8];
        make_key(bytes + offsets[id], length, offsets[count] - offsets[id], key);
        insert(cache, key, length, 1, (uint32_t)id);
    }
}

bool piece_cache_is_full(const piece_cache *cache) { return cache->is_full; }

const uint32_t *piece_cache_pool(const piece_cache *cache) { return cache->values + entry_count; }

void piece_cache_clear(piece_cache *cache) {
    memset(cache->shorts, 0, sizeof cache->shorts);
    memset(cache->mediums, 0, sizeof cache->mediums);
    memset(cache->longs, 0, sizeof cache->longs);
    memset(cache->huges, 0, sizeof cache->huges);
    cache->pool_count = 0;
    cache->is_full = cache->is_seeded = false;
}

uint32_t *piece_cache_bounds(piece_cache *cache) { return cache->bounds; }

uint32_t *piece_cache_unknown(piece_cache *cache) { return cache->unknown; }

uint32_t *piece_cache_found(piece_cache *cache) { return cache->found; }

uint64_t *piece_cache_hashes(piece_cache *cache) { return cache->hashes; }

static size_t look_up(piece_cache *cache, scanner_pattern pattern, const uint32_t *span_filter,
                      const uint8_t *text, size_t length, size_t *unknown_count, size_t *tokens) {
    scanner_variant variant = pattern == scanner_pattern_r50k ? scanner_variant_scalar : scanner_current_variant();
    switch (variant) {
#if SCANNER_HAS_AVX512
    case scanner_variant_avx512:
        return piece_cache_look_up_avx512(cache, pattern, span_filter, text, length, unknown_count, tokens);
    case scanner_variant_avx2:
        return piece_cache_look_up_avx2(cache, pattern, span_filter, text, length, unknown_count, tokens);
#endif
    case scanner_variant_baseline:
        return piece_cache_look_up_baseline(cache, pattern, span_filter, text, length, unknown_count, tokens);
    default: break;
    }
    cache->bounds[0] = 0;
    size_t count = scanner_split_at_tokens(pattern, span_filter, text, length, cache->bounds + 1, piece_cache_batch);
    for (size_t i = 0; i < count; i++) cache->unknown[i] = (uint32_t)i;
    *unknown_count = count;
    *tokens = 0;
    return count;
}

size_t piece_cache_look_up(piece_cache *cache, scanner_pattern pattern, const uint32_t *span_filter,
                           const uint8_t *text, size_t length, size_t *unknown_count, size_t *tokens) {
    size_t count = look_up(cache, pattern, span_filter, text, length, unknown_count, tokens);
    *tokens += find_all(cache, text, length, cache->bounds, unknown_count);
    return count;
}
