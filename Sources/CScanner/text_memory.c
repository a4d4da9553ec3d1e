#include "text_memory.h"

#include "huge_pages.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum {
    set_bits = 10, ways = 4, slot_count = ways << set_bits,
    seen_bits = 15,
    most_credit = 4,
};

// All 0 is an empty one: a stretch is never of no bytes.
typedef struct entry {
    uint64_t hash;
    uint16_t tokens;  // no more than bytes
    uint16_t length;
    uint16_t credit;  // how often a newcomer is turned away for it
    uint16_t room;    // the number of the room that has its bytes and ids
} entry;

struct text_memory {
    _Alignas(64) entry entries[slot_count];
    uint16_t seen[1 << seen_bits];  // what is left of the hashes of stretches that came once
    // A room for each slot, for a stretch's bytes and then its ids. They're taken one after the other, so that
    // a few stretches touch few pages.
    huge_pages rooms;
    size_t room_size, taken_rooms;
};

static size_t room_size(bool has_ids) {
    return text_memory_longest + (has_ids ? text_memory_most_ids * sizeof(uint32_t) : 0);
}

text_memory *text_memory_create(bool has_ids) {
    text_memory *memory = calloc(1, sizeof *memory);
    if (memory) memory->room_size = room_size(has_ids);
    return memory;
}

void text_memory_destroy(text_memory *memory) {
    if (memory->rooms.start) huge_pages_unmap(memory->rooms);
    free(memory);
}

static inline uint8_t *room_of(const text_memory *memory, size_t slot) {
    return (uint8_t *)memory->rooms.start + memory->entries[slot].room * memory->room_size;
}

static atomic_bool is_unused;

void text_memory_use(bool is_used) { atomic_store_explicit(&is_unused, !is_used, memory_order_relaxed); }

bool text_memory_is_used(void) { return !atomic_load_explicit(&is_unused, memory_order_relaxed); }

static inline uint64_t word_at(const uint8_t *text) {
    uint64_t word;
    memcpy(&word, text, 8);
    return word;
}

static inline uint64_t mixed(uint64_t left, uint64_t right) {
    __uint128_t product = (__uint128_t)left * right;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

// Of a sample: whether two stretches are the same is found by comparing them.
static uint64_t sample_hash(const uint8_t *text, size_t length) {
    enum { samples = 8 };
    uint64_t hash = length * 0x9E3779B97F4A7C15u;
    size_t step = (length - 16) / (samples - 1);
    for (size_t i = 0; i < samples; i++) {
        const uint8_t *at = i + 1 < samples ? text + i * step : text + length - 16;
        hash ^= mixed(word_at(at) ^ 0xC2B2AE3D27D4EB4Fu, word_at(at + 8) ^ (hash + 0x165667B19E3779F9u));
    }
    return hash;
}

// A slot of the set for a newcomer: an empty one, else that of the least credit once that is used up. So a
// stretch that keeps coming stays, and one that no longer comes goes.
static bool take_slot(text_memory *memory, size_t set, size_t *slot) {
    *slot = set;
    for (size_t other = set; other < set + ways; other++) {
        if (memory->entries[other].length == 0) {
            *slot = other;
            return true;
        }
        if (memory->entries[other].credit < memory->entries[*slot].credit) *slot = other;
    }
    if (memory->entries[*slot].credit == 0) return true;
    memory->entries[*slot].credit--;
    return false;
}

text_memory_stretch text_memory_find(text_memory *memory, const uint8_t *text, size_t length) {
    text_memory_stretch stretch = {text_memory_new, 0, 0, sample_hash(text, length)};
    size_t set = (size_t)(stretch.hash >> (64 - set_bits)) * ways;
    for (size_t slot = set; slot < set + ways; slot++) {
        entry *known = memory->entries + slot;
        if (known->hash != stretch.hash || known->length != length) continue;
        if (memcmp(room_of(memory, slot), text, length) != 0) continue;
        stretch.sight = text_memory_kept;
        stretch.slot = (uint32_t)slot;
        stretch.tokens = known->tokens;
        known->credit = most_credit;
        return stretch;
    }
    uint16_t *seen = memory->seen + (stretch.hash & ((1 << seen_bits) - 1));
    uint16_t mark = (uint16_t)(stretch.hash >> 24) | 1;
    if (*seen != mark) {
        *seen = mark;
        return stretch;
    }
    size_t slot;
    if (!take_slot(memory, set, &slot)) return stretch;
    stretch.sight = text_memory_seen;
    stretch.slot = (uint32_t)slot;
    return stretch;
}

void text_memory_keep(text_memory *memory, text_memory_stretch stretch, const uint8_t *text, size_t length,
                      size_t tokens, const uint32_t *ids) {
    bool has_ids = memory->room_size > text_memory_longest;
    if (has_ids && tokens > text_memory_most_ids) return;
    // Most texts come once, and need no rooms.
    if (!memory->rooms.start) memory->rooms = huge_pages_map(slot_count * memory->room_size);
    if (!memory->rooms.start) return;
    entry *known = memory->entries + stretch.slot;
    uint16_t room = known->length > 0 ? known->room : (uint16_t)memory->taken_rooms++;
    *known = (entry){stretch.hash, (uint16_t)tokens, (uint16_t)length, most_credit, room};
    uint8_t *place = room_of(memory, stretch.slot);
    memcpy(place, text, length);
    if (has_ids) memcpy(place + text_memory_longest, ids, tokens * sizeof(uint32_t));
}

const uint32_t *text_memory_ids(const text_memory *memory, text_memory_stretch stretch) {
    return (const uint32_t *)(room_of(memory, stretch.slot) + text_memory_longest);
}
