// The tables for Swift, which can't import an array of unknown size.

#include "unicode_tables.h"

const unicode_category_range *unicode_category_range_table(size_t *count) {
    *count = unicode_category_range_count;
    return unicode_category_ranges;
}

const unicode_category_change *unicode_category_change_table(size_t *count) {
    *count = unicode_category_change_count;
    return unicode_category_changes;
}
