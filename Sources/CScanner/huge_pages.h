// Zeroed memory in whole huge pages where the system has them: touching 4 KiB at a time can cost more
// than all else in the first pass over a text.
#ifndef HUGE_PAGES_H
#define HUGE_PAGES_H

#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>

typedef struct huge_pages {
    void *start;  // NULL where there's no memory
    void *mapped;
    size_t mapped_size;
} huge_pages;

static inline huge_pages huge_pages_map(size_t size) {
    const size_t page = 2 << 20;
    size_t mapped_size = size + page;
    uint8_t *mapped = mmap(NULL, mapped_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED) return (huge_pages){NULL, NULL, 0};
    void *start = (void *)(((uintptr_t)mapped + page - 1) & ~(uintptr_t)(page - 1));
#ifdef MADV_HUGEPAGE
    madvise(start, size, MADV_HUGEPAGE);
#endif
    return (huge_pages){start, mapped, mapped_size};
}

static inline void huge_pages_unmap(huge_pages pages) { munmap(pages.mapped, pages.mapped_size); }

#endif
