// Splitting by windows, for a variant that has defined before it includes this:
//
//     window look(const uint8_t *text, size_t length, const uint32_t *spans);
//     uint64_t spread(uint64_t characters, const window *w);   // bits of characters to bits of bytes
//     size_t write_offsets(uint64_t bytes, uint32_t base, uint32_t *ends);

// A window has at most 64 starts, and writing rounds up to 32.
enum { window_room = 96 };

static inline uint64_t above(uint64_t place) { return place == 63 ? 0 : ~0ull << (place + 1); }

// Whether all characters after the one at `place` are letters of which each may as well begin the
// piece: a window that begins at one of them goes on as it should.
static inline bool is_plain_after(const window *w, uint64_t place, scanner_pattern pattern) {
    uint64_t letters = pattern == scanner_pattern_o200k ? w->letter | w->mark : w->upper | w->lower | w->letter;
    unsigned first = (unsigned)__builtin_popcountll(w->leads & ~above(place));
    return first >= w->count || (~letters >> first & (~0ull >> (64 - (w->count - first)))) == 0;
}

// The ends of pieces that a window decides, a bit a byte, in `*ends`; returns how far it takes the scan,
// which is the last of them, or all of a text that ends in the window. 0 where the window needs the
// plain scanner: a piece is longer, or its characters alone don't tell.
static inline size_t decide(scanner_pattern pattern, const window *w, const uint8_t *text, size_t length,
                            uint64_t *ends) {
    if (pattern == scanner_pattern_o200k && is_ambiguous_in_o200k(w)) return 0;
    uint64_t starts = pattern == scanner_pattern_o200k
        ? o200k_starts(w, text, length) : cl100k_starts(w, text, length);
    starts = spread(starts & ~1ull, w);
    if (w->is_last) {
        *ends = starts | w->cuts;
        return length;
    }
    uint64_t next = starts ? 63 - (uint64_t)__builtin_clzll(starts) : 0;
    if (w->cuts) {
        uint64_t later = w->cuts & above(next);
        starts |= w->cuts & ~later;
        if (later && is_plain_after(w, next, pattern)) {
            starts |= later;
            next = 63 - (uint64_t)__builtin_clzll(later);
        }
    }
    *ends = starts;
    return next;
}

// Splits a few pieces from `*at` on as the plain scanner does. 0 where one ends past 4 GiB.
static inline size_t split_plainly(scanner_pattern pattern, const uint8_t *text, size_t length, size_t *at,
                                   uint32_t *ends) {
    size_t from = *at;
    size_t found = scanner_split_scalar(pattern, text + from, length - from, ends, 4);
    for (size_t i = 0; i < found; i++) ends[i] += (uint32_t)from;
    if (found == 0 || ends[found - 1] < from) return 0;
    *at = ends[found - 1];
    return found;
}

// Splits one window's worth, at least a piece, and returns how many ends it wrote; `*at` moves to the
// last of them. 0 where a piece ends past 4 GiB.
static inline size_t split_window(scanner_pattern pattern, const uint32_t *spans, const uint8_t *text, size_t length,
                                  size_t *at, uint32_t *ends) {
    size_t from = *at;
    window w = look(text + from, length - from, spans);
    uint64_t decided;
    size_t advance = decide(pattern, &w, text + from, length - from, &decided);
    if (advance == 0) return split_plainly(pattern, text, length, at, ends);
    *at = from + advance;
    size_t count = write_offsets(decided, (uint32_t)from, ends);
    if (w.is_last) ends[count++] = (uint32_t)length;
    return count;
}
