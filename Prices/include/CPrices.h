#ifndef CPRICES_H
#define CPRICES_H

#include <stddef.h>

/// One embedded price file: the provider it is for and its JSON text, which lives as long as the process.
struct cprices_file {
  const char *_Nonnull provider;
  const unsigned char *_Nonnull bytes;
  size_t count;
};

/// How many price files are embedded.
size_t cprices_count(void);

/// The price file at `index`, which must be below `cprices_count()`.
struct cprices_file cprices_file(size_t index);

#endif
