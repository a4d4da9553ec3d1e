// The variants of the scanner, and which of them this build has.
#ifndef VARIANTS_H
#define VARIANTS_H

#include "CScanner.h"

#if defined(__x86_64__)
#define SCANNER_HAS_AVX512 1
size_t scanner_split_avx512(scanner_pattern pattern, const uint8_t *text, size_t length,
                            uint32_t *ends, size_t capacity);
#else
#define SCANNER_HAS_AVX512 0
#endif

#endif
