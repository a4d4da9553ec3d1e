// Parts of the check of UTF-8.
#ifndef UTF8_H
#define UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

size_t scanner_valid_utf8_prefix_scalar(const uint8_t *text, size_t length);

#endif
