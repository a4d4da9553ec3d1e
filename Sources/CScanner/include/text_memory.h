// Stretches of text met before, word for word: a bounded memory from a stretch to its number of tokens
// and, where wanted, their ids.
//
// A conversation is counted again with each turn; what was counted then is recognised here by comparing
// it, many times faster than by splitting it. A stretch is kept at the second time it comes, so text that
// comes once costs next to nothing. The memory never grows: where it's full, few of the new ones take the
// place of old ones, so that a text larger than the memory doesn't push itself out.
#ifndef TEXT_MEMORY_H
#define TEXT_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// One thread's memory. Not for use by two at a time.
typedef struct text_memory text_memory;

enum text_memory_limits {
    text_memory_shortest = 512,   // stretches of fewer bytes aren't worth it
    text_memory_longest = 4096,   // nor can those of more be kept
    text_memory_most_ids = 1792,  // or of more tokens, where ids are kept
};

/// An empty memory, which takes room for texts, and their ids where wanted, when the first is kept; NULL where there's no room.
text_memory *text_memory_create(bool has_ids);

void text_memory_destroy(text_memory *memory);

/// Makes all threads use their memories from now on, or not, for measurements of what is without them.
void text_memory_use(bool is_used);
bool text_memory_is_used(void);

/// How a stretch is known.
typedef enum text_memory_sight {
    text_memory_new,   // not seen, as far as is known
    text_memory_seen,  // seen before, and worth keeping now
    text_memory_kept,  // kept
} text_memory_sight;

/// What is known of a stretch.
typedef struct text_memory_stretch {
    text_memory_sight sight;
    uint32_t slot;  // where it is kept, or may be
    uint32_t tokens;
    uint64_t hash;
} text_memory_stretch;

/// Looks a stretch up, whose length must be from the shortest to the longest. O(length).
text_memory_stretch text_memory_find(text_memory *memory, const uint8_t *text, size_t length);

/// Keeps a stretch that was seen, with its number of tokens and, in a memory with ids, these; unless it
/// has too many.
void text_memory_keep(text_memory *memory, text_memory_stretch stretch, const uint8_t *text, size_t length,
                      size_t tokens, const uint32_t *ids);

/// The ids of a stretch that is kept.
const uint32_t *text_memory_ids(const text_memory *memory, text_memory_stretch stretch);

#endif
