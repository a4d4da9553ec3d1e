#ifndef PATTERNS_H
#define PATTERNS_H

/// The pre-tokenization patterns that the scanner knows by heart.
typedef enum scanner_pattern {
    scanner_pattern_r50k,
    scanner_pattern_cl100k,
    scanner_pattern_o200k,
    scanner_pattern_qwen,
} scanner_pattern;

#endif
