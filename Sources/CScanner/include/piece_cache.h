// What is known of pieces met before: a bounded memory from a piece's bytes to its tokens.
//
// It doesn't know what a token is: whoever resolves a piece puts in how many tokens it has and, in a
// cache for ids, a number that stands for them. It never grows; an old piece gives way to a new one.
#ifndef PIECE_CACHE_H
#define PIECE_CACHE_H

#include "patterns.h"

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

/// Splits the next batch of `text[0..<length]`, as `scanner_split_at_tokens` does, and counts the tokens
/// of the pieces that are found at the first look.
///
/// Returns how many pieces there are; piece `i` is `text[bounds[i]..<bounds[i + 1]]`. The numbers of
/// those not found are in `unknown`, to be asked for one by one; `*unknown_count` is how many they
/// are, `*tokens` how many tokens the others have.
size_t piece_cache_count(piece_cache *cache, scanner_pattern pattern, const uint32_t *span_filter,
                         const uint8_t *text, size_t length, size_t *unknown_count, size_t *tokens);

/// How many tokens a piece has, or 0 where it's unknown. `readable` bytes may be read from its start.
size_t piece_cache_find(piece_cache *cache, const uint8_t *piece, size_t length, size_t readable);

/// Puts in a piece that is unknown, with its number of tokens and its value, if it may be kept.
void piece_cache_insert(piece_cache *cache, const uint8_t *piece, size_t length, size_t tokens, uint32_t value);

#endif
