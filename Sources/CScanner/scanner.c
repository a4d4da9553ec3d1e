// Chooses the variant of each function for this processor.

#include "scalar.h"

size_t scanner_split(scanner_pattern pattern, const uint8_t *text, size_t length,
                     uint32_t *ends, size_t capacity) {
    return scanner_split_scalar(pattern, text, length, ends, capacity);
}
