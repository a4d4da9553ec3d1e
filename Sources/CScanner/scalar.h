// The plain scanner and the parts of it that the faster ones call at rare places.
#ifndef SCALAR_H
#define SCALAR_H

#include "CScanner.h"

#include <stdbool.h>

size_t scanner_split_scalar(scanner_pattern pattern, const uint8_t *text, size_t length,
                            uint32_t *ends, size_t capacity);

/// The bytes of the English contraction at `at` ('s 't 're 've 'm 'll 'd), or 0.
size_t scanner_contraction(const uint8_t *text, size_t length, size_t at, bool any_case);

#endif
