// The scanner's view of Unicode 16: eight classes, in two table steps of 128 code points.
#ifndef UNICODE_TABLES_H
#define UNICODE_TABLES_H

#include "CScanner.h"

enum character_class {
    class_other,    // punctuation, symbols, controls, unassigned
    class_upper,    // Lu, Lt
    class_lower,    // Ll
    class_letter,   // Lm, Lo: upper and lower at once to o200k
    class_mark,     // M: a letter to o200k, punctuation to the others
    class_number,   // N
    class_space,    // White_Space but CR and LF
    class_newline,  // CR, LF
};

extern const uint8_t unicode_class_index[8704];
extern const uint8_t unicode_class_blocks[];

extern const size_t unicode_category_range_count;
extern const unicode_category_range unicode_category_ranges[];
extern const size_t unicode_category_change_count;
extern const unicode_category_change unicode_category_changes[];

static inline unsigned unicode_class(uint32_t code_point) {
    return unicode_class_blocks[unicode_class_index[code_point >> 7] * 128u + (code_point & 127u)];
}

#endif
