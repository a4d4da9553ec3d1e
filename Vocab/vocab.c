#include "CVocab.h"

#if !defined(__has_embed)
#error "This target needs a C compiler with #embed (clang 19 or later, as in Swift 6.3)"
#endif

#define IMAGE(variable) __attribute__((aligned(64))) static const uint8_t variable[]

IMAGE(r50k) = {
#embed "r50k_base.vocab"
};

IMAGE(p50k) = {
#embed "p50k_base.vocab"
};

IMAGE(cl100k) = {
#embed "cl100k_base.vocab"
};

IMAGE(o200k) = {
#embed "o200k_base.vocab"
};

IMAGE(qwen) = {
#embed "qwen.vocab"
};

IMAGE(claude_v3) = {
#embed "claude_v3.tiles"
};

IMAGE(claude_v4_7) = {
#embed "claude_v4_7.tiles"
};

IMAGE(claude_characters) = {
#embed "claude_characters.table"
};

const uint8_t *vocab_image(vocab_name name) {
    switch (name) {
    case vocab_name_r50k: return r50k;
    case vocab_name_p50k: return p50k;
    case vocab_name_cl100k: return cl100k;
    case vocab_name_o200k: return o200k;
    case vocab_name_qwen: return qwen;
    case vocab_name_claude_v3: return claude_v3;
    case vocab_name_claude_v4_7: return claude_v4_7;
    case vocab_name_claude_characters: return claude_characters;
    }
    return NULL;
}

size_t vocab_image_size(vocab_name name) {
    switch (name) {
    case vocab_name_r50k: return sizeof r50k;
    case vocab_name_p50k: return sizeof p50k;
    case vocab_name_cl100k: return sizeof cl100k;
    case vocab_name_o200k: return sizeof o200k;
    case vocab_name_qwen: return sizeof qwen;
    case vocab_name_claude_v3: return sizeof claude_v3;
    case vocab_name_claude_v4_7: return sizeof claude_v4_7;
    case vocab_name_claude_characters: return sizeof claude_characters;
    }
    return 0;
}
