// Normalization Form C (Unicode Standard Annex 15), by Unicode 15.1. Characters assigned since have the
// same form in every later version, so text of assigned characters is normalized alike by all of them.
#ifndef NORMALIZATION_H
#define NORMALIZATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// How many leading bytes of `text[0..<length]`, valid UTF-8, are certainly in Form C whatever follows them:
/// all, or up to a character that none before it joins. O(length).
size_t scanner_normalized_prefix(const uint8_t *text, size_t length);

/// Where normalizing may go on with nothing before: the first place at or after `at` whose character
/// joins none before it, or `length`. O(distance).
size_t scanner_normalization_boundary(const uint8_t *text, size_t length, size_t at);

/// The canonical combining class of a code point.
uint8_t scanner_combining_class(uint32_t code_point);

/// Whether a code point has a canonical decomposition; its one or two code points, the second 0 for one.
bool scanner_decomposition(uint32_t code_point, uint32_t parts[2]);

/// What two code points compose to, or 0.
uint32_t scanner_composition(uint32_t first, uint32_t second);

#endif
