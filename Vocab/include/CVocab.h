// The vocabulary images of this folder, in the binary. Knows files; nothing of their format.
#ifndef CVOCAB_H
#define CVOCAB_H

#include <stddef.h>
#include <stdint.h>

typedef enum vocab_name {
    vocab_name_r50k,
    vocab_name_p50k,
    vocab_name_cl100k,
    vocab_name_o200k,
    vocab_name_qwen,
    vocab_name_claude_v3,
    vocab_name_claude_v4_7,
    vocab_name_claude_characters,
} vocab_name;

/// The bytes of an image, aligned to a cache line; they live as long as the process.
const uint8_t *vocab_image(vocab_name name);

/// How many bytes the image has.
size_t vocab_image_size(vocab_name name);

#endif
