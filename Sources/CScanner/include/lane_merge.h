// Byte-pair merging of sixteen short pieces at a time, each in a lane of a vector.
//
// Merging one piece waits at each merge for tables that aren't near, and guesses wrong how many merges
// there are; sixteen side by side wait together and guess nothing.
#ifndef LANE_MERGE_H
#define LANE_MERGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The tables by which two neighbours merge into one, as the image of a vocabulary has them.
typedef struct merge_tables {
    const uint32_t *byte_ids;     // of each byte
    const uint32_t *byte_pairs;   // what two bytes merge into, the first byte above
    const uint32_t *pair_filter;  // eight bits a slot: whether a pair's hash may be among the slots
    const uint64_t *pair_slots;   // left, right and merged, 21 bits each; all ones where there's none
    uint32_t pair_slot_bits;      // at least 9
} merge_tables;

enum lane_merge_limits {
    lane_merge_count = 16,
    lane_merge_longest = 32,
};

/// Pieces that wait to be merged together.
typedef struct lane_group {
    uint8_t bytes[lane_merge_count][lane_merge_longest];
    uint32_t padding;                    // the last lane's bytes are read in words
    uint32_t lengths[lane_merge_count];  // 2 to 32; 0 where a lane has no piece
    uint32_t numbers[lane_merge_count];  // of the pieces in their batch
    uint32_t count;
} lane_group;

/// What merging gave: where in each lane's piece tokens begin, a bit a byte, and there their ids.
typedef struct lane_tokens {
    uint32_t starts[lane_merge_count];
    uint32_t ids[lane_merge_longest][lane_merge_count];
} lane_tokens;

/// Whether the variant in use has it.
bool lane_merge_is_available(void);

/// Merges the pieces of a group by the least rank first and from left to right among equals, as byte-pair
/// encoding is defined. Only where it's available. O(n²) vector steps, but O(n) lookups, for n bytes.
void lane_merge(const merge_tables *tables, const lane_group *group, lane_tokens *tokens);

#endif
