#include "CPrices.h"

#ifndef __has_embed
#error "Embedding the price files needs a compiler with #embed (clang 19 or later)."
#endif

static const unsigned char anthropic[] = {
#embed "anthropic.json"
};
static const unsigned char deepseek[] = {
#embed "deepseek.json"
};
static const unsigned char google[] = {
#embed "google.json"
};
static const unsigned char groq[] = {
#embed "groq.json"
};
static const unsigned char mistral[] = {
#embed "mistral.json"
};
static const unsigned char ollama[] = {
#embed "ollama.json"
};
static const unsigned char openai[] = {
#embed "openai.json"
};
static const unsigned char qwen[] = {
#embed "qwen.json"
};
static const unsigned char xai[] = {
#embed "xai.json"
};

static const struct cprices_file files[] = {
    {"anthropic", anthropic, sizeof anthropic}, {"deepseek", deepseek, sizeof deepseek},
    {"google", google, sizeof google},          {"groq", groq, sizeof groq},
    {"mistral", mistral, sizeof mistral},       {"ollama", ollama, sizeof ollama},
    {"openai", openai, sizeof openai},          {"qwen", qwen, sizeof qwen},
    {"xai", xai, sizeof xai},
};

size_t cprices_count(void) { return sizeof files / sizeof files[0]; }

struct cprices_file cprices_file(size_t index) { return files[index]; }
