// The facts that Form C rests on; `Scripts/make_normalization_tables.py` writes them.
#ifndef NORMALIZATION_TABLES_H
#define NORMALIZATION_TABLES_H

#include <stddef.h>
#include <stdint.h>

// A property is 0 for a character that stays as it is and joins none before it; else its combining class,
// and whether it may change or join.
enum { normalization_class = 0xFF, normalization_changes = 0x100 };

extern const uint8_t normalization_index[8704];
extern const uint16_t normalization_blocks[];

typedef struct normalization_decomposition { uint32_t code_point, first, second; } normalization_decomposition;
extern const size_t normalization_decomposition_count;
extern const normalization_decomposition normalization_decompositions[];

typedef struct normalization_composition { uint32_t first, second, composed; } normalization_composition;
extern const size_t normalization_composition_count;
extern const normalization_composition normalization_compositions[];

#endif
