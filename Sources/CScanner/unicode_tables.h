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

/// The class of the character that begins at `text`, of two bytes or more.
static inline unsigned unicode_class_beyond_ascii(const uint8_t *text) {
    uint32_t lead = text[0];
    if (lead < 0xE0) return unicode_class((lead & 0x1F) << 6 | (text[1] & 0x3F));
    if (lead < 0xF0) return unicode_class((lead & 0x0F) << 12 | (text[1] & 0x3Fu) << 6 | (text[2] & 0x3F));
    return unicode_class(
        (lead & 0x07) << 18 | (text[1] & 0x3Fu) << 12 | (text[2] & 0x3Fu) << 6 | (text[3] & 0x3F));
}

#endif
