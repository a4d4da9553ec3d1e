// The scanner by windows with what every processor of its kind has: SSE2, NEON or none.

#include "utf8_portable.h"
#include "variants.h"
#include "window_portable.h"

#include "ask_portable.h"

size_t scanner_split_baseline(scanner_pattern pattern, const uint32_t *spans, const uint8_t *text, size_t length,
                              uint32_t *ends, size_t capacity) {
    return split_by_pattern(pattern, spans, text, length, ends, capacity);
}

size_t piece_cache_look_up_baseline(piece_cache *cache, scanner_pattern pattern, const uint32_t *spans,
                                    const uint8_t *text, size_t length, size_t *unknown_count, size_t *tokens) {
    return look_up_by_pattern(cache, pattern, spans, text, length, unknown_count, tokens);
}

size_t scanner_valid_utf8_prefix_baseline(const uint8_t *text, size_t length) {
    return valid_utf8_prefix_by_blocks(text, length);
}
