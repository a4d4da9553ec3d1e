// The variants of the scanner, and which of them this build has.
#ifndef VARIANTS_H
#define VARIANTS_H

#include "CScanner.h"

/// Fast on every processor.
size_t scanner_split_baseline(scanner_pattern pattern, const uint32_t *spans, const uint8_t *text, size_t length,
                              uint32_t *ends, size_t capacity);

size_t piece_cache_look_up_baseline(piece_cache *cache, scanner_pattern pattern, const uint32_t *spans,
                                    const uint8_t *text, size_t length, size_t *unknown_count, size_t *tokens);

size_t scanner_valid_utf8_prefix_baseline(const uint8_t *text, size_t length);

#if defined(__x86_64__)
#define SCANNER_HAS_AVX2 1
#define SCANNER_HAS_AVX512 1
size_t scanner_split_avx2(scanner_pattern pattern, const uint32_t *spans, const uint8_t *text, size_t length,
                          uint32_t *ends, size_t capacity);
size_t piece_cache_look_up_avx2(piece_cache *cache, scanner_pattern pattern, const uint32_t *spans,
                                const uint8_t *text, size_t length, size_t *unknown_count, size_t *tokens);
size_t scanner_valid_utf8_prefix_avx2(const uint8_t *text, size_t length);
size_t scanner_split_avx512(scanner_pattern pattern, const uint32_t *spans, const uint8_t *text, size_t length,
                            uint32_t *ends, size_t capacity);
size_t piece_cache_look_up_avx512(piece_cache *cache, scanner_pattern pattern, const uint32_t *spans,
                                  const uint8_t *text, size_t length, size_t *unknown_count, size_t *tokens);
size_t scanner_valid_utf8_prefix_avx512(const uint8_t *text, size_t length);
#else
#define SCANNER_HAS_AVX2 0
#define SCANNER_HAS_AVX512 0
#endif

/// The variant in use, never `scanner_variant_best`.
scanner_variant scanner_current_variant(void);

#endif
