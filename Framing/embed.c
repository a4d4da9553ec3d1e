#include "CFraming.h"

#ifndef __has_embed
#error "Embedding the framing rules needs a compiler with #embed (clang 19 or later)."
#endif

static const unsigned char anthropic[] = {
#embed "anthropic.json"
};
static const unsigned char openai[] = {
#embed "openai.json"
};

struct cframing_file cframing_anthropic(void) { return (struct cframing_file){anthropic, sizeof anthropic}; }

struct cframing_file cframing_openai(void) { return (struct cframing_file){openai, sizeof openai}; }
