#ifndef CFRAMING_H
#define CFRAMING_H

#include <stddef.h>

/// An embedded file of framing rules: JSON text that lives as long as the process.
struct cframing_file {
  const unsigned char *_Nonnull bytes;
  size_t count;
};

/// What Anthropic adds to a prompt.
struct cframing_file cframing_anthropic(void);

/// What OpenAI, and those whose interface is like its, add to a prompt.
struct cframing_file cframing_openai(void);

#endif
