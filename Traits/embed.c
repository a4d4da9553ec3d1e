#include "CTraits.h"

#ifndef __has_embed
#error "Embedding the traits needs a compiler with #embed (clang 19 or later)."
#endif

static const unsigned char anthropic[] = {
#embed "anthropic.json"
};
static const unsigned char azure_openai[] = {
#embed "azure_openai.json"
};
static const unsigned char deepseek[] = {
#embed "deepseek.json"
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
static const unsigned char openrouter[] = {
#embed "openrouter.json"
};
static const unsigned char qwen[] = {
#embed "qwen.json"
};
static const unsigned char xai[] = {
#embed "xai.json"
};

static const struct ctraits_file files[] = {
    {"anthropic", anthropic, sizeof anthropic},
    {"azure_openai", azure_openai, sizeof azure_openai},
    {"deepseek", deepseek, sizeof deepseek},
    {"groq", groq, sizeof groq},
    {"mistral", mistral, sizeof mistral},
    {"ollama", ollama, sizeof ollama},
    {"openai", openai, sizeof openai},
    {"openrouter", openrouter, sizeof openrouter},
    {"qwen", qwen, sizeof qwen},
    {"xai", xai, sizeof xai},
};

size_t ctraits_count(void) { return sizeof files / sizeof files[0]; }

struct ctraits_file ctraits_file(size_t index) { return files[index]; }
