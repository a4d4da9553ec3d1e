// What is known of pieces met before: a bounded memory from a piece's bytes to its tokens.
//
// It doesn't know what a token is: whoever resolves a piece puts in how many tokens it has and, in a
// cache for ids, a number that stands for them. It never grows; an old piece gives way to a new one.
#ifndef PIECE_CACHE_H
#define PIECE_CACHE_H

#include "lane_merge.h"
#include "patterns.h"
#include "text_memory.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// One thread's cache. Not for use by two at a time.
typedef struct piece_cache piece_cache;

/// Pieces of more bytes than this aren't kept.
enum { piece_cache_longest = 62 };

/// The bytes a cache takes, with values or without.
size_t piece_cache_size(bool has_values);

/// An empty cache; NULL where there's no memory.
piece_cache *piece_cache_create(bool has_values);

void piece_cache_destroy(piece_cache *cache);

/// How many pieces are asked for at once, at most.
enum piece_cache_limits { piece_cache_batch = 1024 };

/// Working space that belongs to the cache: room for the ends of a batch's pieces after a first bound,
/// with what the scanner writes beyond, and for the numbers of those not found.
uint32_t *piece_cache_bounds(piece_cache *cache);
uint32_t *piece_cache_unknown(piece_cache *cache);
/// As many numbers of 64 bits as there may be unknown pieces, for whoever resolves them.
uint64_t *piece_cache_hashes(piece_cache *cache);

/// Calls for the cache line at `address`.
static inline void piece_cache_prefetch(const void *address) { __builtin_prefetch(address); }

/// Splits the next batch of `text[0..<length]`, as `scanner_split_at_tokens` does, and counts the tokens
/// of the pieces that are known.
///
/// Returns how many pieces there are; piece `i` is `text[bounds[i]..<bounds[i + 1]]`. The numbers of
/// the others are in `unknown`; `*unknown_count` is how many they are, `*tokens` how many tokens the
/// known ones have. In a cache with values, `found` has each piece's, `piece_cache_unknown_value` for
/// the others.
size_t piece_cache_look_up(piece_cache *cache, scanner_pattern pattern, const uint32_t *span_filter,
                           const uint8_t *text, size_t length, size_t *unknown_count, size_t *tokens);

#define piece_cache_unknown_value 0xFFFFFFFFu
/// The bit of a value that stands for several tokens; the others say where in the pool their number
/// is, and after it they.
#define piece_cache_several 0x80000000u

uint32_t *piece_cache_found(piece_cache *cache);
const uint32_t *piece_cache_pool(const piece_cache *cache);

/// How many tokens a piece has, or 0 where it's unknown. `readable` bytes may be read from its start.
/// In a cache with values, puts the piece's into `*value` unless that is NULL.
size_t piece_cache_find(piece_cache *cache, const uint8_t *piece, size_t length, size_t readable, uint32_t *value);

/// Puts in a piece that is unknown, with its number of tokens and its value, if it may be kept. `readable`
/// bytes may be read from its start.
void piece_cache_insert(piece_cache *cache, const uint8_t *piece, size_t length, size_t readable, size_t tokens,
                        uint32_t value);

/// Puts in a piece that is unknown with its tokens, if it may be kept, and returns its value; the unknown
/// one where it isn't kept.
uint32_t piece_cache_insert_tokens(piece_cache *cache, const uint8_t *piece, size_t length, size_t readable,
                                   const uint32_t *ids, size_t count);

/// Lets an unknown piece of 2 to `lane_merge_longest` bytes, which isn't a token, wait to be merged with others
/// of about its length; `number` is its own in the batch. Once there are enough of them merges them, puts
/// them into the cache and, in a cache with values, their values into `found`.
///
/// Returns the tokens of all that were merged, 0 where none were. Only where `lane_merge_is_available`.
size_t piece_cache_merge_later(piece_cache *cache, const merge_tables *tables, const uint8_t *piece, size_t length,
                               size_t readable, size_t number);

/// Merges all pieces that wait, and returns their tokens. To be called before others are counted with the
/// cache, and in a cache with values before the batch is written.
size_t piece_cache_merge_waiting(piece_cache *cache, const merge_tables *tables);

/// Puts in the short ones of `count` tokens, of which `i` is `bytes[offsets[i]..<offsets[i + 1]]`, each as a piece
/// of one token with `i` as its value; the lowest are the likeliest to stay. Only once in a cache until it's
/// cleared. O(count), some ten nanoseconds each.
void piece_cache_seed(piece_cache *cache, const uint8_t *bytes, const uint32_t *offsets, size_t count);

/// Whether a piece's ids found no room, so that the cache must be cleared.
bool piece_cache_is_full(const piece_cache *cache);

/// The memory of texts that belongs to the cache, with ids where the cache has values; NULL where there's no
/// room for one.
text_memory *piece_cache_texts(piece_cache *cache);

/// Makes the cache empty.
void piece_cache_clear(piece_cache *cache);

#endif
