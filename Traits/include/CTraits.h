#ifndef CTRAITS_H
#define CTRAITS_H

#include <stddef.h>

/// One embedded file of traits: the provider it is for and its JSON text, which lives as long as the process.
struct ctraits_file {
  const char *_Nonnull provider;
  const unsigned char *_Nonnull bytes;
  size_t count;
};

/// How many files of traits are embedded.
size_t ctraits_count(void);

/// The file at `index`, which must be below `ctraits_count()`.
struct ctraits_file ctraits_file(size_t index);

#endif
