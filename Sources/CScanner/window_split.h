// Splitting by windows, for a variant that has defined before it includes this:
//
//     window look(const uint8_t *text, size_t length, const uint32_t *spans);
//     uint64_t spread(uint64_t characters, const window *w);   // bits of characters to bits of bytes
//     size_t write_offsets(uint64_t bytes, uint32_t base, uint32_t *ends);

// A window has at most 64 starts, and writing rounds up to 32.
enum { window_room = 96 };

static inline uint64_t above(uint64_t place) { return place == 63 ? 0 : ~0ull << (place + 1); }

// Whether all characters after the one at `place`, where a piece begins, are letters of which each may as
// well begin the piece: a window that begins at one of them goes on as it should. To o200k they are
// so only before lower case.
static inline bool is_plain_after(const window *w, uint64_t place, scanner_pattern pattern) {
    unsigned first = (unsigned)__builtin_popcountll(w->leads & ~above(place));
    uint64_t letters = w->upper | w->lower | w->letter;
    if (pattern == scanner_pattern_o200k) {
        letters = w->letter | w->mark;
        if (w->lower >> (first - 1) & 1) return false;
    }
    return first >= w->count || (~letters >> first & (~0ull >> (64 - (w->count - first)))) == 0;
}

static inline uint64_t piece_starts(scanner_pattern pattern, const window *w, const uint8_t *text, size_t length) {
    switch (pattern) {
    case scanner_pattern_o200k: return o200k_starts(w, text, length);
    case scanner_pattern_qwen: return qwen_starts(w, text, length);
    default: return cl100k_starts(w, text, length);
    }
}

// Splits one window's worth, at least a piece, and returns how many ends it wrote; `*at` moves to the
// last of them. 0 where a piece ends past 4 GiB.
static inline size_t split_window(scanner_pattern pattern, const uint32_t *spans, const uint8_t *text, size_t length,
                                  size_t *at, uint32_t *ends) {
    size_t from = *at;
    window w = look(text + from, length - from, spans);
    bool is_ambiguous = pattern == scanner_pattern_o200k && is_ambiguous_in_o200k(&w);
    if (!is_ambiguous) {
        uint64_t starts = piece_starts(pattern, &w, text + from, length - from);
        starts = spread(starts & ~1ull, &w);
        if (w.is_last) {
            size_t count = write_offsets(starts | w.cuts, (uint32_t)from, ends);
            ends[count] = (uint32_t)length;
            *at = length;
            return count + 1;
        }
        uint64_t next = starts ? 63 - (uint64_t)__builtin_clzll(starts) : 0;
        if (w.cuts) {
            uint64_t later = w.cuts & above(next);
            starts |= w.cuts & ~later;
            if (later && is_plain_after(&w, next, pattern)) {
                starts |= later;
                next = 63 - (uint64_t)__builtin_clzll(later);
            }
        }
        if (next) {
            *at = from + next;
            return write_offsets(starts, (uint32_t)from, ends);
        }
    }
    // A piece longer than a window, or some that need the plain scanner.
    size_t found = scanner_split_scalar(pattern, text + from, length - from, ends, is_ambiguous ? 8 : 1);
    for (size_t i = 0; i < found; i++) ends[i] += (uint32_t)from;
    if (found == 0 || ends[found - 1] < from) return 0;
    *at = ends[found - 1];
    return found;
}

static inline __attribute__((always_inline)) size_t split_by_windows(
    scanner_pattern pattern, const uint32_t *spans, const uint8_t *text, size_t length, uint32_t *ends, size_t capacity
) {
    size_t count = 0, at = 0;
    while (at < length && count + window_room <= capacity && at <= UINT32_MAX - 64) {
        size_t found = split_window(pattern, spans, text, length, &at, ends + count);
        if (found == 0) break;
        count += found;
    }
    return count;
}

// A copy for each pattern, so that none asks at every window which it is.
static inline size_t split_by_pattern(scanner_pattern pattern, const uint32_t *spans, const uint8_t *text,
                                      size_t length, uint32_t *ends, size_t capacity) {
    switch (pattern) {
    case scanner_pattern_cl100k: return split_by_windows(scanner_pattern_cl100k, spans, text, length, ends, capacity);
    case scanner_pattern_o200k: return split_by_windows(scanner_pattern_o200k, spans, text, length, ends, capacity);
    case scanner_pattern_qwen: return split_by_windows(scanner_pattern_qwen, spans, text, length, ends, capacity);
    case scanner_pattern_r50k: break;
    }
    return scanner_split_scalar(pattern, text, length, ends, capacity);
}
